import { chmodSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTemporaryTree, type TemporaryTree } from "./discovery-tree.ts";

let tree: TemporaryTree;

beforeEach(() => {
  tree = createTemporaryTree();
});

afterEach(() => {
  tree.remove();
});

describe("folders", () => {
  it("gives Nix files sorted by code units, and nothing else", () => {
    const paths = ["b.nix", "a/z.nix", "a.nix", "Z.nix", "a/deep/er/x.nix", "x.nix/inner.nix"];
    for (const path of [...paths, "README.md", "nix", "c.nix.bak"]) tree.write(path);
    expect(tree.files()).toEqual(paths.toSorted());
    expect(tree.discover()).toMatchObject({ problems: [], skipped: [] });
    expect(tree.discover().files[0]?.absolutePath).toBe(join(tree.root, "Z.nix"));
  });

  it("never enters folders that hold nobody's source", () => {
    for (const folder of [".git", ".direnv", "node_modules", ".nixaudit-cache", "a/node_modules"]) {
      tree.write(`${folder}/x.nix`);
    }
    tree.write(".github/x.nix");
    expect(tree.files()).toEqual([".github/x.nix"]);
  });

  it("gives a file once, however often it is named", () => {
    const file = tree.write("a/b.nix");
    const paths = [file, join(tree.root, "a"), file, tree.root];
    expect(tree.files({ paths })).toEqual(["a/b.nix"]);
  });

  it("takes odd names as they are", () => {
    const names = [
      "-rf.nix",
      "[a].nix",
      "a b.nix",
      "a\nb.nix",
      "ä日.nix",
      "\uFFFD.nix",
      ".nix",
      "$(x).nix",
    ];
    for (const name of names) tree.write(name);
    tree.write(" leading/[x]/!y/#z.nix");
    expect(tree.files()).toEqual([" leading/[x]/!y/#z.nix", ...names].toSorted());
  });

  it("lists names that are not UTF-8", () => {
    const broken = Buffer.concat([Buffer.from(`${tree.root}/`), Buffer.from([0xff, 0xfe])]);
    writeFileSync(Buffer.concat([broken, Buffer.from("file.nix")]), "");
    writeFileSync(Buffer.concat([broken, Buffer.from("file.txt")]), "");
    mkdirSync(Buffer.concat([broken, Buffer.from("folder")]));
    tree.write("good.nix");
    const { files, problems } = tree.discover();
    expect(files.map(({ path }) => path)).toEqual(["good.nix"]);
    expect(problems.map(({ kind, detail }) => `${kind}: ${detail}`)).toEqual([
      "name-not-utf8: the file's name is not valid UTF-8",
      "name-not-utf8: the folder's name is not valid UTF-8, so nothing in it was audited",
    ]);
  });

  // Root may read everything, so there is nothing to see.
  it.skipIf(process.getuid?.() === 0)("lists folders without permission", () => {
    tree.write("closed/a.nix");
    chmodSync(join(tree.root, "closed"), 0);
    const { problems } = tree.discover();
    chmodSync(join(tree.root, "closed"), 0o700);
    expect(problems).toMatchObject([{ path: "closed", kind: "no-permission" }]);
  });

  it("goes down a thousand folders", () => {
    const path = `${"d/".repeat(1000)}x.nix`;
    tree.write(path);
    expect(tree.files()).toEqual([path]);
  });
});

describe("named paths", () => {
  it("takes a named file whatever its name, and where it is ignored", () => {
    tree.write(".gitignore", "*.nix\n");
    const paths = ["a.txt", "b.nix"].map((path) => tree.write(path));
    const exclude = ["b.nix"];
    expect(tree.files({ paths, exclude })).toEqual(["a.txt", "b.nix"]);
    const forced = tree.discover({ paths, exclude, forceExclude: true });
    expect(forced.files.map(({ path }) => path)).toEqual(["a.txt"]);
    expect(forced.skipped).toMatchObject([{ path: "b.nix", reason: "excluded" }]);
  });

  it("enters a named folder that is ignored", () => {
    tree.write(".gitignore", "/out \\[x]/\n*.tmp.nix\n");
    const paths = [join(tree.root, "out [x]/deep")];
    tree.write("out [x]/deep/a.nix");
    tree.write("out [x]/deep/a.tmp.nix");
    expect(tree.files()).toEqual([]);
    expect(tree.files({ paths })).toEqual(["out [x]/deep/a.nix"]);
    const forced = tree.discover({ paths, forceExclude: true });
    expect(forced).toMatchObject({
      files: [],
      skipped: [{ path: "out [x]/deep", reason: "excluded" }],
    });
  });

  it("says what is wrong with a path", () => {
    const paths = ["missing.nix", "missing/", "a.nix/b.nix", "null\0"].map((path) =>
      join(tree.root, path),
    );
    tree.write("a.nix");
    expect(tree.discover({ paths })).toMatchObject({
      files: [],
      problems: [
        { path: "a.nix/b.nix", kind: "not-found" },
        { path: "missing", kind: "not-found" },
        { path: "missing.nix", kind: "not-found" },
        { path: "null\0", kind: "unreadable" },
      ],
    });
  });

  it("reports paths outside of the root relative to it", () => {
    tree.write("outside/a.nix");
    tree.write("outside/.gitignore", "b.nix");
    tree.write("outside/b.nix");
    const root = join(tree.root, "root");
    mkdirSync(root);
    const paths = [join(tree.root, "outside"), join(tree.root, "outside/b.nix")];
    const exclude = ["*.nix"];
    expect(tree.files({ root, paths, exclude })).toEqual(["../outside/a.nix", "../outside/b.nix"]);
  });
});

