import type { SourceText } from "../../text/index.ts";
import type { Flake, FlakeInput, OpenFile, Place } from "../model.ts";
import { addHidden, createKnownUses, discoveries, type KnownUses } from "./input-names.ts";
import { flakeAttribute, isSet, literalText, withoutParentheses } from "./input-definitions.ts";
import { lookAtFile } from "./file-input-uses.ts";
import { readInputs } from "./read-inputs.ts";
import { readLock } from "./read-lock.ts";

export interface FlakeSources {
  /** Paths of the flake.nix files, relative to the audited root. */
  readonly paths: readonly string[];
  /** Paths of all Nix files of the tree. */
  readonly files: Iterable<string>;
  /** Parses a Nix file. */
  readonly open: (path: string) => OpenFile | undefined;
  /** Text of any file of the tree; undefined where it is not there or cannot be read. */
  readonly readText: (path: string) => SourceText | undefined;
}

/** After so many rounds over the files, what is still not known stays so. */
const MOST_ROUNDS = 5;

/** Reads every flake of the tree: its inputs, its lock, and where the inputs are used. The flake at the root comes first. */
export function readFlakes(sources: FlakeSources): readonly Flake[] {
  const files = [...sources.files].toSorted();
  const paths = sources.paths.toSorted(
    (a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : a > b ? 1 : 0),
  );
  return paths.flatMap((path) => readFlake(path, files, sources) ?? []);
}

function readFlake(
  path: string,
  files: readonly string[],
  sources: FlakeSources,
): Flake | undefined {
  const file = sources.open(path);
  if (!file) return undefined;
  const { inputs, hasUnknown } = readInputs(file);
  const description = flakeAttribute(file.tree, "description");
  const text = description && literalText(withoutParentheses(description));
  const known = findUses(path, inputs, files, sources);
  return {
    path,
    ...(text === undefined ? {} : { description: text }),
    inputs,
    hasUnknownInputs: hasUnknown,
    ...readOutputs(file),
    ...readLockOf(path, sources),
    inputUses: new Map(Array.from(known.uses, ([name, places]) => [name, inOrder(places)])),
    wholeInputUses: [...known.hidden.values()].toSorted((a, b) => compare(a.place, b.place)),
  };
}

function readOutputs({
  path,
  tree,
}: OpenFile): Pick<Flake, "outputArguments" | "argumentPlaces" | "hasNoOutputs"> {
  const outputs = flakeAttribute(tree, "outputs");
  const fn = outputs && withoutParentheses(outputs);
  if (!fn?.is("function_expression")) return { argumentPlaces: new Map(), hasNoOutputs: false };
  const body = withoutParentheses(fn.body);
  const hasNoOutputs = isSet(body) && (body.bindingSet?.bindings.length ?? 0) === 0;
  const names = fn.formals?.formals.map(({ name }) => name);
  return {
    ...(names ? { outputArguments: names.map(({ text }) => text) } : {}),
    argumentPlaces: new Map(
      names?.map(({ text, start, end }) => [text, { path, span: { start, end } }]),
    ),
    hasNoOutputs,
  };
}

function readLockOf(
  flakePath: string,
  { readText }: FlakeSources,
): Pick<Flake, "lock" | "lockProblem" | "lockProblemPlace"> {
  const path = flakePath.replace(/flake\.nix$/, "flake.lock");
  const source = readText(path);
  if (!source) return {};
  const { lock, problem, span } = readLock(path, source);
  if (lock) return { lock };
  return { lockProblem: problem, ...(span ? { lockProblemPlace: { path, span } } : {}) };
}

function findUses(
  flakePath: string,
  inputs: readonly FlakeInput[],
  files: readonly string[],
  sources: FlakeSources,
): KnownUses {
  const known = createKnownUses(inputs);
  if (inputs.length === 0) return known;
  const all = new Set(files);
  const folder = flakePath.slice(0, -"flake.nix".length);
  const own = files.filter((path) => path !== flakePath && path.startsWith(folder));
  const looked =
    own.some(leavesFolder) || leavesFolder(flakePath)
      ? files.filter((path) => path !== flakePath)
      : own;
  for (
    let round = 0, before = -1;
    discoveries(known) !== before && round < MOST_ROUNDS;
    round += 1
  ) {
    before = discoveries(known);
    look(flakePath);
    for (const path of looked) if (mayUse(path)) look(path);
  }
  return known;

  function look(path: string): void {
    const file = sources.open(path);
    if (!file) return;
    const fileAt = (literal: string): string | undefined => resolveFile(path, literal, all);
    lookAtFile({ file, known, isFlakeFile: path === flakePath, fileAt });
  }

  /** Whether a file of a flake in a sub-folder imports from above: then what is there counts as well. */
  function leavesFolder(path: string): boolean {
    if (folder === "") return false;
    const source = sources.readText(path);
    if (!source) return false;
    const depth = depthOf(path.slice(folder.length)) - 1;
    const ways =
      source.slice(0, source.bytes.length).match(/(?<![.\w])\.\.(?![.\w])(?:\/\.\.(?![.\w]))*/g) ??
      [];
    return ways.some((way) => (way.length + 1) / 3 > depth);
  }

  function mayUse(path: string): boolean {
    if (known.parameters.has(path)) return true;
    const source = sources.readText(path);
    if (!source) return true;
    const { bytes } = source;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    // Encrypted: it may say anything.
    if (text.includes(0)) addHidden(known, { path, span: { start: 0, end: 0 } }, "unknown");
    const words = known.isSpread ? [...known.wholeNames, ...known.inputs] : known.wholeNames;
    for (const word of words) if (text.includes(word)) return true;
    return text.includes("flake.lock");
  }
}

/** The file that a path literal of another file leads to. */
function resolveFile(
  from: string,
  literal: string,
  files: ReadonlySet<string>,
): string | undefined {
  if (!/^\.{1,2}(?:\/|$)/.test(literal)) return undefined;
  const segments = from.split("/").slice(0, -1);
  for (const segment of literal.split("/")) {
    if (segment === "..") {
      if (segments.pop() === undefined) return undefined;
    } else if (segment !== "." && segment !== "") segments.push(segment);
  }
  const path = segments.join("/");
  const folderFile = path === "" ? "default.nix" : `${path}/default.nix`;
  return [path, folderFile].find((candidate) => files.has(candidate));
}

function inOrder(places: ReadonlyMap<string, Place>): readonly Place[] {
  return [...places.values()].toSorted(compare);
}

function compare(a: Place, b: Place): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.span.start - b.span.start;
}

function depthOf(path: string): number {
  return path.split("/").length;
}
