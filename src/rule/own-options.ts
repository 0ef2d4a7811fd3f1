import type { ModuleOptions, OptionDefinition } from "../options/index.ts";
import { isSamplePath, isTestPath } from "./path-kind.ts";
import type { FileContext } from "./define-rule.ts";

/** The options that a module declares, as one thing. */
export interface OwnOptions {
  /** What the paths of all its options begin with; the path itself of a single option. */
  readonly prefix: readonly string[];
  /** The option that turns the whole module on: `enable`, next to or above all others. */
  readonly enable: readonly string[] | undefined;
  /** Whether a path lies below the module's options, or is one of them. */
  has(path: readonly string[]): boolean;
}

/** The options of a file that is a module of a real configuration; `undefined` where it declares none. */
export function ownOptionsOf({
  module: { declarations },
  path: file,
  hasSyntaxError,
}: Pick<FileContext, "module" | "path" | "hasSyntaxError">): OwnOptions | undefined {
  if (hasSyntaxError || isTestPath(file) || isSamplePath(file)) return undefined;
  const paths = declarations.map(({ path }) => path).filter((path) => !path.includes("()"));
  if (paths.length === 0) return undefined;
  const enables = paths.filter((path) => path.at(-1) === "enable");
  const enable = enables.find((candidate) => {
    const above = candidate.slice(0, -1);
    return above.length > 0 && paths.every((path) => startsWith(path, above));
  });
  const prefix = enable?.slice(0, -1) ?? commonStart(paths);
  return {
    prefix,
    enable,
    has: (path) =>
      paths.some((own) => startsWith(path, own)) ||
      (enable !== undefined && startsWith(path, prefix)),
  };
}

/** The definitions of a module that hold whenever it is imported, and set the options of others. */
export function unconditionalDefinitions(
  { definitions }: ModuleOptions,
  own: OwnOptions,
): readonly OptionDefinition[] {
  return definitions.filter(
    ({ path, conditions, contexts, isAnchored, value }) =>
      isAnchored &&
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
