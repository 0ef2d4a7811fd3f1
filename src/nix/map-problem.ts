import { findNearestName } from "../text/index.ts";
import type { StageId } from "../diagnostic/index.ts";
import type { Place } from "../project/index.ts";
import type { EvaluationProblem, RelatedPlace } from "../rule/index.ts";
import { findDefinition, splitOption } from "./find-definition.ts";
import type { NixFrame, NixMessage, NixPosition } from "./messages.ts";
import { placeAt, type SourceFiles, type SourceMap } from "./source-files.ts";

/** Where a message came from. */
export interface MessageOrigin {
  readonly stage: StageId;
  /** Attribute path. */
  readonly target: string;
  readonly hosts: readonly string[];
  /** Where what has no place of its own stands. */
  readonly fallback: Place;
}

/** Everything that mapping looks things up in. */
export interface Mapping {
  readonly files: SourceFiles;
  readonly map: SourceMap;
  /** Files of the work tree that git does not know; the flake does not see them. Undefined outside of git. */
  readonly untracked?: ReadonlySet<string>;
  /** Beginnings of the names that Nix gives to files of the tree. */
  readonly roots: readonly string[];
}

const MOST_RELATED = 8;

/** An error of Nix as a problem of the configuration. */
export function mapError(
  message: NixMessage,
  mapping: Mapping,
  origin: MessageOrigin,
): EvaluationProblem {
  const { text } = message;
  const frames = [...placesOf(message, mapping)];
  const option = optionOf(message);
  const named = option === undefined ? undefined : definitionPlace(text, option, mapping);
  const missing = missingFile(text, mapping);
  const own = message.position && placeOf(message.position, mapping);
  const first = own ?? named ?? frames[0]?.at;
  const base = {
    at: first ?? origin.fallback,
    related: frames.filter(({ at }) => !isSame(at, first)).slice(0, MOST_RELATED),
    hosts: origin.hosts,
    target: origin.target,
    stage: origin.stage,
    message: headline(text, mapping.map),
  };
  const build = buildDuringEvaluation(text);
  if (build !== undefined) return { ...base, kind: "evaluation-time-build", derivation: build };
  const unknown = /option [`'‘](.+?)['’](?: defined in .*?)? does not exist/.exec(text)?.[1];
  if (unknown !== undefined) return { ...base, kind: "unknown-option", option: unknown };
  const conflicting =
    /option [`'‘](.+?)['’] (?:has conflicting definition|is defined multiple times|is used but not defined .* conflicting)/.exec(
      text,
    )?.[1];
  if (conflicting !== undefined)
    return {
      ...base,
      kind: "conflict",
      option: conflicting,
      related: definitionsIn(text, conflicting, mapping).filter(({ at }) => !isSame(at, base.at)),
    };
  return {
    ...base,
    kind: "failure",
    ...(option === undefined ? {} : { option }),
    ...(missing === undefined ? {} : { advice: missing }),
  };
}

