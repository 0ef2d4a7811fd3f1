import { codeLines } from "./code-lines.ts";
import { isTestPath, isGeneratedFile, isSamplePath } from "./path-kind.ts";
import type { FileContext } from "./define-rule.ts";
import { settingsOfFile, type ModuleOptions, type OptionDefinition } from "../options/index.ts";
import type { SyntaxTree } from "../syntax/index.ts";
import type { SourceText, Span } from "../text/index.ts";

/** One namespace of options that a file sets: `services.nginx`. */
export interface MonolithPart {
  readonly namespace: string;
  /** Lines that its definitions take up. */
  readonly lines: number;
  /** The name of its first definition. */
  readonly at: Span;
}

/** How much a file does at once. */
export interface MonolithScore {
  /** A quarter of the lines, 3 a part, 10 a unit, 10 a text; rounded. In a file named for what it sets, parts count nothing. */
  readonly score: number;
  /** Whether one namespace takes up half of what is set, or more: the file is long, and about one thing. */
  readonly isCohesive: boolean;
  /** Lines that hold code: no blank ones, none of comments alone. */
  readonly lines: number;
  /** The namespaces that take up more than a line or two, largest first. */
  readonly parts: readonly MonolithPart[];
  /** Services that are written here in full: with what they run. */
  readonly units: readonly string[];
  /** Strings of ten lines or more. */
  readonly texts: number;
}

/** Lines from which on a string is a file in a file. */
const LONG_TEXT = 10;

/**
 * How much a module does at once; undefined for what is no matter of taste: flakes, hardware, generated files, tests, samples,
 * modules that declare the options of one feature, and files that set none.
 */
export function monolithScore(
  file: Pick<FileContext, "path" | "source" | "tree" | "module">,
): MonolithScore | undefined {
  const { path, source, tree } = file;
  if (isExempt(path) || isGeneratedFile(path, tree)) return undefined;
  const definitions = file.module.definitions.filter(isSetting);
  if (definitions.length === 0 || ownsOneFeature(path, file.module)) return undefined;
  const parts = partsOf(definitions, source);
  if (parts.length === 0) return undefined;
  const units = unitsOf(definitions);
  const lines = codeLines(tree).length;
  const texts = longTexts(tree);
  // What a service needs of nginx or systemd belongs to it.
  const others = isNamedFor(
    path,
    parts.map(({ namespace }) => namespace),
  )
    ? 0
    : parts.length;
  const score = Math.round(lines / 4 + 3 * others + 10 * units.length + 10 * texts);
  const isCohesive = (parts[0]?.lines ?? 0) * 2 >= linesTakenBy(definitions, source);
  return { score, isCohesive, lines, parts, units, texts };
}

function isExempt(path: string): boolean {
  if (/(?:^|\/)flake\.nix$|(?:^|\/|-)(?:hardware|disko?|disk-config|disks)(?:[-./]|$)/i.test(path))
    return true;
  const settings = settingsOfFile(path);
  return (
    settings.has("generated") ||
    settings.has("archived") ||
    settings.has("test") ||
    isTestPath(path) ||
    isSamplePath(path)
  );
}

/** Whether a module declares options below one name, or is named for one, so that all it sets serves this. */
function ownsOneFeature(path: string, { declarations }: ModuleOptions): boolean {
  const names = new Set(declarations.map((declared) => declared.path.slice(0, 2).join(".")));
  return names.size === 1 || isNamedFor(path, [...names]);
}

/** Keys of a module that set nothing. */
const NO_SETTINGS = new Set(["imports", "_module", "meta", "options", "disabledModules", "_file"]);

function isSetting({ path, isAnchored }: OptionDefinition): boolean {
  return isAnchored && path.length > 1 && !NO_SETTINGS.has(path[0] ?? "");
}

/** Whether a file or its folder is named like one of the namespaces: `immich.nix` with `services.immich`. */
function isNamedFor(path: string, namespaces: readonly string[]): boolean {
  const name = /([^/]+?)(?:\/default)?\.nix$/.exec(path)?.[1]?.toLowerCase();
  return namespaces.some((namespace) => namespace.replace(/^.*\./, "").toLowerCase() === name);
}

/** The namespaces that a file sets; none of a table of its own, which only looks like options. */
function partsOf(definitions: readonly OptionDefinition[], source: SourceText): MonolithPart[] {
  const byNamespace = new Map<string, OptionDefinition[]>();
  for (const definition of definitions) {
    const [root = ""] = definition.path;
    const namespace = optionRoots.has(root) ? definition.path.slice(0, 2).join(".") : root;
    const known = byNamespace.get(namespace);
    if (known) known.push(definition);
    else byNamespace.set(namespace, [definition]);
  }
  const roots = new Set(definitions.map(({ path }) => path[0] ?? ""));
  if ([...roots].filter((root) => optionRoots.has(root)).length < FEWEST_ROOTS) return [];
  return Array.from(byNamespace, ([namespace, own]) => ({
    namespace,
    lines: linesTakenBy(own, source),
    at: own[0]?.name ?? { start: 0, end: 0 },
  }))
    .filter(({ lines }) => lines >= FEWEST_LINES)
    .toSorted((a, b) => b.lines - a.lines || a.at.start - b.at.start);
}

const FEWEST_ROOTS = 2;

/** Shorter ones are settings, of which every host has many. */
const FEWEST_LINES = 3;

/** The first names of options of NixOS, Home Manager and nix-darwin. */
const optionRoots = new Set(
  `boot console dconf documentation environment fileSystems fonts gtk hardware home home-manager homebrew i18n launchd location
  manual networking nix nixpkgs power powerManagement programs qt security services snapraid specialisation swapDevices system
  systemd time users virtualisation wayland xdg xsession zramSwap`.split(/\s+/),
);

function linesTakenBy(definitions: readonly OptionDefinition[], source: SourceText): number {
  let count = 0;
  let counted = 0;
  for (const { site } of definitions.toSorted((a, b) => a.site.start - b.site.start)) {
    const first = Math.max(source.lineAt(site.start), counted + 1);
    const last = source.lineAt(site.end);
    if (last < first) continue;
    count += last - first + 1;
    counted = last;
  }
  return count;
}

function unitsOf(definitions: readonly OptionDefinition[]): string[] {
  const units = new Set<string>();
  for (const { path } of definitions) {
    const below = path[0] === "systemd" && path[1] === "user" ? path.slice(2) : path.slice(1);
    const [kind, name, ...rest] = below;
    if (path[0] !== "systemd" || kind !== "services" || name === undefined) continue;
    if (rest[0] === "script" || rest[1] === "ExecStart") units.add(name);
  }
  return [...units];
}

function longTexts(tree: SyntaxTree): number {
  const { source } = tree;
  let count = 0;
  let end = 0;
  for (const text of tree.nodesOfKind("indented_string_expression")) {
    if (text.start < end) continue;
    end = text.end;
    if (source.lineAt(text.end) - source.lineAt(text.start) > LONG_TEXT) count += 1;
  }
  return count;
}
