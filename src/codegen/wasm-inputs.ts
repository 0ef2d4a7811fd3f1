import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const sources = [
  "grammar/grammar.js",
  "grammar/scanner.c",
  "wasm/glue.c",
  "wasm/linear-parser.c",
  "wasm/build.sh",
];
const packages = ["tree-sitter", "tree-sitter-nix"];

/**
 * `src/syntax/wasm/nix.wasm.inputs`: what the committed module must have been built from, and its own hash. Where the
 * file on disk differs, `src/syntax/wasm/build.sh` has to be run again.
 */
export function renderWasmInputs(root: string): string {
  const read = (path: string): Buffer => readFileSync(join(root, path));
  const versionOf = (name: string): string => {
    const manifest = JSON.parse(read(`node_modules/${name}/package.json`).toString()) as {
      version: string;
    };
    return manifest.version;
  };
  const hash = (path: string): string =>
    createHash("sha256")
      .update(read(`src/syntax/${path}`))
      .digest("hex");
  return [
    ...packages.map((name) => `${name} ${versionOf(name)}`),
    ...sources.map((path) => `${path} ${hash(path)}`),
    `wasm/nix.wasm ${hash("wasm/nix.wasm")}`,
    "",
  ].join("\n");
}