describe("what is no file", () => {
  it("lists pipes and sockets, and opens none", async () => {
    const named = tree.pipe("a.nix");
    tree.pipe("folder/pipe");
    tree.link("link.nix", "a.nix");
    const server = createServer();
    await new Promise<void>((done) => server.listen(join(tree.root, "socket.nix"), done));
    const { problems, files } = tree.discover({ paths: [tree.root, named] });
    server.close();
    expect(files).toEqual([]);
    expect(problems).toEqual([
      {
        path: "a.nix",
        kind: "not-a-file",
        detail: "it is a named pipe, not a file",
      },
      {
        path: "link.nix",
        kind: "not-a-file",
        detail: "it is a named pipe, not a file",
      },
      {
        path: "socket.nix",
        kind: "not-a-file",
        detail: "it is a socket, not a file",
      },
    ]);
  });

  it("lists devices", () => {
    const { problems } = tree.discover({ root: "/dev", paths: ["/dev/null"] });
    expect(problems).toEqual([
      {
        path: "null",
        kind: "not-a-file",
        detail: "it is a device, not a file",
      },
    ]);
  });
});

describe("symbolic links", () => {
  it("gives the real file once", () => {
    tree.write("z.nix");
    tree.link("a.nix", "z.nix");
    tree.link("b.nix", join(tree.root, "a.nix"));
    expect(tree.files()).toEqual(["z.nix"]);
    const paths = [join(tree.root, "a.nix"), tree.root];
    expect(tree.files({ paths })).toEqual(["z.nix"]);
  });

  it("gives the first link where the real file is not there by itself", () => {
    const absolutePath = tree.write("text");
    tree.link("b.nix", "text");
    tree.link("a.nix", "text");
    expect(tree.discover().files).toEqual([{ path: "a.nix", absolutePath }]);
  });

  it("lists links that lead nowhere or to themselves", () => {
    tree.link("gone.nix", "nothing.nix");
    tree.link("gone", "nothing");
    tree.link("loop.nix", "pool.nix");
    tree.link("pool.nix", "loop.nix");
    const problems = [
      {
        path: "gone.nix",
        kind: "dangling-symlink",
        detail: "a link to `nothing.nix`, where nothing is",
      },
      { path: "loop.nix", kind: "looping-symlink" },
      { path: "pool.nix", kind: "looping-symlink" },
    ];
    expect(tree.discover()).toMatchObject({ files: [], problems, skipped: [] });
    const named = tree.discover({ paths: [join(tree.root, "gone")] });
    expect(named.problems).toMatchObject([{ path: "gone", kind: "dangling-symlink" }]);
  });

  it("skips what leads out of the tree, however it is named", () => {
    const root = join(tree.root, "root");
    tree.write("outside/a.nix");
    tree.write("root/b.nix");
    tree.link("root/file.nix", "../outside/a.nix");
    tree.link("root/folder", "../outside");
    tree.link("root/result", "../outside");
    tree.link("root/result-man", "../outside");
    const whole = tree.discover({ root, paths: [root] });
    expect(whole.files.map(({ path }) => path)).toEqual(["b.nix"]);
    expect(whole).toMatchObject({
      problems: [],
      skipped: [
        { path: "file.nix", reason: "outside-tree" },
        { path: "folder", reason: "outside-tree" },
      ],
    });
    const paths = ["file.nix", "folder", "folder/a.nix"].map((path) => join(root, path));
    const named = tree.discover({ root, paths });
    expect(named.files).toEqual([]);
    expect(named.skipped.map(({ reason }) => reason)).toEqual(Array(3).fill("outside-tree"));
  });

  it("finds the content of a linked folder at its real place", () => {
    tree.write("real/a.nix");
    tree.link("link", "real");
    tree.link("real/up", "..");
    expect(tree.files()).toEqual(["real/a.nix"]);
    expect(tree.files({ paths: [join(tree.root, "link")] })).toEqual(["real/a.nix"]);
    const file = join(tree.root, "link/a.nix");
    expect(tree.files({ paths: [file, tree.root] })).toEqual(["real/a.nix"]);
    expect(tree.discover()).toMatchObject({ problems: [], skipped: [] });
  });

  it("does not read what lies in a folder that is never entered", () => {
    tree.write(".git/config", "token");
    tree.link("a.nix", ".git/config");
    expect(tree.discover()).toMatchObject({
      files: [],
      skipped: [{ path: "a.nix", reason: "excluded" }],
    });
  });

  it("works in a root that is itself a link", () => {
    tree.write("real/a.nix");
    tree.link("real/b.nix", "a.nix");
    tree.link("root", "real");
    const root = join(tree.root, "root");
    expect(tree.discover({ root, paths: [root] }).files).toEqual([
      { path: "a.nix", absolutePath: join(root, "a.nix") },
    ]);
    expect(tree.files({ root, paths: [join(root, "a.nix"), join(root, "b.nix")] })).toEqual([
      "a.nix",
    ]);
  });
});

it("reads the same tree the same way twice", () => {
  for (const path of ["a.nix", "b/c.nix"]) tree.write(path);
  tree.link("d.nix", "gone");
  expect(tree.discover()).toEqual(tree.discover());
  expect(readdirSync(tree.root)).toHaveLength(3);
});
