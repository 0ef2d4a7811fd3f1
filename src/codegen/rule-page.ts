import type { RuleMetadata } from "../diagnostic/index.ts";

/** What a page needs beside the metadata: the options, and what the tool prints for the first example. */
export interface PagedRule extends RuleMetadata {
  readonly options?: { readonly properties?: object };
}

interface OptionSchema {
  readonly type?: string;
  readonly default?: unknown;
  readonly description?: string;
  readonly items?: { readonly type?: string };
  readonly anyOf?: readonly { readonly const?: unknown }[];
}

/** `rules/<category>/<id>.md`. `output` is what the text reporter says of the first example. */
export function renderRulePage(rule: PagedRule, output: string): string {
  const { id, summary, docs } = rule;
  const sections = [
    "<!-- Generated from the rule by `npm run generate`. Do not edit. -->",
    `# ${id}`,
    `This is ${summary}.`,
    renderFacts(rule),
    `## Why\n\n${docs.why}`,
    renderExamples(rule, output),
    titled("What the fix may change", docs.fixSafety),
    renderOptions(rule),
    titled("When to turn it off", docs.whenNotToUse),
    renderTurningOff(id),
    titled("Reported by other tools as", rule.parity?.map((name) => `\`${name}\``).join(", ")),
    titled("References", docs.references?.map((url) => `- <${url}>`).join("\n")),
  ];
  return `${sections.filter((section) => section !== undefined).join("\n\n")}\n`;
}

function renderFacts({
  category,
  preset,
  severity,
  confidence,
  fix,
  since,
  security,
}: RuleMetadata): string {
  const facts = [
    `category **${category}**`,
    `preset **${preset}**`,
    `severity **${severity}**`,
    `confidence **${confidence}**`,
    fix === "none" ? "no fix" : `**${fix}** fix`,
    `since ${since}`,
  ];
  if (security) {
    facts.push(
      `score ${security.score.toFixed(1)}`,
      ...security.cwe.map((number) => `CWE-${number}`),
    );
  }
  return facts.join(" · ");
}

function renderExamples({ docs }: RuleMetadata, output: string): string | undefined {
  if (docs.examples.length === 0) return undefined;
  const examples = docs.examples.map(
    ({ bad, good, files }) =>
      `Reported:\n\n${code("nix", bad)}\n\nNot reported:\n\n${code("nix", good)}${renderFiles(files)}`,
  );
  const traps =
    docs.traps?.map(
      ({ good, because, files }) =>
        `Fine, because ${because}:\n\n${code("nix", good)}${renderFiles(files)}`,
    ) ?? [];
  const says =
    output === "" ? [] : [`What nixaudit says of the first one:\n\n${code("text", output)}`];
  return ["## Examples", ...examples, ...says, ...traps].join("\n\n");
}

/** The files that stand beside a sample. */
function renderFiles(files: Readonly<Record<string, string>> = {}): string {
  return Object.entries(files)
    .map(([path, text]) => {
      const language = path.endsWith(".nix")
        ? "nix"
        : /\.(?:lock|json)$/.test(path)
          ? "json"
          : "text";
      return `\n\nwith \`${path}\`:\n\n${code(language, text)}`;
    })
    .join("");
}

function renderOptions({ id, options }: PagedRule): string | undefined {
  const properties = Object.entries(options?.properties ?? {}) as [string, OptionSchema][];
  if (properties.length === 0) return undefined;
  const rows = properties.map(
    ([name, schema]) =>
      `| \`${name}\` | ${typeName(schema)} | \`${JSON.stringify(schema.default)}\` | ${(schema.description ?? "").replaceAll("|", "\\|")} |`,
  );
  const assignments = properties.map(
    ([name, schema]) => `${name} = ${JSON.stringify(schema.default)}`,
  );
  return [
    "## Options",
    ["| name | type | default | what it does |", "| --- | --- | --- | --- |", ...rows].join("\n"),
    code("toml", `[rules]\n${id} = { ${assignments.join(", ")} }`),
  ].join("\n\n");
}

function typeName({ type, items, anyOf }: OptionSchema): string {
  if (anyOf) return anyOf.map((choice) => `\`${JSON.stringify(choice.const)}\``).join(" or ");
  return type === "array" ? `list of ${items?.type ?? "values"}s` : (type ?? "value");
}

function renderTurningOff(id: string): string {
  return [
    "## Turning it off",
    "For one line, with the reason:",
    code("nix", `# nixaudit: ignore[${id}] the reason`),
    "For a whole tree, in `nixaudit.toml`:",
    code("toml", `[rules]\n${id} = "off"`),
  ].join("\n\n");
}

function titled(title: string, text: string | undefined): string | undefined {
  return text ? `## ${title}\n\n${text}` : undefined;
}

/** A fenced block, with a fence longer than any in the text. */
function code(language: string, text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}
