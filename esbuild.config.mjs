import { deepStrictEqual } from "node:assert";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

// Bundles the tool and its library into dist/, which is committed: a checkout runs without an install.

// What rules say on their pages is a third of them, and few runs ask for it: it goes to a file of its own.
const docs = await readDocs();
const docsApart = {
  name: "docs-apart",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^rule-docs$/ }, () => ({ path: "rule-docs", namespace: "rule-docs" }));
    onLoad({ filter: /.*/, namespace: "rule-docs" }, () => ({
      contents: [
        'import { readFileSync } from "node:fs";',
        "let all;",
        'const read = () => JSON.parse(readFileSync(new URL("./docs.json", import.meta.url), "utf8"));',
        "export const docsOf = (id) => (all ??= read())[id];",
      ].join("\n"),
    }));
    onLoad({ filter: /[/\\]rules[/\\][^/\\]+[/\\][^/\\]+\.ts$/ }, ({ path }) => {
      const id = basename(path, ".ts");
      const text = readFileSync(path, "utf8");
      // The code is formatted: the property ends where its indentation does. Checked below.
      const without = text.replace(
        /^ {2}docs: \{(?:[^\n]*\},\n|\n(?:(?! {2}\},\n)[^\n]*\n)* {2}\},\n)/m,
        `  get docs() { return docsOf("${id}"); },\n`,
      );
      return { contents: `import { docsOf } from "rule-docs";\n${without}`, loader: "ts" };
    });
  },
};

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
  plugins: [docsApart],
  // Most of that package is never used; loading it would take longer than auditing a file.
  alias: { typebox: "./src/engine/typebox-stand-in.ts" },
  // Bundled CommonJS packages ask for node's own modules by require.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
});
// What an earlier build left goes now, not before: a failed build leaves the last good one.
for (const name of readdirSync("dist")) {
  if (name !== "docs.json" && !(`dist/${name}` in metafile.outputs))
    rmSync(`dist/${name}`, { recursive: true });
}
mkdirSync("dist/wasm", { recursive: true });
cpSync("src/syntax/wasm/nix.wasm", "dist/wasm/nix.wasm");
writeFileSync("dist/docs.json", JSON.stringify(docs));
const built = await import(pathToFileURL(`${process.cwd()}/dist/index.mjs`).href);
deepStrictEqual(
  docsById(built.rules),
  docs,
  "the docs of the built rules are those of their sources",
);

const packages = new Set(["tree-sitter", "tree-sitter-nix"]);
for (const path of Object.keys(metafile.inputs)) {
  const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (name) packages.add(name);
}
writeFileSync("dist/NOTICES.md", renderNotices([...packages].sort()));

/** The docs of every rule by id, from the rules as they are written. */
async function readDocs() {
  const folder = mkdtempSync(join(tmpdir(), "nixaudit-docs-"));
  try {
    const outfile = join(folder, "rules.mjs");
    await build({
      entryPoints: ["rules/index.ts"],
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      logLevel: "error",
      alias: { typebox: "./src/engine/typebox-stand-in.ts" },
    });
    return docsById((await import(pathToFileURL(outfile).href)).rules);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function docsById(rules) {
  return Object.fromEntries(rules.map((rule) => [rule.id, JSON.parse(JSON.stringify(rule.docs))]));
}

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
