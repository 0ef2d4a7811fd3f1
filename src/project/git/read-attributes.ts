import ignore, { type Ignore } from "ignore";
import type { Project } from "../model.ts";

/** What one line of a `.gitattributes` says of the files that its pattern matches. */
interface AttributeLine {
  readonly matcher: Ignore;
  /** Whether git decrypts them on checkout. */
  readonly isEncrypted: boolean;
}

const MOST_LINES = 1000;
const LONGEST_PATTERN = 500;
const encryptingFilter = /^(?:git-crypt|transcrypt)(?:$|[-_])/;

/**
 * Tells of a path, relative to the audited root, whether git keeps the file encrypted and hands it out in the clear: by the
 * `filter` that the `.gitattributes` of the tree give it. The deepest file counts, and in it the last line, as git has it.
 */
export function createFilterLookup(
  project: Pick<Project, "otherFiles" | "readText">,
): (path: string) => boolean {
  const byFolder = new Map<string, readonly AttributeLine[]>();
  for (const path of project.otherFiles) {
    if (path !== ".gitattributes" && !path.endsWith("/.gitattributes")) continue;
    const text = project.readText(path);
    const lines = text ? readLines(text.slice(0, text.bytes.length)) : [];
    if (lines.length > 0) byFolder.set(path.slice(0, -".gitattributes".length), lines);
  }
  if (byFolder.size === 0) return () => false;
  return (path) => {
    for (let end = path.lastIndexOf("/") + 1; ; end = path.lastIndexOf("/", end - 2) + 1) {
      const lines = byFolder.get(path.slice(0, end)) ?? [];
      const last = lines.findLast(({ matcher }) => matcher.ignores(path.slice(end)));
      if (last) return last.isEncrypted;
      if (end === 0) return false;
    }
  };
}

/** The lines that set, change or take back the filter. */
function readLines(text: string): readonly AttributeLine[] {
  return text
    .split("\n")
    .slice(0, MOST_LINES)
    .flatMap((line): AttributeLine[] => {
      const [, quoted, plain, rest = ""] =
        /^[ \t]{0,20}(?:"((?:[^"\\]|\\.){1,500})"|([^\s"#]\S{0,500}))[ \t]{1,50}(.{1,500})$/.exec(
          line.trimEnd(),
        ) ?? [];
      const pattern = quoted ?? plain;
      // Git knows no negation here, and a pattern for a folder holds for nothing in it.
      if (pattern === undefined || pattern.length > LONGEST_PATTERN || /^!|\/$/.test(pattern))
        return [];
      const filter = rest
        .split(/[ \t]+/)
        .findLast((attribute) => /^[-!]?filter(?:=|$)/.test(attribute));
      if (filter === undefined) return [];
      return [
        {
          matcher: ignore({ ignoreCase: false }).add(pattern),
          isEncrypted: encryptingFilter.test(filter.replace(/^filter=/, "")),
        },
      ];
    });
}
