import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTemporaryTree, type TemporaryTree } from "./discovery-tree.ts";

let tree: TemporaryTree;

beforeEach(() => {
  tree = createTemporaryTree();
});

afterEach(() => {
  tree.remove();
});

function writeAll(...paths: readonly string[]): void {
  for (const path of paths) tree.write(path);
}

describe("patterns", () => {
  it("leaves out what is excluded, from the folder that the patterns are relative to", () => {
    writeAll("archive/a.nix", "sub/archive/a.nix", "sub/b.nix", "Sub/b.nix");
    expect(tree.files({ exclude: ["archive/**"] })).toEqual([
      "Sub/b.nix",
      "sub/archive/a.nix",
      "sub/b.nix",
    ]);
    const excludeRoot = join(tree.root, "sub");
    expect(tree.files({ exclude: ["/archive", "b.nix"], excludeRoot })).toEqual([
      "Sub/b.nix",
      "archive/a.nix",
    ]);
  });

  it("respects nested files, the innermost first, unless told not to", () => {
    tree.write(".gitignore", "*.nix\n!keep.nix\n/gone/\n");
    tree.write("sub/.gitignore", "keep.nix\n!b.nix\n");
    writeAll("a.nix", "keep.nix", "gone/keep.nix", "sub/b.nix", "sub/keep.nix", "sub/c.nix");
    expect(tree.files()).toEqual(["keep.nix", "sub/b.nix"]);
    expect(tree.files({ respectGitignore: false })).toHaveLength(6);
    expect(tree.files({ exclude: ["!a.nix", "sub"] })).toEqual(["keep.nix"]);
  });

  it("respects the repository's own list and the folders above the root", () => {
    tree.write(".git/info/exclude", "private.nix\n");
    tree.write(".gitignore", "/root/a.nix\nroot/\n");
    writeAll("root/a.nix", "root/b.nix", "root/private.nix");
    const root = join(tree.root, "root");
    expect(tree.files({ root, paths: [root] })).toEqual(["b.nix"]);
    rmSync(join(tree.root, ".git"), { recursive: true });
    expect(tree.files({ root, paths: [root] })).toEqual(["a.nix", "b.nix", "private.nix"]);
  });

  it("finds the repository of a second work tree", () => {
    tree.write("main/.git/info/exclude", "private.nix\n");
    tree.write("main/.git/worktrees/second/commondir", "../..\n");
    tree.write("second/.git", `gitdir: ${join(tree.root, "main/.git/worktrees/second")}\n`);
    writeAll("second/private.nix", "second/a.nix");
    const root = join(tree.root, "second");
    expect(tree.files({ root, paths: [root] })).toEqual(["a.nix"]);
  });

  it("is neither held up by a pipe nor misled by a link", () => {
    tree.pipe(".gitignore");
    tree.write("outside", "*.nix");
    tree.link("sub/.gitignore", "../outside");
    tree.write("odd/.gitignore", Buffer.from([0xff, 0x0a, 0x5b, 0x0a, 0x5c, 0x0a, 0x21]));
    writeAll("a.nix", "sub/b.nix", "odd/c.nix");
    expect(tree.files()).toEqual(["a.nix", "odd/c.nix", "sub/b.nix"]);
  });

  it("is not held up by patterns that take long to match", () => {
    tree.write(".gitignore", `${"**/a/".repeat(12)}b\n${"*a".repeat(40)}b\n`);
    const path = `${"a/".repeat(200)}${"a".repeat(200)}.nix`;
    tree.write(path);
    const start = performance.now();
    expect(tree.files()).toEqual([path]);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

const name = fc.constantFrom("a", "b", "c", "d.nix", "e.nix");
const pattern = fc
  .tuple(
    fc.constantFrom("", "", "!", "!"),
    fc.constantFrom("", "", "/", "**/"),
    fc.constantFrom(
      "a",
      "b",
      "c",
      "*",
      "d.nix",
      "*.nix",
      "?.nix",
      "a/b",
      "b/*",
      "a/**",
      "**/c",
      "[ab]",
    ),
    fc.constantFrom("", "", "/"),
  )
  .map((parts) => parts.join(""));
const patterns = fc.array(pattern, { maxLength: 4 }).map((lines) => `${lines.join("\n")}\n`);

it("agrees with git on random trees", () => {
  execFileSync("git", ["init", "--quiet", tree.root]);
  const path = fc.tuple(fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 3 }), name);
  const paths = fc.array(path, { minLength: 1, maxLength: 12 });
  const ignores = fc.dictionary(fc.constantFrom("", "a/", "b/", "a/b/"), patterns, { maxKeys: 3 });
  fc.assert(
    fc.property(paths, ignores, fc.nat(12), (files, ignoreFiles, trackedCount) => {
      rmSync(join(tree.root, ".git/index"), { force: true });
      for (const entry of ["a", "b", "c", "d.nix", "e.nix", ".gitignore"]) {
        rmSync(join(tree.root, entry), { recursive: true, force: true });
      }
      for (const [folder, text] of Object.entries(ignoreFiles))
        tree.write(`${folder}.gitignore`, text);
      for (const [folders, file] of files) {
        if (file.endsWith(".nix")) tree.write([...folders, file].join("/"));
      }
      // What is tracked is there whatever the patterns say: Nix takes it, too.
      const tracked = files
        .slice(0, trackedCount)
        .map(([folders, file]) => [...folders, file].join("/"))
        .filter((file) => file.endsWith(".nix"));
      if (tracked.length > 0) execFileSync("git", ["-C", tree.root, "add", "-f", "--", ...tracked]);
      const choice = ["--cached", "--others", "--exclude-standard"];
      const listed = execFileSync(
        "git",
        ["-C", tree.root, "ls-files", "-z", ...choice, "--", "*.nix"],
        { encoding: "utf8" },
      );
      expect(tree.files()).toEqual(listed.split("\0").filter(Boolean).toSorted());
    }),
    { numRuns: 150 },
  );
}, 30_000);
