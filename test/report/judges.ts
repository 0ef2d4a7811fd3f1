import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Log } from "sarif";

/** What is wrong with a value by a schema of `schemas/`; empty when nothing is. */
export function createSchemaJudge(name: string): (value: unknown) => readonly string[] {
  const ajv = new Ajv2020({ strict: name !== "sarif-2.1.0.json", allErrors: true });
  addFormats.default(ajv);
  const schema: object = JSON.parse(
    readFileSync(new URL(`../../schemas/${name}`, import.meta.url), "utf8"),
  );
  const validate: ValidateFunction = ajv.compile(schema);
  return (value) => {
    validate(value);
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath}: ${message}`,
    );
  };
}

const multitool = new URL(
  "../../node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool",
  import.meta.url,
).pathname;

/** Rules of the multitool that are off unless asked for. */
const extraRules = [
  "GH1003.ProvideRequiredRegionProperties",
  "GH1005.LocationsMustBeRelativeUrisOrFilePaths",
  "GH1006.ProvideCheckoutPath",
  "GH1007.ProvideFullyFormattedMessageStrings",
];

/**
 * What Microsoft's validator has against a SARIF file at error and warning level, as "level rule place".
 * Its exit code says nothing, so its report is read.
 */
export function judgeWithMultitool(sarif: string): readonly string[] {
  // The package is installed without its scripts, which would have done this.
  chmodSync(multitool, 0o755);
  const folder = mkdtempSync(join(tmpdir(), "nixaudit-sarif-"));
  try {
    const settings = extraRules.map(
      (rule) =>
        `<Properties Key="${rule}.Options"><Property Key="RuleEnabled" Value="Error" Type="Driver.RuleEnabledState" /></Properties>`,
    );
    writeFileSync(join(folder, "config.xml"), `<Properties>${settings.join("")}</Properties>`);
    writeFileSync(join(folder, "in.sarif"), sarif);
    const options = ["--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "-c", "config.xml"];
    execFileSync(
      multitool,
      ["validate", "in.sarif", "-o", "out.sarif", ...options, "--log", "ForceOverwrite"],
      {
        cwd: folder,
        env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" },
        stdio: "pipe",
      },
    );
    const text = readFileSync(join(folder, "out.sarif"), "utf8").replace("\uFEFF", "");
    const log: Log = JSON.parse(text);
    return log.runs.flatMap(({ results = [] }) =>
      results.map(
        ({ level = "warning", ruleId, message }) =>
          `${level} ${ruleId} ${message.arguments?.[0] ?? message.text ?? ""}`,
      ),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Tree {
  [key: string]: Tree;
}

/** A JSON text parsed, with the value at a path such as "results.0.level" replaced, or removed when undefined. */
export function parseChanged(json: string, path: string, value: unknown): unknown {
  const root: Tree = JSON.parse(json);
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let parent = root;
  for (const key of keys) parent = parent[key] ?? {};
  if (value === undefined) delete parent[last];
  else Object.assign(parent, { [last]: value });
  return root;
}

/** What keeps a text from being well-formed XML, by a scan of its tags; `undefined` when nothing does. */
export function findXmlDefect(text: string): string | undefined {
  if (/[^\t\n\r -\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(text)) return "character";
  const body = text.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/u, "");
  if (body === text) return "declaration";
  const open: string[] = [];
  let roots = 0;
  const token =
    /<(\/?)([a-z]+)((?: [a-z]+="(?:[^<"&\n\t]|&(?:amp|lt|gt|quot|apos|#\d+);)*")*)(\/?)>|((?:[^<&]|&(?:amp|lt|gt|#\d+);)+)/guy;
  let end = 0;
  for (const [whole, closing, name = "", attributes = "", empty, content] of body.matchAll(token)) {
    end += whole.length;
    if (content !== undefined) {
      if (open.length === 0 && content.trim() !== "") return "text outside the root";
      continue;
    }
    if (closing === "/") {
      if (attributes !== "" || open.pop() !== name) return `end of ${name}`;
      continue;
    }
    const names = Array.from(attributes.matchAll(/ ([a-z]+)="/gu), ([, key]) => key);
    if (new Set(names).size < names.length) return `attribute twice in ${name}`;
    if (open.length === 0) roots += 1;
    if (empty !== "/") open.push(name);
  }
  if (end < body.length) return `at ${JSON.stringify(body.slice(end, end + 40))}`;
  return open.length === 0 && roots === 1 ? undefined : "not one closed root";
}
