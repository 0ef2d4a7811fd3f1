import ignore, { type Ignore } from "ignore";
import { withSlash } from "./path-relation.ts";

/** The gitignore patterns that hold for one folder and everything below it. */
export interface PatternLayer {
  /** The folder, with its slash. */
  readonly base: string;
  readonly matcher: Ignore;
}

/** What layers say of a path: the innermost one that matches it decides. */
export type Verdict = "ignored" | "unignored" | "undecided";

/** Wraps patterns that are relative to a folder. */
export function createLayer(folder: string, patterns: readonly string[] | string): PatternLayer {
  const matcher = ignore({ ignoreCase: false });
  matcher.add(typeof patterns === "string" ? patterns : [...patterns]);
  return { base: withSlash(folder), matcher };
}

/** Judges an absolute path; a folder ends in a slash. Layers go from the outermost to the innermost. */
export function judge(layers: readonly PatternLayer[], path: string): Verdict {
  for (let index = layers.length - 1; index >= 0; index -= 1) {
    const layer = layers[index];
    const verdict = layer === undefined ? "undecided" : judgeByLayer(layer, path);
    if (verdict !== "undecided") return verdict;
  }
  return "undecided";
}

/** Judges an absolute path by one layer; a folder ends in a slash. A path outside of its folder is undecided. */
export function judgeByLayer({ base, matcher }: PatternLayer, path: string): Verdict {
  if (path.length <= base.length || !path.startsWith(base)) return "undecided";
  const { ignored, unignored } = matcher.test(path.slice(base.length));
  if (ignored) return "ignored";
  return unignored ? "unignored" : "undecided";
}

/**
 * The layers for the content of a folder that is entered although one of them ignores it. That layer's patterns
 * still hold in the folder, but no longer for everything in it at once. The folder ends in a slash.
 */
export function reopen(layers: readonly PatternLayer[], folder: string): readonly PatternLayer[] {
  return layers.map((layer) => {
    if (judgeByLayer(layer, folder) !== "ignored") return layer;
    const path = folder.slice(layer.base.length);
    const pattern = `!/${path.replaceAll(/[\\*?[\]!# ]/g, String.raw`\$&`)}`;
    const matcher = ignore({ ignoreCase: false }).add(layer.matcher).add([pattern]);
    return { base: layer.base, matcher };
  });
}
