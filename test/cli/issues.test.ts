import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTree, removeTree, runTool, type Run } from "./command-line.ts";

const secret = "Tr0ub4dor&3-hunter2-XyZ";
let folder = "";
beforeAll(() => {
  folder = createTree({
    "flake.nix": "{ outputs = _: { }; }\n",
    "hosts/web/default.nix": `{ services.openssh.settings.PermitRootLogin = "yes"; users.users.x.password = "${secret}"; }\n`,
    "modules/a.nix": "rec { a = 1; }\n",
    "modules/b.nix": "rec { b = 1; }\n",
  });
});
afterAll(() => removeTree(folder));

/** Runs with what `gh issue list` would print. */
function runWith(issues: readonly object[], ...given: string[]): Promise<Run> {
  const input = JSON.stringify(issues);
  return runTool(["issues", "--existing", "-", "--format", "jsonl", ...given], { folder, input });
}

interface Line {
  readonly action: string;
  readonly number: number | null;
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly ruleId: string | null;
  readonly area: string | null;
}

function linesOf({ stdout }: Run): Line[] {
  return stdout
    .trimEnd()
    .split("\n")
    .map((line): Line => JSON.parse(line));
}

describe("nixaudit issues", { timeout: 60_000 }, () => {
  it("says what would be filed", async () => {
    const { code, stdout, stderr } = await runTool(["issues"], { folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^create {2}error {4}ssh-root-login in hosts\/web: /m);
    expect(stdout).toMatch(
      /^create {2}warning {2}redundant-rec in modules: .* \(2 findings, effort S\)$/m,
    );
    expect(stdout).toMatch(/^\d+ to create\.$/m);
    expect(stdout).toMatch(/^`nixaudit fix` mends 1 of the new ones /m);
  });

  it("keeps what is there, closes what is fixed, and leaves alone what it did not look at", async () => {
    const first = linesOf(await runWith([]));
    const forge = first.map(({ title, body }, index) => ({
      number: index + 1,
      title,
      body,
      state: "OPEN",
    }));
    expect(new Set(linesOf(await runWith(forge)).map(({ action }) => action))).toEqual(
      // The list of issues has their numbers now.
      new Set(["keep", "update"]),
    );
    writeFileSync(join(folder, "modules/b.nix"), "{ b = 1; }\n");
    writeFileSync(join(folder, "hosts/web/default.nix"), "{ }\n");
    const second = linesOf(await runWith(forge)).filter(({ kind }) => kind === "findings");
    const actionOf = (lines: readonly Line[], name: string): string | undefined =>
      lines.find(({ title }) => title.startsWith(name))?.action;
    expect(actionOf(second, "redundant-rec in modules")).toBe("update");
    expect(actionOf(second, "ssh-root-login in hosts/web")).toBe("close");
    for (const narrow of [["--ignore", "ssh-root-login"], ["modules"], ["--select", "style"]])
      expect(actionOf(linesOf(await runWith(forge, ...narrow)), "ssh-root-login")).toBe("keep");
    writeFileSync(join(folder, "hosts/web/default.nix"), "{ \n");
    expect(actionOf(linesOf(await runWith(forge)), "ssh-root-login")).toBe("keep");
    writeFileSync(
      join(folder, "hosts/web/default.nix"),
      `{ users.users.x.password = "${secret}"; }\n`,
    );
  });

  it("never shows a secret", async () => {
    for (const format of ["text", "gh", "jsonl"]) {
      const { code, stdout } = await runTool(["issues", "--format", format], { folder });
      expect(code).toBe(0);
      expect(stdout).toContain("user-plaintext-password");
      expect(stdout).not.toContain("Tr0ub4dor");
    }
  });

  it("writes a file an issue, names what is fixed, and spares files of other people", async () => {
    const given = ["issues", "--format", "markdown", "--output", "out/audit"];
    const { code, stderr } = await runTool(given, { folder });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/^Wrote \d+ files to out\/audit\.\n$/),
    });
    const names = readdirSync(join(folder, "out/audit"));
    expect(names).toContain("redundant-rec.modules.md");
    expect(names).toContain("user-plaintext-password.hosts+web.md");
    expect(readFileSync(join(folder, "out/audit/README.md"), "utf8")).toContain(
      "](./redundant-rec.modules.md) ",
    );
    const page = readFileSync(join(folder, "out/audit/redundant-rec.modules.md"), "utf8");
    expect(page).toMatch(
      /^---\ntitle: "redundant-rec in modules: .*"\nlabels: \["nixaudit",.*\]\n---\n\n<!-- nixaudit:issue /,
    );

    const second = await runTool([...given, "--ignore", "redundant-rec"], { folder });
    expect(second.stderr).toContain("redundant-rec.modules.md is of an earlier run");

    mkdirSync(join(folder, "mine"));
    writeFileSync(join(folder, "mine/README.md"), "Mine.\n");
    const refused = await runTool(["issues", "--format", "markdown", "--output", "mine"], {
      folder,
    });
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toMatch(
      /^nixaudit: .*mine\/README\.md is there already and no file of nixaudit; .*\n$/,
    );
    expect(readdirSync(join(folder, "mine"))).toEqual(["README.md"]);
  });

  const wrong: readonly (readonly [given: readonly string[], input: string, line: string])[] = [
    [["--existing", "none.json"], "", "--existing: cannot read none.json: ENOENT"],
    [["--existing", "-"], "{", "--existing: standard input: it is not JSON"],
    [["--existing", "-"], "{}", "it is no list of issues"],
    [
      ["--existing", "-"],
      '[{"number":1}]',
      "entry 1 has not the fields number, title, body and state",
    ],
    [
      ["--format", "markdown"],
      "",
      "--format markdown writes files: name their folder with --output",
    ],
    [["--limit", "x"], "", "--limit: `x` is no number of issues"],
    [["--format", "ghh"], "", "--format: there is no format `ghh`; did you mean `gh`?"],
    [["missing"], "", "no such file or folder: missing"],
  ];
  it.each(wrong)("%j is one line and exit code 2", async (given, input, line) => {
    const { code, stdout, stderr } = await runTool(["issues", ...given], { folder, input });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^nixaudit: [^\n]*\n$/);
    expect(stderr).toContain(line);
  });
});
