import {
  absolutePath,
  applicable,
  canonicalOrigin,
  createFoldLimits,
  createSemantics,
  failure,
  foldAttribute,
  foldCall,
  foldCoercion,
  foldedBuiltins,
  foldedLibFunctions,
  foldFile,
  known,
  libNames,
  setValue,
  unknown,
  updateInWorld,
  type Folded,
  type FoldedFunction,
  type FoldLimits,
  type FoldSite,
  type FoldWorld,
} from "../../semantics/index.ts";
import { createParser, loadParserModule, type Parser } from "../../syntax/index.ts";
import { nativeControlFunctions } from "./native-control.ts";
import { createFileFunctions } from "./native-files.ts";
import { binary, unary } from "./native-function.ts";
import { nativeListFunctions } from "./native-lists.ts";
import { nativeSetFunctions } from "./native-sets.ts";
import { nativeLibStrings, nativeStringFunctions } from "./native-strings.ts";
import { zipAttributes } from "./native-zip.ts";
import { createPackageSets } from "./package-set.ts";
import { prelude } from "./prelude.ts";
import type { TreeView } from "./tree-view.ts";

/** How much one question may cost, all of them together, and how deep one may go. */
const BOUNDS = { steps: 1_000_000, total: 60_000_000, depth: 1_000 };

/** No file of any tree. */
const PRELUDE_PATH = "/\0prelude.nix";

/** The values of all files of a tree. */
export interface World {
  readonly limits: FoldLimits;
  readonly tree: TreeView;
  /** What `import` of an absolute path gives. Each file is folded once. */
  importPath(path: string): Folded;
  /** What goes by a dotted name; see {@link FoldWorld}. */
  named(origin: string): Folded;
  /** Where a value or an element of a list is written. */
  siteOf(folded: Folded): FoldSite | undefined;
  /** Where the value itself is written, wherever it is used. */
  valueSiteOf(folded: Folded): FoldSite | undefined;
  /** Whether a path was found by listing the folder that it lies in, or one above. */
  isListed(path: string): boolean;
  /** Remembers that a folder was listed. */
  markListed(folder: string): void;
  /** Remembers that a value stands for a file as a whole. */
  markFile(value: Folded, path: string): void;
}

/** What is known of the flake that the world is looked at from. */
export interface WorldInputs {
  /** Whether an input is nixpkgs, or its library alone. */
  isNixpkgs(name: string): boolean;
  /** Something of an input that is worked out here, by the names that lead to it; the empty text for the input itself. */
  valueOf(name: string, path: string, world: World): Folded | undefined;
}

