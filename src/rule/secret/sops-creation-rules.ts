import { boundedPattern } from "../../project/index.ts";

/** The keys that a secret is encrypted to, by kind; undefined where the text does not tell them all. */
export interface SopsKeys {
  readonly age: ReadonlySet<string> | undefined;
  /** Fingerprints in upper case. */
  readonly pgp: ReadonlySet<string> | undefined;
}

/** One of the `creation_rules` of a `.sops.yaml`. */
export interface SopsCreationRule extends SopsKeys {
  /** Number of the line that its pattern, or the rule, stands on: 1-based. */
  readonly line: number;
  /** Undefined where it has no pattern, and takes every file. */
  readonly pattern: string | undefined;
  /** Undefined too where the pattern cannot be tried safely, or JavaScript reads it otherwise than Go. */
  readonly matcher: RegExp | undefined;
}

const MOST_LINES = 5000;
const LONGEST_LINE = 1000;

/**
 * Reads the rules of a `.sops.yaml` in their order, as people write it: a key on each line. The names that `&name` gives to keys are
 * known everywhere in the file.
 */
export function readSopsCreationRules(text: string): readonly SopsCreationRule[] {
  const lines = text
    .split("\n", MOST_LINES)
    .map((line) => line.slice(0, LONGEST_LINE).replace(/(?:^|\s)#.*$/, ""));
  const anchors = readAnchors(lines);
  const rules: SopsCreationRule[] = [];
  let start = lines.findIndex((line) => /^["']?creation_rules["']?:\s*$/.test(line));
  if (start < 0) return [];
  start += 1;
  const indent = /^( *)- /.exec(lines.slice(start).find((line) => line.trim() !== "") ?? "")?.[1];
  if (indent === undefined) return [];
  let block: { readonly at: number; readonly lines: string[] } | undefined;
  for (let at = start; at <= lines.length; at += 1) {
    const line = lines[at];
    const isNext = line?.startsWith(`${indent}- `) === true;
    const isEnd = line === undefined || /^[^\s-]/.test(line);
    if (block && (isNext || isEnd)) rules.push(readRule(block.at, block.lines, anchors));
    if (isEnd) break;
    if (isNext) block = { at, lines: [line] };
    else block?.lines.push(line);
  }
  return rules;
}

/** The keys that a file of sops says that it is encrypted to. Empty for another file. */
export function sopsKeysOf(text: string): { readonly age: Set<string>; readonly pgp: Set<string> } {
  const age = new Set<string>();
  const pgp = new Set<string>();
  for (const [, key = ""] of text.matchAll(
    /recipient["']?\s{0,4}[:=]\s{0,4}["']?(age1[a-z0-9]{10,200})/g,
  ))
    age.add(key);
  for (const [, key = ""] of text.matchAll(/fp["']?\s{0,4}[:=]\s{0,4}["']?([0-9A-Fa-f]{40})\b/g))
    pgp.add(key.toUpperCase());
  return { age, pgp };
}

function readAnchors(lines: readonly string[]): ReadonlyMap<string, string | undefined> {
  const anchors = new Map<string, string | undefined>();
  for (const line of lines) {
    const [, name, value = ""] = /^[\s\w:"'-]{0,200}?&([\w.-]{1,100}):?\s*(.*)$/.exec(line) ?? [];
    if (name === undefined) continue;
    const key = value.trim().replace(/^["']|["']$/g, "");
    anchors.set(name, /^(?:age1[a-z0-9]{10,200}|[0-9A-Fa-f]{40})$/.test(key) ? key : undefined);
  }
  return anchors;
}

function readRule(
  at: number,
  lines: readonly string[],
  anchors: ReadonlyMap<string, string | undefined>,
): SopsCreationRule {
  const patternAt = lines.findIndex((line) => /^[\s-]*path_regex:/.test(line));
  const written = lines[patternAt]?.replace(/^[\s-]*path_regex:\s*/, "").trim();
  const pattern = written === undefined ? undefined : unquoted(written);
  const rest = lines.filter((_, index) => index !== patternAt).join("\n");
  let isWhole = !/ssh-|\bmerge:|\\\n|<<:/.test(rest);
  const keys = Array.from(
    rest.matchAll(/age1[a-z0-9]{10,200}|\b[0-9A-Fa-f]{40}\b/g),
    ([key]) => key,
  );
  for (const [, name = ""] of rest.matchAll(/\*([\w.-]{1,100})/g)) {
    const key = anchors.get(name);
    if (key === undefined) isWhole = false;
    else keys.push(key);
  }
  const age = new Set(keys.filter((key) => key.startsWith("age1")));
  const pgp = new Set(
    keys.filter((key) => !key.startsWith("age1")).map((key) => key.toUpperCase()),
  );
  return {
    line: at + 1 + Math.max(patternAt, 0),
    pattern,
    matcher: pattern === undefined ? undefined : boundedPattern(pattern),
    age: isWhole ? age : undefined,
    // A shorter fingerprint names a key too.
    pgp: isWhole && (pgp.size > 0 || !/\bpgp\b/.test(rest)) ? pgp : undefined,
  };
}

function unquoted(written: string): string {
  const single = /^'((?:[^']|'')*)'$/.exec(written)?.[1];
  if (single !== undefined) return single.replaceAll("''", "'");
  const double = /^"((?:[^"\\]|\\.)*)"$/.exec(written)?.[1];
  return double === undefined ? written : double.replaceAll(/\\(.)/g, "$1");
}
