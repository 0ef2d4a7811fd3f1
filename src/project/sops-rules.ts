/** What one `.sops.yaml` says of the files below its folder. */
export interface SopsRules {
  /** Path of the `.sops.yaml`, relative to the audited root. */
  readonly path: string;
  /** Its `path_regex`es, as JavaScript. */
  readonly patterns: readonly string[];
}

const MOST_PATTERNS = 200;
const LONGEST_PATTERN = 300;
const LONGEST_PATH = 400;

/**
 * Reads the `path_regex`es of a `.sops.yaml`. Left out are those that JavaScript reads otherwise than Go, that could take long on
 * a long path, and that hold for every file: such a rule says which key to use, not what is encrypted.
 */
export function readSopsRules(path: string, text: string): SopsRules {
  const written = text
    .split("\n")
    .slice(0, 10_000)
    .flatMap((line) => /^[ \t-]{0,60}path_regex:[ \t]{0,20}(\S.{0,400})$/.exec(line)?.[1] ?? []);
  const patterns = written
    .slice(0, MOST_PATTERNS)
    .map(unquote)
    .filter((pattern) => isSpecific(boundedPattern(pattern)));
  return { path, patterns };
}

/** The path of the `.sops.yaml` whose rules say that a file is encrypted. The nearest above the file counts, as sops has it. */
export function sopsConfigOf(path: string, all: readonly SopsRules[]): string | undefined {
  if (path.length > LONGEST_PATH) return undefined;
  let nearest: SopsRules | undefined;
  for (const rules of all) {
    const isAbove = path.startsWith(folderOf(rules.path));
    if (isAbove && (!nearest || rules.path.length > nearest.path.length)) nearest = rules;
  }
  if (!nearest) return undefined;
  const inner = path.slice(folderOf(nearest.path).length);
  return nearest.patterns.some((pattern) => new RegExp(pattern).test(inner))
    ? nearest.path
    : undefined;
}

/** With its slash; empty for the root. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function unquote(written: string): string {
  const single = /^'((?:[^']|'')*)'/.exec(written)?.[1];
  if (single !== undefined) return single.replaceAll("''", "'");
  const double = /^"((?:[^"\\]|\\.)*)"/.exec(written)?.[1];
  if (double !== undefined) return double.replaceAll(/\\(.)/g, "$1");
  return written.replace(/\s+#.*$/, "").trim();
}

/**
 * A pattern of the audited tree, if JavaScript reads it as Go does and trying it takes but a moment: at most three repetitions,
 * none of a group.
 */
export function boundedPattern(pattern: string): RegExp | undefined {
  if (pattern.length > LONGEST_PATTERN) return undefined;
  const plain = pattern.replaceAll(/\\./g, "x").replaceAll(/\[[^\]]*\]/g, "x");
  if (/\)[*+{]|\(\?(?!:)/.test(plain) || (plain.match(/[*+{]/g)?.length ?? 0) > 3) return undefined;
  try {
    return new RegExp(pattern);
  } catch {
    return undefined;
  }
}

const neverSecret = ["README.md", ".sops.yaml", "flake.nix", ".github/workflows/ci.yaml"];

function isSpecific(pattern: RegExp | undefined): boolean {
  return pattern !== undefined && !neverSecret.some((path) => pattern.test(path));
}
