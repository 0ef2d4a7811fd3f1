import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { auditProject, createFileAuditor } from "../../src/engine/index.ts";
import { createDiskReader, readGitIndex } from "../../src/project/index.ts";
import untrackedFile from "../../rules/flake/untracked-file.ts";
import { configFor, parser } from "../rule-harness/run-rule.ts";

let root = "";

function git(...args: string[]): string {
  return execFileSync("git", args, {
    cwd: root,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" },
  });
}

function put(path: string, text = "{ }\n"): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const index = (): Uint8Array => readFileSync(join(root, ".git/index"));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "nixaudit-index-"));
  git("init", "--quiet");
});

afterEach(() => rmSync(root, { recursive: true }));

describe("the index of git", () => {
  test.each(["2", "3", "4"])("of version %s has the files that git lists", (version) => {
    const paths = ["a.nix", "a/b/c.nix", "a/b/d e.nix", "é/ü.nix", `${"long".repeat(40)}/x.nix`];
    for (const path of [...paths, "announced.nix", "unknown.nix"]) put(path);
    git("update-index", "--index-version", version);
    git("add", ...paths);
    git("add", "-N", "announced.nix");
    git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},vendor/lib`);
    const listed = git("ls-files", "-z")
      .split("\0")
      .filter((path) => path !== "");
    const read = readGitIndex(index());
    expect(listed).toContain("announced.nix");
    expect([...(read?.files ?? []), ...(read?.submodules ?? [])].toSorted()).toEqual(
      listed.toSorted(),
    );
    expect(read?.submodules).toEqual(["vendor/lib"]);
  });

  test("is not read where it holds only a part", () => {
    put("a.nix");
    git("add", "a.nix");
    git("update-index", "--split-index");
    put("b.nix");
    git("add", "b.nix");
    expect(readGitIndex(index())).toBeUndefined();
  });

  test("is not read where it is broken, and never thrown at", () => {
    for (const path of ["a.nix", "b/c.nix"]) put(path);
    git("add", ".");
    const bytes = index();
    fc.assert(
      fc.property(
        fc.nat(bytes.length - 1),
        fc.nat(255),
        fc.nat(bytes.length),
        (at, byte, length) => {
          const changed = Uint8Array.from(bytes);
          changed[at] = byte;
          expect(() => readGitIndex(changed.subarray(0, length))).not.toThrow();
        },
      ),
    );
    expect(readGitIndex(Buffer.from("DIRC"))).toBeUndefined();
    expect(readGitIndex(Buffer.from("text"))).toBeUndefined();
  });
});

describe("untracked-file", () => {
  function findings(paths: readonly string[]): string[] {
    const config = configFor(untrackedFile);
    const rules = [untrackedFile];
    const auditor = createFileAuditor({ parser, rules, config, lineHashes: false, evidence: true });
    const { findings: found, failures } = auditProject(
      {
        root,
        evidence: paths.flatMap((path) =>
          path.endsWith(".nix")
            ? (auditor.auditBytes(path, readFileSync(join(root, path))).evidence ?? [])
            : [],
        ),
        others: paths.filter((path) => !path.endsWith(".nix")),
        isWhole: true,
        reader: createDiskReader(root, 10_000_000),
        covers: () => true,
      },
      { rules, config, lineHashes: false },
    );
    expect(failures).toEqual([]);
    return found.map(({ path, startLine, message }) => `${path}:${startLine} ${message}`);
  }

  const files = ["flake.nix", "a.nix", "new.nix", "motd.txt", "folder/x.nix", "old/default.nix"];

  beforeEach(() => {
    put("flake.nix", "{\n  outputs = _: { nixosModules.a = import ./a.nix; };\n}\n");
    put(
      "a.nix",
      "{\n  imports = [\n    ./new.nix\n    ./old\n  ];\n  environment.etc.motd.source = ./motd.txt;\n  system.src = ./folder;\n}\n",
    );
    for (const path of files.slice(2)) put(path);
  });

  test("names what git does not know, where it is asked for", () => {
    git("add", "flake.nix", "a.nix", "old");
    const say = (path: string): string =>
      `Git does not track \`${path}\`, so that the flake can't see it: \`git add -N ${path}\` is enough.`;
    const found = findings(files);
    expect(found).toContain(`a.nix:3 ${say("new.nix")}`);
    expect(found).toContain(`a.nix:6 ${say("motd.txt")}`);
    expect(found.filter((line) => line.includes("`old`"))).toEqual([]);
    expect(found.length).toBeLessThanOrEqual(3);
  });

  test("is silent once git knows the names, and where git knows no flake", () => {
    expect(findings(files)).toEqual([]);
    git("add", "-N", ".");
    expect(findings(files)).toEqual([]);
  });

  test("is silent on ignored build results and in submodules", () => {
    git("add", "flake.nix", "a.nix", "old", "folder");
    git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},new.nix`);
    expect(findings(files.filter((path) => path !== "motd.txt"))).toEqual([]);
  });
});
