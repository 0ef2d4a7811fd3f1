import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createTree, removeTree, runTool, type Run } from "./command-line.ts";

const bad =
  '{ services.openssh.settings.PermitRootLogin = "yes"; services.openssh.settings.PasswordAuthentication = true; }\n';
const good = "{ }\n";
// In two pieces, so that this file holds nothing that looks like one.
const token = ["GH_TOKEN=ghp_", "NotAToken0NotAToken1NotAToken2NotATo\n"].join("");

const trees: string[] = [];
afterAll(() => trees.forEach(removeTree));

function git(folder: string, ...given: readonly string[]): string {
  return execFileSync(
    "git",
    [
      ...[
        "user.name=x",
        "user.email=x@example.org",
        "commit.gpgsign=false",
        "init.defaultBranch=main",
      ],
      "protocol.file.allow=always",
    ]
      .flatMap((setting) => ["-c", setting])
      .concat(given),
    {
      cwd: folder,
      encoding: "utf8",
      stdio: "pipe",
      env: { PATH: process.env["PATH"], HOME: folder, GIT_CONFIG_NOSYSTEM: "1" },
    },
  );
}

function createRepository(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = createTree(files);
  trees.push(folder);
  git(folder, "init", "-q");
  return folder;
}

async function stagedFindings(
  folder: string,
  given: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly paths: readonly string[]; readonly run: Run }> {
  const run = await runTool(
    ["--staged", "--select", "secrets,access", "--format", "json", ...given],
    {
      folder,
      environment,
    },
  );
  const { findings } = JSON.parse(run.stdout === "" ? '{"findings":[]}' : run.stdout) as {
    findings: { path: string }[];
  };
  return { paths: [...new Set(findings.map(({ path }) => path))], run };
}

describe("--staged", () => {
  test("judges the index, not the work tree, before the first commit and after", async () => {
    const folder = createRepository({ "a.nix": bad, "b.nix": good, "c.nix": bad });
    git(folder, "add", "a.nix", "b.nix");
    writeFileSync(join(folder, "a.nix"), good);
    writeFileSync(join(folder, "b.nix"), bad);
    const first = await stagedFindings(folder);
    expect(first.paths).toEqual(["a.nix"]);
    expect(first.run.code).toBe(1);

    git(folder, "commit", "-qm", "x");
    expect((await stagedFindings(folder)).paths).toEqual([]);
    git(folder, "add", "b.nix");
    rmSync(join(folder, "b.nix"));
    expect((await stagedFindings(folder)).paths).toEqual(["b.nix"]);
    expect((await stagedFindings(folder, ["b.nix"])).paths).toEqual(["b.nix"]);
    expect((await stagedFindings(folder, ["c.nix"])).paths).toEqual([]);
  });

  test("looks into other text files, and takes odd names, links and moved files as they are", async () => {
    const odd = 'a "b"\n[ü] c.nix';
    const folder = createRepository({
      [odd]: bad,
      "old.nix": bad,
      "x/.env": token,
      "big.env": token,
    });
    symlinkSync("/etc/passwd", join(folder, "link.nix"));
    git(folder, "add", "old.nix");
    git(folder, "commit", "-qm", "x");
    git(folder, "mv", "old.nix", "new.nix");
    git(folder, "config", "diff.relative", "true");
    git(folder, "config", "diff.renames", "copies");
    git(folder, "add", "-A");
    const { paths } = await stagedFindings(join(folder, "x"), [".."]);
    expect(paths).toEqual([odd, "big.env", "new.nix", "x/.env"].toSorted());
    expect((await stagedFindings(join(folder, "x"))).paths).toEqual(["x/.env"]);
  });

  test("in a linked work tree, in a submodule, and with an index of another name", async () => {
    const folder = createRepository({ "a.nix": good });
    git(folder, "add", "-A");
    git(folder, "commit", "-qm", "x");
    const linked = `${folder}.linked`;
    trees.push(linked);
    git(folder, "worktree", "add", "-q", linked, "-b", "other");
    mkdirSync(`${linked}.home`);
    writeFileSync(join(linked, "b.nix"), bad);
    git(linked, "add", "b.nix");
    expect((await stagedFindings(linked)).paths).toEqual(["b.nix"]);
    expect((await stagedFindings(folder)).paths).toEqual([]);

    const outer = createRepository({ "o.nix": bad });
    git(outer, "submodule", "add", "-q", folder, "sub");
    writeFileSync(join(outer, "sub/c.nix"), bad);
    git(join(outer, "sub"), "add", "c.nix");
    expect((await stagedFindings(join(outer, "sub"))).paths).toEqual(["c.nix"]);

    writeFileSync(join(folder, "d.nix"), bad);
    const environment = { GIT_INDEX_FILE: ".git/another" };
    execFileSync("git", ["add", "d.nix"], { cwd: folder, env: { ...process.env, ...environment } });
    expect((await stagedFindings(folder, [], environment)).paths).toEqual(["d.nix"]);
    expect((await stagedFindings(folder)).paths).toEqual([]);
  });

  test("takes the config of the work tree, and says what it passed over", async () => {
    const folder = createRepository({
      "nixaudit.toml": 'exclude = ["archive/**"]\nmax-file-size = "1 kB"\n',
      "archive/a.nix": bad,
      "large.nix": `${bad}# ${"x".repeat(2000)}\n`,
      "locked.nix": new Uint8Array([0, ...Buffer.from("GITCRYPT"), 0, 1, 2, 3]),
    });
    git(folder, "add", "-A");
    const { paths, run } = await stagedFindings(folder);
    expect(paths).toEqual([]);
    const { skipped } = JSON.parse(run.stdout) as { skipped: { path: string; reason: string }[] };
    expect(skipped.map(({ path, reason }) => `${path} ${reason}`)).toEqual([
      "large.nix too-large",
      "locked.nix encrypted",
    ]);
  });

  test.each([
    ["outside of git", [], /--staged: .* is not in the work tree of a git repository/],
    ["with --fix", ["--fix"], /--staged looks at the index, where nothing can be fixed/],
    ["with standard input", ["-"], /cannot be mixed with --staged/],
  ])("is refused %s in one line", async (_, given, line) => {
    const folder = createTree({ "a.nix": bad });
    trees.push(folder);
    const { run } = await stagedFindings(folder, given);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(line);
    expect(run.stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});
