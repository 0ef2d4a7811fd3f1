import { boundedPattern } from "../../project/index.ts";

/** Whether a text was written by sops: values that it encrypted, and what it says of itself. */
export function isSopsText(text: string): boolean {
  return text.includes("ENC[AES256_GCM,") && /\bsops(?:"?:|\]|_)/.test(text);
}

/**
 * Names of the values that sops left in the clear although the file's own rules say that they are encrypted, outermost
 * name first, in the order of the text. Empty where the rules cannot be read.
 */
export function plainLeavesOf(path: string, text: string): readonly string[] {
  const isCovered = readCoverage(text);
  if (!isCovered) return [];
  const leaves = /\.json$/i.test(path)
    ? leavesOfJson(text)
    : /\.ya?ml$/i.test(path)
      ? leavesOfYaml(text)
      : /\.(?:env|ini)$/i.test(path)
        ? leavesOfLines(text)
        : [];
  return leaves
    .filter(({ names, value }) => !isHidden(value) && isCovered(names))
    .map(({ names }) => names.join("."));
}

interface Leaf {
  readonly names: readonly string[];
  readonly value: string;
}

const MOST_LINES = 20_000;

/** What sops does not encrypt, since nothing is in it. */
function isHidden(value: string): boolean {
  return (
    /^["']?ENC\[/.test(value) || /^(?:|null|~|""|''|\{\}|\[\]|[&*|>].*|#.*|!.*)$/.test(value.trim())
  );
}

/** Which names the metadata says to be encrypted: without a word on it all but those that end in `_unencrypted`. */
function readCoverage(text: string): ((names: readonly string[]) => boolean) | undefined {
  const setting = (name: string): string | undefined =>
    new RegExp(`(?:^|[\\s"_])${name}["']?\\s{0,4}[:=]\\s{0,4}["']?([^\\n"']{1,300})`)
      .exec(text)?.[1]
      ?.trim();
  if (/encrypted_comment_regex/.test(text)) return undefined;
  const [suffix, pattern] = [setting("encrypted_suffix"), setting("encrypted_regex")];
  const [plainSuffix, plainPattern] = [setting("unencrypted_suffix"), setting("unencrypted_regex")];
  if (suffix !== undefined) return (names) => names.some((name) => name.endsWith(suffix));
  if (pattern !== undefined) {
    const matcher = boundedPattern(pattern);
    return matcher && ((names) => names.some((name) => matcher.test(name)));
  }
  if (plainPattern !== undefined) {
    const matcher = boundedPattern(plainPattern);
    return matcher && ((names) => !names.some((name) => matcher.test(name)));
  }
  return (names) => !names.some((name) => name.endsWith(plainSuffix ?? "_unencrypted"));
}

function leavesOfJson(text: string): readonly Leaf[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return [];
  }
  const leaves: Leaf[] = [];
  const waiting: { readonly names: readonly string[]; readonly value: unknown }[] = [
    { names: [], value: document },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { names, value } = next;
    if (typeof value !== "object" || value === null) {
      leaves.push({ names, value: typeof value === "string" ? value : JSON.stringify(value) });
      continue;
    }
    const isList = Array.isArray(value);
    for (const [name, inner] of Object.entries(value).toReversed()) {
      if (names.length === 0 && name === "sops") continue;
      waiting.push({ names: isList ? names : [...names, name], value: inner });
    }
  }
  return leaves;
}

const yamlKey =
  /^( *)((?:- +)*)(?:"([^"]{1,200})"|'([^']{1,200})'|([^\s"'#:][^:"'#]{0,200})) *:(?: +(.*))?$/;
const yamlElement = /^( *)- +(.*)$/;

/** The values of YAML as sops writes it: a key or an element on each line. */
function leavesOfYaml(text: string): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const open: { readonly indent: number; readonly name: string }[] = [];
  for (const line of text.split("\n", MOST_LINES)) {
    if (/^["']?sops["']?:/.test(line)) break;
    const key = yamlKey.exec(line);
    const element = key ? undefined : yamlElement.exec(line);
    const indent = (key?.[1] ?? element?.[1] ?? "").length + (key?.[2] ?? "").length;
    if (!key && !element) continue;
    // The elements of a list may stand as far left as its name.
    while ((open.at(-1)?.indent ?? -1) >= indent + (element ? 1 : 0)) open.pop();
    const names = open.map(({ name }) => name);
    if (element) {
      leaves.push({ names, value: element[2] ?? "" });
      continue;
    }
    const name = key?.[3] ?? key?.[4] ?? key?.[5]?.trim() ?? "";
    const value = key?.[6] ?? "";
    if (value === "") open.push({ indent, name });
    else leaves.push({ names: [...names, name], value });
  }
  return leaves;
}

function leavesOfLines(text: string): readonly Leaf[] {
  const leaves: Leaf[] = [];
  for (const line of text.split("\n", MOST_LINES)) {
    if (line.startsWith("[sops]")) break;
    const [, name, value = ""] = /^\s*([\w.-]{1,200})\s*=\s*(.{0,2000})$/.exec(line) ?? [];
    if (name !== undefined && !name.startsWith("sops_")) leaves.push({ names: [name], value });
  }
  return leaves;
}
