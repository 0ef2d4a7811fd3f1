import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findAuditRoot, readSourceFile } from "../../src/project/discovery/index.ts";
import { createTemporaryTree, type TemporaryTree } from "./discovery-tree.ts";

let tree: TemporaryTree;

beforeEach(() => {
  tree = createTemporaryTree();
});

afterEach(() => {
  tree.remove();
});

function read(content: string | Uint8Array, path = "a.nix") {
  return readSourceFile(tree.write(path, content), 4e6);
}

const filler = Buffer.from(Array.from({ length: 600 }, (_, index) => (index * 7919) % 256));

describe("readSourceFile", () => {
  it("gives the bytes of a text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-composite" }), (text) => {
        const bytes = Buffer.from(`# ${text}`);
        expect(read(bytes)).toEqual({ kind: "text", bytes, validUtf8: true });
      }),
      { numRuns: 50 },
    );
    expect(read("")).toEqual({
      kind: "text",
      bytes: Buffer.of(),
      validUtf8: true,
    });
  });

  it("says when a text is not UTF-8", () => {
    expect(read(Buffer.from("# caf\xe9\n", "latin1"))).toMatchObject({
      kind: "text",
      validUtf8: false,
    });
  });

  it.each<[string, string | Buffer, string?]>([
    ["git-crypt", Buffer.concat([Buffer.from("\0GITCRYPT\0"), filler])],
    ["age", Buffer.concat([Buffer.from("age-encryption.org/v1\n-> X25519 x\n"), filler])],
    ["age", "\n-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n"],
    ["GPG", "-----BEGIN PGP MESSAGE-----\n\nhQ\n"],
    ["ansible-vault", "$ANSIBLE_VAULT;1.1;AES256\n6162\n"],
    ["sops", '{ "a": "ENC[AES256_GCM,data:x]", "sops": { } }', "a.json"],
  ])("skips what %s encrypted", (tool, content, path) => {
    const detail = `encrypted by ${tool}`;
    expect(read(content, path)).toEqual({
      kind: "skipped",
      reason: "encrypted",
      detail,
    });
  });

  it.each([
    ["in a comment", "# age-encryption.org/v1\n{ }"],
    ["without the rest", "age"],
    ["of sops in Nix", '{ x = "ENC[AES256_GCM,data:x]"; sops = 1; }'],
  ])("reads a text with the words of an encrypted file %s", (_, content) => {
    expect(read(content)).toMatchObject({ kind: "text" });
  });

  it("skips binary content", () => {
    const detail = "binary content";
    expect(read(filler)).toEqual({ kind: "skipped", reason: "binary", detail });
    expect(read(Buffer.from("{ a = 1; }", "utf16le"))).toMatchObject({
      reason: "binary",
    });
    const withMark = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from("{ a = 1; }", "utf16le")]);
    expect(read(withMark)).toMatchObject({
      detail: "UTF-16 text; Nix reads UTF-8",
    });
  });

  it("reads a text with a stray NUL", () => {
    expect(read("{\0}")).toMatchObject({ kind: "text" });
    expect(read(`{ a = "\0"; }\n${"# text\n".repeat(5000)}\0`)).toMatchObject({
      kind: "text",
    });
  });

  it("skips a file over the limit, and reads one at it", () => {
    const path = tree.write("a.nix", "#".repeat(2500));
    const detail = "2.5 kB, over the limit of 2.4 kB";
    expect(readSourceFile(path, 2400)).toEqual({
      kind: "skipped",
      reason: "too-large",
      detail,
    });
    expect(readSourceFile(path, 2500)).toMatchObject({ kind: "text" });
  });

  it.each<[string, string, () => string]>([
    ["is gone", "there is no such file or folder", () => join(tree.root, "gone.nix")],
    ["is a pipe", "it is a named pipe, not a file", () => tree.pipe("pipe.nix")],
    [
      "is a folder",
      "it is a folder, not a file",
      () => (mkdirSync(join(tree.root, "x.nix")), join(tree.root, "x.nix")),
    ],
    [
      "became a link",
      "it is a symbolic link",
      () => (tree.link("x.nix", "/dev/zero"), join(tree.root, "x.nix")),
    ],
    ["is a device", "it is a device, not a file", () => "/dev/zero"],
  ])("says so when a file %s", (_, detail, create) => {
    expect(readSourceFile(create(), 4e6)).toEqual({
      kind: "unreadable",
      detail,
    });
  });

  // Root may read everything, so there is nothing to see.
  it.skipIf(process.getuid?.() === 0)("says so when there is no permission", () => {
    const path = tree.write("a.nix");
    chmodSync(path, 0);
    expect(readSourceFile(path, 4e6)).toMatchObject({ kind: "unreadable" });
  });

  it("owns the memory that it gives", () => {
    const content = read("{ }");
    expect(content.kind === "text" && content.bytes.buffer.byteLength).toBe(3);
  });
});

describe("findAuditRoot", () => {
  it("is the work tree, then the config, then the flake", () => {
    tree.write("flake.nix");
    tree.write("sub/a/b.nix");
    expect(findAuditRoot(["sub/a/b.nix"], tree.root)).toBe(tree.root);
    tree.write("sub/flake.nix");
    expect(findAuditRoot([join(tree.root, "sub/a")], "/")).toBe(join(tree.root, "sub"));
    tree.write("nixaudit.toml");
    expect(findAuditRoot(["sub/a"], tree.root)).toBe(tree.root);
    tree.write("sub/a/.git", "gitdir: elsewhere");
    expect(findAuditRoot(["sub/a/b.nix"], tree.root)).toBe(join(tree.root, "sub/a"));
    expect(findAuditRoot([], join(tree.root, "sub/a"))).toBe(join(tree.root, "sub/a"));
  });

  it("is the current folder when all lies in it, else the folder that all lies in", () => {
    tree.write("a/b/c.nix");
    tree.write("a/d/e.nix");
    const cwd = join(tree.root, "a");
    expect(findAuditRoot(["b", "d/e.nix", "missing.nix"], cwd)).toBe(cwd);
    expect(findAuditRoot(["."], cwd)).toBe(cwd);
    expect(
      findAuditRoot(
        ["a/b/c.nix", "a/d"].map((path) => join(tree.root, path)),
        "/usr",
      ),
    ).toBe(cwd);
    expect(findAuditRoot(["../d/e.nix"], join(cwd, "b"))).toBe(join(cwd, "d"));
    tree.link("a/b/link", "../d");
    expect(findAuditRoot(["link"], join(cwd, "b"))).toBe(join(cwd, "b/link"));
  });
});
