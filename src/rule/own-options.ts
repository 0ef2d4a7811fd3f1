import type { ModuleOptions, OptionDeclaration, OptionDefinition } from "../options/index.ts";
import type { AnyNode } from "../syntax/index.ts";
import { isSamplePath, isTestPath } from "./path-kind.ts";
import type { FileContext } from "./define-rule.ts";

/** The options that a module declares, as one thing. */
export interface OwnOptions {
  /** Whether what stands there belongs to the module: one file may hold several. */
  holds(node: AnyNode): boolean;
  /** What the paths of all its options begin with; the path itself of a single option. */
  readonly prefix: readonly string[];
  /** The option that turns the whole module on: `enable`, next to or above all others. */
  readonly enable: readonly string[] | undefined;
  /** Whether a path lies below the module's options, or is one of them. */
  has(path: readonly string[]): boolean;
}

/** The options of a file that is a module of a real configuration; `undefined` where it declares none. */
export function ownOptionsOf({
  module: { declarations, definitions },
  path: file,
  hasSyntaxError,
}: Pick<FileContext, "module" | "path" | "hasSyntaxError">): OwnOptions | undefined {
  if (hasSyntaxError || isTestPath(file) || isSamplePath(file)) return undefined;
  const paths = declarations.map(({ path }) => path).filter((path) => !path.includes("()"));
  if (paths.length === 0 || [...paths, ...definitions.map(({ path }) => path)].some(isOfFlake))
    return undefined;
  const holds = moduleAround(declarations);
  if (!holds) return undefined;
  const enables = paths.filter((path) => path.at(-1) === "enable");
  const enable = enables.find((candidate) => {
    const above = candidate.slice(0, -1);
    return above.length > 0 && paths.every((path) => startsWith(path, above));
  });
  const prefix = enable?.slice(0, -1) ?? commonStart(paths);
  return {
    holds,
    prefix,
    enable,
    has: (path) =>
      paths.some((own) => startsWith(path, own)) ||
      ((enable !== undefined || prefix.length > 1) && startsWith(path, prefix)),
  };
}

/** The definitions of a module that hold whenever it is imported, and set the options of others. */
export function unconditionalDefinitions(
  { definitions }: ModuleOptions,
  own: OwnOptions,
): readonly OptionDefinition[] {
  return definitions.filter(
    ({ path, conditions, contexts, isAnchored, value, site }) =>
      isAnchored &&
      own.holds(site) &&
      conditions.length === 0 &&
      path.length > 1 &&
      path[0] !== "*" &&
      path[0] !== "[]" &&
      !aside.test(path.join(".")) &&
      !own.has(path) &&
      contexts.every(({ kind }) => kind === "home") &&
      !(value.is("attrset_expression") && !value.bindingSet),
  );
}

/** What says something of the module, or checks it, and sets nothing up. */
const aside =
  /^(?:assertions|warnings|_module|_class|imports|disabledModules|meta|lib|nixpkgs\.overlays|options|freeformType|key)(?:\.|$)/;

/** Modules of flake-parts say what a flake has, and are there for the one flake. */
function isOfFlake([head]: readonly string[]): boolean {
  return head === "flake" || head === "perSystem" || head === "systems";
}

/** Tells what belongs to the one module of the file that declares options; `undefined` where several do. */
function moduleAround(
  declarations: readonly OptionDeclaration[],
): ((node: AnyNode) => boolean) | undefined {
  let module: AnyNode | undefined;
  for (const { site } of declarations) {
    const set = setWithOptions(site);
    if (!set) continue;
    if (module && module !== set) return undefined;
    module = set;
  }
  const found = module;
  if (!found) return undefined;
  for (const above of found.ancestors()) {
    if (above.is("source_code")) return () => true;
    if (
      !above.is(
        "function_expression",
        "let_expression",
        "with_expression",
        "parenthesized_expression",
      )
    )
      return (node) => found.encloses(node);
  }
  return undefined;
}

/** The set that the key `options` stands in. */
function setWithOptions(site: AnyNode): AnyNode | undefined {
  let found: AnyNode | undefined;
  for (const above of [site, ...site.ancestors()]) {
    const [key] = above.is("binding") ? above.attrpath.attrs : [];
    if (key?.text === "options" && above.parent?.is("binding_set")) found = above.parent.parent;
  }
  return found;
}

function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.length <= path.length && start.every((key, index) => matches(key, path[index]));
}

function matches(left: string | undefined, right: string | undefined): boolean {
  return left === right || left === "*" || right === "*";
}

function commonStart(paths: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = paths;
  const differs = first.findIndex((key, index) => others.some((path) => path[index] !== key));
  return differs < 0 ? first : first.slice(0, differs);
}
