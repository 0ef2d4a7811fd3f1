import type { Semantics } from "../../semantics/index.ts";
import type { AnyNode, ApplyExpression, Expression } from "../../syntax/index.ts";
import type { EdgeKind } from "../model.ts";
import { keysOf, withoutParentheses } from "./syntax-steps.ts";

/** What a path is written down for. */
export interface EdgeContext {
  /** `example` where it only shows what one looks like; `unknown` where only what is there tells: a Nix file is imported, another one copied. */
  readonly kind: EdgeKind | "unknown" | "example";
  /** Whether it holds only under a condition, or asks whether the file is there. */
  readonly isConditional: boolean;
}

/** What stands further out than this says nothing of a path. */
const MOST_LEVELS = 60;

/** Works out what a path is for: by the function that takes it, the list or the attribute that it stands in. */
export function contextOf(node: Expression, semantics: Semantics): EdgeContext {
  let kind: EdgeContext["kind"] = "unknown";
  let isConditional = false;
  let at: AnyNode = node;
  let isListed = false;
  let isOpaque = false;
  let levels = 0;
  for (let parent = at.parent; parent && levels < MOST_LEVELS; at = parent, parent = at.parent) {
    levels += 1;
    switch (parent.kind) {
      case "apply_expression": {
        if (parent.function.row === at.row) break;
        const call = describeCall(parent, semantics);
        if (call.isConditional) isConditional = true;
        if (call.isListed) isListed = true;
        if (call.isOpaque) isOpaque = true;
        if (kind === "unknown" && call.kind) kind = call.kind;
        if (call.endsHere) return { kind, isConditional };
        break;
      }
      case "list_expression":
        isListed = true;
        break;
      case "if_expression":
        if (parent.condition.row !== at.row) isConditional = true;
        break;
      case "interpolation":
        return { kind: kind === "unknown" ? "source" : kind, isConditional };
      case "binding": {
        const keys = keysOf(parent.attrpath);
        if (
          keysAround(parent)
            .concat(keys)
            .some((key) => examples.has(key))
        )
          return { kind: "example", isConditional };
        const byKey = kindOfBinding(keys, parent, isListed, kind);
        // What a function makes of a path need not be what stands in the list.
        const isMade = isOpaque && (byKey === "module" || byKey === "home");
        return { kind: isMade ? kind : (byKey ?? kind), isConditional };
      }
      case "inherit_from":
      case "select_expression":
      case "has_attr_expression":
        return { kind, isConditional };
      default:
        break;
    }
  }
  return { kind, isConditional };
}

interface CallContext {
  readonly kind?: EdgeKind;
  readonly isConditional?: true;
  /** Whether nobody knows what it makes of what it gets. */
  readonly isOpaque?: true;
  /** Whether it makes a list of what it gets. */
  readonly isListed?: true;
  /** Whether what stands outside of the call says no more of the path. */
  readonly endsHere?: true;
}

function describeCall(call: ApplyExpression, semantics: Semantics): CallContext {
  let callee = withoutParentheses(call.function);
  while (callee.kind === "apply_expression") callee = withoutParentheses(callee.function);
  const origin = semantics.originOf(callee) ?? callee.text;
  const name = origin.slice(origin.lastIndexOf(".") + 1);
  if (origin === "builtins.import" || origin === "builtins.scopedImport") return { kind: "import" };
  if (/^callPackages?(?:With|sWith)?$/.test(name)) return { kind: "package", endsHere: true };
  if (name === "pathExists") return { kind: "data", isConditional: true, endsHere: true };
  if (readers.has(name)) return { kind: "data", endsHere: true };
  if (sources.has(name)) return { kind: "source", endsHere: true };
  if (name === "optional") return { isConditional: true, isListed: true };
  if (conditions.has(name)) return { isConditional: true };
  const isKnown = origin.startsWith("builtins.") || origin.startsWith("lib.");
  // What a function of somebody does with a path is its own affair.
  return isKnown ? {} : { isConditional: true, isOpaque: true };
}

const examples = new Set(["example", "defaultText", "_file"]);

const readers = new Set(
  `readFile readDir importJSON importTOML importYAML fromJSONFile readFileType hashFile listFilesRecursive
  fileContents packagesFromDirectoryRecursive`.split(/\s+/),
);
const sources = new Set(
  `cleanSource cleanSourceWith sourceByRegex sourceFilesBySuffices filterSource toSource gitTracked copyPathToStore
  fileFilter maybeMissing runCommand writeShellScriptBin substituteAll replaceVars storePath`.split(
    /\s+/,
  ),
);
const conditions = new Set(["optionals", "optionalAttrs", "optionalString", "mkIf"]);

const moduleLists = new Set(`imports modules extraModules sharedModules baseModules`.split(" "));
const moduleSets = new Set(
  `nixosModules homeModules homeManagerModules darwinModules flakeModules modules flakeModule nixosModule
  homeManagerModule darwinModule homeModule`.split(/\s+/),
);
const sourceKeys = new Set(
  `src srcs source patches patch kernelPatches prePatch postPatch root cargoLock lockFile packageJSON text
  wallpaper image theme configFile icon setupHook builder`.split(/\s+/),
);
const secretKeys = new Set(
  `sopsFile defaultSopsFile secretsFile ageFile rekeyFile masterIdentities`.split(" "),
);

function kindOfBinding(
  keys: readonly string[],
  binding: AnyNode,
  isListed: boolean,
  kind: EdgeContext["kind"],
): EdgeKind | undefined {
  const last = keys.at(-1) ?? "";
  const around = [...keysAround(binding), ...keys];
  if (secretKeys.has(last)) return "secret";
  if (last === "file" && around.some((key) => key === "age" || key === "secrets")) return "secret";
  if (kind === "package" || kind === "data" || kind === "source") return undefined;
  if (isListed && moduleLists.has(last)) return kind === "import" ? "import" : "module";
  if (around.includes("home-manager") && around.includes("users")) {
    return kind === "import" || kind === "unknown" ? "home" : undefined;
  }
  if (isListed && last === "overlays") return "overlay";
  if (around.some((key) => key === "overlays")) return "overlay";
  if (moduleSets.has(around.at(-2) ?? "") || (moduleSets.has(last) && last !== "modules"))
    return kind === "import" ? "import" : "module";
  if (sourceKeys.has(last)) return "source";
  if (kind === "unknown" && last === "path" && around.includes("disabledModules")) return "data";
  return undefined;
}

/** The keys of the sets that a binding stands in, outermost first. A few levels tell enough. */
export function keysAround(binding: AnyNode): string[] {
  const keys: string[] = [];
  let levels = 0;
  for (let at = binding.parent; at && levels < MOST_LEVELS; at = at.parent, levels++) {
    if (at.is("binding")) keys.unshift(...keysOf(at.attrpath));
  }
  return keys;
}