/** See {@link World}. Deterministic: it depends on the tree alone, and stops at bounds of its own. */
export function createWorld(
  tree: TreeView,
  inputs: WorldInputs,
  makeParser: () => Parser = () => createParser(loadParserModule()),
): World {
  const sites = new WeakMap<object, FoldSite>();
  const files = new Map<string, Folded>();
  const names = new Map<string, Folded>();
  const listed = new Set<string>();
  const builtins = new Map<string, FoldedFunction>([
    ...foldedBuiltins,
    ...Object.entries({
      ...nativeListFunctions,
      ...nativeSetFunctions,
      ...nativeStringFunctions,
      ...nativeControlFunctions,
      ...createFileFunctions(tree, (folder) => listed.add(folder)),
      import: unary((path) => importFolded(path)),
    }),
  ]);
  const lib = new Map<string, FoldedFunction>([
    ...foldedLibFunctions,
    ...Object.entries(nativeLibStrings),
    ["zipAttrsWith", binary(zipAttributes)],
  ]);
  const foldWorld: FoldWorld = {
    named,
    isLibrary: (origin) => canonical(origin) === "lib",
    mark(what, site) {
      if (site.path !== PRELUDE_PATH && !sites.has(what)) sites.set(what, site);
    },
  };
  const limits = createFoldLimits({ ...BOUNDS, world: foldWorld });
  const packageSets = createPackageSets(limits, named);
  let ownLibrary: Folded | undefined;

  const world: World = {
    limits,
    tree,
    importPath,
    named: (origin) => named(origin, `\`${origin}\``),
    siteOf: (folded) => sites.get(folded) ?? valueSiteOf(folded),
    valueSiteOf,
    isListed(path) {
      for (let at = path; at.length > tree.root.length;) {
        at = at.slice(0, at.lastIndexOf("/"));
        if (listed.has(at)) return true;
      }
      return false;
    },
    markListed: (folder) => void listed.add(folder),
    markFile: (value, path) => foldWorld.mark(value, { path, span: { start: 0, end: 0 } }),
  };
  return world;

  function valueSiteOf(folded: Folded): FoldSite | undefined {
    const settled = limits.settle(folded);
    return sites.get(settled.known ? settled.value : settled);
  }

  /** One spelling for what has several; see {@link canonicalOrigin}. */
  function canonical(origin: string): string {
    const found = /^inputs\.([^.]+)\.(?:lib|legacyPackages\.[^.]+)(?=\.|$)/.exec(origin);
    if (found?.[1] === undefined || !inputs.isNixpkgs(found[1])) return canonicalOrigin(origin);
    const rest = origin.slice(found[0].length);
    return canonicalOrigin(`${found[0].endsWith(".lib") ? "lib" : "pkgs"}${rest}`);
  }

  function named(origin: string, reason: string): Folded {
    let found = names.get(origin);
    if (!found) names.set(origin, (found = findNamed(origin, reason)));
    return found;
  }

  function findNamed(origin: string, reason: string): Folded {
    const isForeign = origin.startsWith("inputs.") || origin.startsWith("<");
    const symbol: Folded = {
      ...unknown(isForeign ? `\`${origin}\` is not of this tree` : reason),
      origin,
    };
    const name = canonical(origin);
    if (/^inputs\.[^.]+\.legacyPackages\.[^.]+$/.test(origin) && name === "pkgs")
      return packageSets.ofInput(origin);
    const [base, ...path] = name.split(".");
    if (base === "builtins") return builtinNamed(path, symbol);
    if (base === "lib" && path.length > 0) return libraryNamed(origin, path, symbol);
    const [, input, below = ""] = /^inputs\.([^./]+)(?:\.(.+))?$/.exec(origin) ?? [];
    return (input === undefined ? undefined : inputs.valueOf(input, below, world)) ?? symbol;
  }

  function builtinNamed(path: readonly string[], symbol: Folded): Folded {
    if (path.length !== 1) return symbol;
    const [name = ""] = path;
    const implementation = builtins.get(name);
    if (implementation) return applicable(implementation, limits);
    if (name === "builtins") return named("builtins", "`builtins`");
    return symbol;
  }

  function libraryNamed(origin: string, path: readonly string[], symbol: Folded): Folded {
    const [first = ""] = path;
    if (path.length === 1 && first === "extend")
      return extension(named(origin.replace(/\.extend$/, ""), "`lib`"));
    const native = path.length === 1 ? (lib.get(first) ?? sharedBuiltin(first)) : undefined;
    ownLibrary ??= foldPrelude();
    const own = path.reduce(
      (set: Folded | undefined, key) =>
        set?.known && set.value.type === "set" ? set.value.attributes.get(key) : undefined,
      ownLibrary,
    );
    // A part of the library that stands here in part only must stay open.
    if (native) return applicable(native, limits);
    return own?.known && own.value.type === "function" ? own : symbol;
  }

  function sharedBuiltin(name: string): FoldedFunction | undefined {
    // `lib.path` is a part of the library, and no function.
    return name !== "path" && (libNames.has(name) || name === "foldr")
      ? builtins.get(name)
      : undefined;
  }

  function foldPrelude(): Folded {
    const text = makeParser().parse(Buffer.from(prelude));
    return foldFile(createSemantics(text), PRELUDE_PATH, limits);
  }

  /** `lib.extend`: the library with what an overlay adds. */
  function extension(base: Folded): Folded {
    return known({
      type: "function",
      call: (overlay) => {
        const final: Folded = limits.lazy(() => {
          const added = foldCall(foldCall(overlay, final, limits), base, limits);
          const both = updateInWorld(base, added, limits);
          return updateInWorld(
            both,
            setValue(new Map([["extend", limits.lazy(() => extension(final))]])),
            limits,
          );
        });
        return final;
      },
    });
  }

  function importFolded(path: Folded): Folded {
    if (!path.known) {
      if (path.fails) return path;
      const isNixpkgs =
        path.origin !== undefined &&
        (path.origin === "<nixpkgs>" ||
          path.origin === "pkgs.path" ||
          inputs.isNixpkgs(/^inputs\.([^./]+)$/.exec(path.origin)?.[1] ?? ""));
      if (isNixpkgs) return packageSets.importer(path);
      const name = path.origin ?? path.reason;
      return {
        ...unknown(`\`import\` of \`${name}\``),
        call: { callee: { ...unknown("`import`"), origin: "builtins.import" }, argument: path },
      };
    }
    const text = foldCoercion(path, limits);
    if (!text.known) return text;
    if (!text.text.startsWith("/")) return failure(`\`import\` of \`${text.text}\``);
    return importPath(absolutePath("/", text.text));
  }

  function importPath(path: string): Folded {
    if (!tree.isInside(path)) return unknown(`\`${path}\` lies outside of the tree`);
    const file = tree.kindOf(path) === "folder" ? `${path}/default.nix` : path;
    const shown = tree.relative(file);
    if (tree.kindOf(file) !== "file") return unknown(`\`${shown}\` does not exist`);
    let value = files.get(file);
    if (value) return value;
    const open = tree.open(file);
    value = !open
      ? unknown(`\`${shown}\` can't be read`)
      : open.hasSyntaxError
        ? unknown(`\`${shown}\` has a syntax error`)
        : foldFile(open.semantics, file, limits);
    files.set(file, value);
    return value;
  }
}

/** An attribute at the end of a path of names. */
export function attributeAt(folded: Folded, path: readonly string[], limits: FoldLimits): Folded {
  return path.reduce((at, key) => foldAttribute(at, key, limits), folded);
}