/** A warning of evaluated code. */
export function mapWarning(
  message: Pick<NixMessage, "text" | "trace"> & Partial<Pick<NixMessage, "position">>,
  mapping: Mapping,
  origin: MessageOrigin,
  written: Place | undefined,
): EvaluationProblem {
  const text = message.text.replace(/^\s*evaluation warning: /, "");
  const renamed =
    /option [`'‘](.+?)['’](?: defined in .*?)? has been renamed to [`'‘](.+?)['’]/.exec(text);
  const option = renamed?.[1] ?? /option [`'‘](.+?)['’]/.exec(text)?.[1];
  const named = option === undefined ? undefined : definitionPlace(text, option, mapping);
  const frames = [...placesOf(message, mapping)];
  const own = message.position && placeOf(message.position, mapping);
  const at = named ?? written ?? own ?? frames[0]?.at;
  const [, from, to] = renamed ?? [];
  return {
    kind: "warning",
    at: at ?? origin.fallback,
    related: frames.filter((frame) => !isSame(frame.at, at)).slice(0, MOST_RELATED),
    hosts: origin.hosts,
    target: origin.target,
    stage: origin.stage,
    message: headline(text, mapping.map),
    isForeign: at === undefined,
    ...(from !== undefined && to !== undefined ? { renamed: { from, to } } : {}),
  };
}

/** The first line that says something, paths as a person knows them, without a full stop. */
export function headline(text: string, map: SourceMap): string {
  const line = text.split("\n").find((each) => each.trim() !== "") ?? "Nix gives no reason";
  const shown = map
    .shown(line.trim())
    .replace(/ Definition values:$/, "")
    .replace(/[.:\s]+$/, "");
  return shown.length > 400 ? `${shown.slice(0, 400)}…` : shown;
}

/** The option that a message is about, or that the innermost step of its trace evaluates. */
export function optionOf({ text, trace }: Pick<NixMessage, "text" | "trace">): string | undefined {
  const named = /option(?: value)? [`'‘](.+?)['’]/.exec(text)?.[1];
  const frame =
    named ??
    trace
      .map((each: NixFrame) => /while evaluating the option [`'‘](.+?)['’]/.exec(each.text)?.[1])
      .find((each) => each !== undefined);
  // `.[definition 1-entry 1]` says which element, and is no part of the name.
  return frame?.replace(/\.(?:"?\[definition[^\]]*\]"?).*$/, "");
}

/** The places of a trace that are of the tree, innermost first, each once. */
function* placesOf(
  { trace }: Pick<NixMessage, "trace">,
  mapping: Mapping,
): Generator<RelatedPlace> {
  const seen = new Set<string>();
  for (const { text, position } of trace) {
    const at = position && placeOf(position, mapping);
    if (!at) continue;
    const key = `${at.path} ${at.span.start}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield { at, message: mapping.map.shown(text === "" ? "on the way there" : text) };
  }
}

function placeOf({ file, line, column }: NixPosition, { files, map }: Mapping): Place | undefined {
  if (!file.startsWith("/")) return undefined;
  const path = map.pathOf(file);
  return path === undefined ? undefined : placeAt(files, path, line, column);
}

/** Nix names the option and the file of a definition; the line is found in the text. */
function definitionPlace(text: string, option: string, mapping: Mapping): Place | undefined {
  return definitionsIn(text, option, mapping)[0]?.at;
}

function definitionsIn(text: string, option: string, { files, map }: Mapping): RelatedPlace[] {
  const places: RelatedPlace[] = [];
  for (const file of filesNamed(text)) {
    const path = map.pathOf(file);
    if (path === undefined || places.some(({ at }) => at.path === path)) continue;
    const at = findDefinition(files, path, splitOption(option)) ?? placeAt(files, path, 1, 1);
    if (at) places.push({ at, message: `\`${option}\` is defined here` });
  }
  return places;
}

/** Absolute paths that a message quotes, in order; a module in a flake may be named as `…/flake.nix#nixosModules.x`. */
function filesNamed(text: string): readonly string[] {
  return Array.from(text.matchAll(/[`'‘"](\/[^`'’"\n]+)['’"`]/g), ([, file = ""]) =>
    file.replace(/[,#].*$/, ""),
  );
}

/** Why a file of the tree is not there for Nix, where it is there for a person. */
function missingFile(text: string, { map, untracked, files }: Mapping): string | undefined {
  if (!/No such file or directory|does not exist/.test(text)) return undefined;
  for (const file of filesNamed(text)) {
    const path = map.shown(file);
    if (path.startsWith("/")) continue;
    const isUntracked = [...(untracked ?? [])].some(
      (each) => each === path || each.startsWith(`${path}/`),
    );
    if (isUntracked)
      return `git does not track \`${path}\`, and a flake sees only what git knows: \`git add ${path}\``;
    const nearest = findNearestName(path, files.paths);
    return nearest === undefined ? undefined : `there is \`${nearest}\``;
  }
  return undefined;
}

/** Sources: `src/libexpr/eval.cc` and `primops.cc` of Nix 2.8 to 2.34. */
function buildDuringEvaluation(text: string): string | undefined {
  const match =
    /cannot build '([^']+)' during evaluation because the option 'allow-import-from-derivation' is disabled/.exec(
      text,
    );
  return match?.[1]?.replace(/^.*\/[0-9a-z]{32}-|\^.*$/g, "").replace(/\.drv.*$/, "");
}

function isSame(a: Place, b: Place | undefined): boolean {
  return b !== undefined && a.path === b.path && a.span.start === b.span.start;
}
