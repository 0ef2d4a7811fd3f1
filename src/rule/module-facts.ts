import type { OptionDefinition } from "../options/index.ts";
import type { Edge, OpenFile, Project } from "../project/index.ts";
import type { Semantics } from "../semantics/index.ts";
import type { AnyNode, Expression } from "../syntax/index.ts";
import type { Span } from "../text/index.ts";
import { optionName } from "./option-name.ts";
import { optionTypeOf } from "./option-type.ts";
import { packageListOf, packageOwnerOf, type PackageOwner } from "./package-list.ts";

/** Whose options a definition sets: those of the machine, or of a user's Home Manager. */
export type ModuleSide = "own" | "home";

/** One definition of an option, as plain data. */
export interface SettingFact {
  /** `services.nginx.enable`; names that hold a dot are quoted. Computed names and list elements are left out. */
  readonly option: string;
  readonly priority: number;
  /** Also of modules that a flake has among its outputs: who takes them is not told by the file. */
  readonly isConditional: boolean;
  /** `home` for what stands below `home-manager.users` in a module of the machine. */
  readonly side: ModuleSide;
  readonly kind: "boolean" | "integer" | "string" | "null" | "list" | "other";
  /** What tells equal values of booleans, integers, strings and null; `undefined` for others. */
  readonly literal: string | undefined;
  readonly name: Span;
  readonly value: Span;
}

/** One package in a list. */
export interface PackageFact {
  readonly name: string;
  readonly owner: PackageOwner;
  /** What tells lists apart: the option, with the name of the user. */
  readonly option: string;
  readonly isConditional: boolean;
  /** Whether its list is bound to a name, which may have other uses. */
  readonly isShared: boolean;
  /** Where the list begins that holds it. */
  readonly list: number;
  readonly at: Span;
}

/** One definition of a list of packages. */
export interface PackageList {
  readonly owner: PackageOwner;
  /** How many entries are written out, in all of its parts. */
  readonly count: number;
  readonly isConditional: boolean;
  readonly name: Span;
}

/** What a module defines and imports, without its tree. */
export interface ModuleFacts {
  readonly settings: readonly SettingFact[];
  readonly packages: readonly PackageFact[];
  /** The definitions of lists of packages. */
  readonly lists: readonly PackageList[];
  /** The modules that its own `imports` name, for the machine or for a user's home. */
  readonly imports: readonly {
    readonly edge: Edge;
    readonly path: string;
    readonly side: ModuleSide;
  }[];
  /** Types of the options that it declares, by option. */
  readonly types: ReadonlyMap<string, string>;
}

const known = new WeakMap<Project, Map<string, ModuleFacts | undefined>>();

/** The facts of one file; `undefined` where it can't be read or has a syntax error. Each file is opened once a project. */
export function moduleFactsOf(project: Project, path: string): ModuleFacts | undefined {
  let files = known.get(project);
  if (!files) known.set(project, (files = new Map()));
  if (files.has(path)) return files.get(path);
  const file = project.open(path);
  const facts = file && !file.hasSyntaxError ? collectFacts(file, project) : undefined;
  files.set(path, facts);
  return facts;
}

function collectFacts(file: OpenFile, project: Project): ModuleFacts {
  const { module, semantics } = file;
  const settings: SettingFact[] = [];
  const packages: PackageFact[] = [];
  const lists: PackageList[] = [];
  const exported = exportedParts(file);
  for (const definition of module.definitions) {
    const side = sideOf(definition);
    const { path, isAnchored } = definition;
    if (!side || !isAnchored) continue;
    const isExported = exported.some((part) => part.encloses(definition.site));
    if (path.includes("[]")) {
      const whole = listSetting(definition, side, isExported);
      // One list is one definition, however many of its elements are sets or functions.
      if (whole && settings.at(-1)?.name.start !== whole.name.start) settings.push(whole);
      continue;
    }
    collectPackages(definition, isExported, semantics, packages, lists);
    if (path.includes("*")) continue;
    settings.push({
      option: optionName(path),
      priority: definition.priority,
      isConditional: isExported || definition.conditions.length > 0,
      side,
      ...literalOf(definition.value, semantics),
      name: definition.name,
      value: spanOf(definition.value),
    });
  }
  const types = new Map(
    module.declarations.flatMap(({ path, attributes, via }) => {
      const type = attributes.get("type");
      const name = type ? optionTypeOf(type, semantics)?.name : undefined;
      const told = via === "mkEnableOption" ? "bool" : name;
      return told ? [[optionName(path), told] as const] : [];
    }),
  );
  return { settings, packages, lists, types, imports: importsOf(file, project) };
}

/** The parts of a file that are outputs of a flake, outermost first, none in another. */
function exportedParts({ tree }: OpenFile): readonly AnyNode[] {
  const parts: AnyNode[] = [];
  for (const binding of tree.nodesOfKind("binding")) {
    if (parts.at(-1)?.encloses(binding)) continue;
    const [first, ...others] = binding.attrpath.attrs.map(({ text }) => text);
    if (/^(?:flake|perSystem|outputs)$/.test(first ?? "") || [first, ...others].some(isOutput))
      parts.push(binding);
  }
  return parts;
}

