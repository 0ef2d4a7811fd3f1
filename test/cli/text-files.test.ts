import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTree, removeTree, runTool } from "./command-line.ts";

const secret = "PlantedTok0PlantedTok1PlantedTok2Pla";
const token = `GH_TOKEN=ghp_${secret}\n`;

interface Report {
  readonly findings: readonly {
    readonly path: string;
    readonly ruleId: string;
    readonly severity: string;
  }[];
  readonly suppressed: readonly { readonly path: string; readonly reason: string }[];
  readonly skipped: readonly object[];
  readonly summary: { readonly textFiles?: object };
}

let folder = "";
let outside = "";

beforeAll(() => {
  outside = createTree({ ".env": token });
  folder = createTree({
    "flake.nix": "{ outputs = _: { }; }\n",
    ".gitignore": "ignored.env\n",
    "ignored.env": token,
    "deploy/.env": token,
    "deploy/allowed.env": `# nixaudit: ignore[secret-provider-token] revoked\n${token}// a line between\n${token.trimEnd()} # nixaudit: ignore[secrets] revoked too\n`,
    "tests/data.env": token,
    "secrets/a.age": "age-encryption.org/v1\n-> X25519 NotAKey\n",
    "secrets/b.age": "password: pl4nted-in-a-file\n",
    "secrets/c.gpg": new Uint8Array([0x85, 1, 0x0c, 3, 0, 1, 2, 3]),
    "secrets/d.yaml": "password: pl4nted-in-a-file\n",
    ".sops.yaml":
      "creation_rules:\n  - path_regex: secrets/[^/]+\\.yaml$\n    age: age1notarealkey\n",
    "logo.png": new Uint8Array([0x89, 0x50]),
    "blob.dat": new Uint8Array([1, 0, 2, 0]),
    "large.txt": "x".repeat(1_100_000),
    "node_modules/x/.env": token,
  });
  symlinkSync(join(outside, ".env"), join(folder, "link.env"));
});

afterAll(() => [folder, outside].forEach(removeTree));

async function report(...given: readonly string[]): Promise<Report> {
  const run = await runTool(["--format", "json", "--select", "secrets", ...given], { folder });
  expect(run.stdout + run.stderr).not.toContain(secret);
  expect(run.stdout + run.stderr).not.toContain("pl4nted-in-a-file");
  return JSON.parse(run.stdout) as Report;
}

describe("files that are no Nix", () => {
  test("are searched, passed over by what they are, and never followed out of the tree", async () => {
    const { findings, suppressed, skipped, summary } = await report();
    expect(findings.map(({ path, ruleId, severity }) => `${path} ${ruleId} ${severity}`)).toEqual([
      "deploy/.env secret-provider-token error",
      "secrets/b.age unencrypted-secret-file error",
      "secrets/d.yaml unencrypted-secret-file error",
      "tests/data.env secret-provider-token info",
    ]);
    expect(suppressed.map(({ path, reason }) => `${path} ${reason}`)).toEqual([
      "deploy/allowed.env revoked",
      "deploy/allowed.env revoked too",
    ]);
    expect(skipped).toEqual([]);
    expect(summary.textFiles).toMatchObject({
      searched: 7,
      withFindings: 4,
      skipped: { encrypted: 2, binary: 2, tooLarge: 1, unreadable: 0 },
    });
  });

  test.each(["text", "sarif", "github", "markdown"])("show no secret as %s", async (format) => {
    const run = await runTool(["--format", format], { folder });
    expect(run.stdout).not.toContain(secret);
    expect(run.stdout).not.toContain("pl4nted-in-a-file");
    expect(run.stdout).toContain("deploy/.env");
  });

  test("are left alone where the config says so", async () => {
    const other = createTree({
      "flake.nix": "{ }\n",
      ".env": token,
      "nixaudit.toml": "text-files = false\n",
    });
    const run = await runTool(["--format", "json"], { folder: other });
    removeTree(other);
    const { findings, summary } = JSON.parse(run.stdout) as Report;
    expect(findings.filter(({ path }) => path === ".env")).toEqual([]);
    expect(summary.textFiles).toBeUndefined();
  });

  test("go by overrides", async () => {
    const other = createTree({
      "flake.nix": "{ }\n",
      "a/.env": token,
      "b/.env": token,
      "nixaudit.toml": '[[overrides]]\npaths = ["a/**"]\nrules = { secrets = "off" }\n',
    });
    const run = await runTool(["--format", "json", "--stats"], { folder: other });
    removeTree(other);
    const { findings } = JSON.parse(run.stdout) as Report;
    expect(findings.filter(({ path }) => path.endsWith(".env")).map(({ path }) => path)).toEqual([
      "b/.env",
    ]);
    expect(run.stderr).toContain("other files, searched for secrets");
  });
});
