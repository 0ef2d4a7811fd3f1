import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

// Bundles the tool and its library into dist/, which is committed: a checkout runs without an install.

const { metafile } = await build({
  entryPoints: { nixaudit: "src/cli/main.ts", index: "src/index.ts" },
  outdir: "dist",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  minifyWhitespace: true,
  minifySyntax: true,
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  // Most of that package is never used; loading it would take longer than auditing a file.
  alias: { typebox: "./src/engine/typebox-stand-in.ts" },
  // Bundled CommonJS packages ask for node's own modules by require.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
});
// What an earlier build left goes now, not before: a failed build leaves the last good one.
for (const name of readdirSync("dist")) {
  if (!(`dist/${name}` in metafile.outputs)) rmSync(`dist/${name}`, { recursive: true });
}
mkdirSync("dist/wasm", { recursive: true });
cpSync("src/syntax/wasm/nix.wasm", "dist/wasm/nix.wasm");

const packages = new Set(["tree-sitter", "tree-sitter-nix"]);
for (const path of Object.keys(metafile.inputs)) {
  const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (name) packages.add(name);
}
writeFileSync("dist/NOTICES.md", renderNotices([...packages].sort()));

function renderNotices(names) {
  const sections = names.map((name) => {
    const folder = `node_modules/${name}`;
    const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    return `## ${name} ${version} (${license})\n\n${readLicense(folder) ?? "The package holds no licence text."}`;
  });
  return `# Notices\n\nnixaudit's \`dist/\` holds code of these packages.\n\n${sections.join("\n\n")}\n`;
}

function readLicense(folder) {
  for (const name of [
    "LICENSE",
    "LICENSE.md",
    "license",
    "license.md",
    "LICENSE-MIT",
    "LICENSE.txt",
  ]) {
    try {
      return readFileSync(`${folder}/${name}`, "utf8").trim().replace(/^/gm, "    ");
    } catch {
      // Named otherwise.
    }
  }
  return undefined;
}