function isOutput(name = ""): boolean {
  return /^(?:nixos|home|homeManager|darwin|flake)(?:Modules?|Configurations)$/.test(name);
}

function collectPackages(
  definition: OptionDefinition,
  isExported: boolean,
  semantics: Semantics,
  packages: PackageFact[],
  lists: PackageList[],
): void {
  const owner = packageOwnerOf(definition);
  const elements = packageListOf(definition, semantics);
  if (!owner || !elements) return;
  const { path, contexts, conditions, site, name } = definition;
  const option = `${optionName(path)} ${contexts.at(-1)?.name ?? ""}`;
  for (const element of elements) {
    if (element.name === undefined) continue;
    packages.push({
      name: element.name,
      owner,
      option,
      isConditional: element.isConditional || isExported,
      isShared: !site.encloses(element.node),
      list: element.list.start,
      at: spanOf(element.node),
    });
  }
  // Each part of `[ … ] ++ [ … ]` comes as a definition of its own.
  const last = lists.at(-1);
  const isSame = last?.name.start === name.start;
  const count = elements.length + (isSame ? last.count : 0);
  if (isSame) lists.pop();
  lists.push({
    owner,
    count,
    isConditional: isExported || conditions.length > 0,
    name: spanOf(name),
  });
}

/** The definition that an element of a list is a part of. */
function listSetting(
  { path, priority, conditions, site }: OptionDefinition,
  side: ModuleSide,
  isExported: boolean,
): SettingFact | undefined {
  const option = path.slice(0, path.indexOf("[]"));
  const list = [site, ...site.ancestors()].find((above) => above.is("list_expression"));
  const holder = list && [...list.ancestors()].find((above) => above.is("binding"));
  if (!holder?.is("binding") || option.includes("*") || option.length === 0) return undefined;
  return {
    option: optionName(option),
    priority,
    isConditional: isExported || conditions.length > 0,
    side,
    kind: "list",
    literal: undefined,
    name: spanOf(holder.attrpath),
    value: spanOf(holder.expression),
  };
}

/** Where a definition belongs; `undefined` for containers, tests and variants, which are machines of their own. */
function sideOf({ contexts }: OptionDefinition): ModuleSide | undefined {
  const [first, ...others] = contexts;
  if (!first) return "own";
  return first.kind === "home" && others.length === 0 ? "home" : undefined;
}

function literalOf(node: Expression, semantics: Semantics): Pick<SettingFact, "kind" | "literal"> {
  if (node.is("list_expression")) return { kind: "list", literal: undefined };
  // Anything longer is no literal, and takes long to work out.
  const folded = node.is(...literalKinds) ? semantics.fold(node) : undefined;
  const value = folded?.known ? folded.value : undefined;
  switch (value?.type) {
    case "boolean":
    case "integer":
      return { kind: value.type, literal: String(value.value) };
    case "string":
      return { kind: "string", literal: JSON.stringify(value.value) };
    case "null":
      return { kind: "null", literal: "null" };
    default:
      return { kind: value?.type === "list" ? "list" : "other", literal: undefined };
  }
}

const literalKinds = [
  "string_expression",
  "indented_string_expression",
  "integer_expression",
  "unary_expression",
  "variable_expression",
] as const;

/** The edges that stand in a module's own `imports`, or in a user's. */
function importsOf({ path, tree }: OpenFile, project: Project): ModuleFacts["imports"] {
  const edges = project.graph.from(path).filter(({ kind }) => kind === "module" || kind === "home");
  if (edges.length === 0) return [];
  const lists = tree.nodesOfKind("binding").flatMap((binding) => {
    const isImports = /^(?:imports|sharedModules)$/.test(binding.attrpath.attrs.at(-1)?.text ?? "");
    const side = isImports ? sideOfImports(namesAround(binding)) : undefined;
    return isImports ? [{ binding, side }] : [];
  });
  return edges.flatMap((edge) => {
    if (edge.target.kind !== "file") return [];
    const target = edge.target.path;
    if (edge.kind === "home") return [{ edge, path: target, side: "home" as const }];
    // Lists in lists: the innermost one counts.
    const holder = lists.findLast(
      ({ binding }) => binding.start <= edge.span.start && edge.span.end <= binding.end,
    );
    return holder?.side ? [{ edge, path: target, side: holder.side }] : [];
  });
}

function namesAround(binding: AnyNode): readonly string[] {
  const names: string[] = [];
  for (const at of [binding, ...binding.ancestors()])
    if (at.is("binding")) names.unshift(...at.attrpath.attrs.map(({ text }) => text));
  return names;
}

function sideOfImports(names: readonly string[]): ModuleSide | undefined {
  if (names.every((name) => name === "imports" || name === "config")) return "own";
  const [first, second] = names[0] === "config" ? names.slice(1) : names;
  const isHome = first === "home-manager" && (second === "users" || second === "sharedModules");
  return isHome ? "home" : undefined;
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
