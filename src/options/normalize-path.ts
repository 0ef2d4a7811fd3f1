import type { ModuleContext } from "./definition.ts";
import { renamedOptions, type Rename } from "./renamed-options.ts";

/** A path as rules match it. */
export interface NormalPath {
  readonly path: readonly string[];
  readonly contexts: readonly ModuleContext[];
  /** There where the text gives an old name. */
  readonly rename?: Rename;
  /** Whether the path begins at a module, as far as the text tells. */
  readonly isAnchored: boolean;
  /** Whether it stands below `options`: what is there is declared, not defined. */
  readonly isOption: boolean;
}

interface Root {
  /** `*` matches any one segment. */
  readonly pattern: readonly string[];
  readonly kind: ModuleContext["kind"] | undefined;
}

/** Where one module begins inside of another, or inside a flake. */
const roots: readonly Root[] = [
  { pattern: ["containers", "*", "config"], kind: "container" },
  { pattern: ["nodes", "*"], kind: "node" },
  { pattern: ["home-manager", "users", "*"], kind: "home" },
  { pattern: ["virtualisation", "vmVariant"], kind: "vm-variant" },
  { pattern: ["virtualisation", "vmVariantWithBootLoader"], kind: "vm-variant" },
  { pattern: ["virtualisation", "vmVariantWithDisko"], kind: "vm-variant" },
  { pattern: ["specialisation", "*", "configuration"], kind: "specialisation" },
  { pattern: ["modules", "[]"], kind: "inline-module" },
  { pattern: ["imports", "[]"], kind: "inline-module" },
  { pattern: ["sharedModules", "[]"], kind: "inline-module" },
  { pattern: ["flake", "modules", "homeManager", "*"], kind: "home" },
  { pattern: ["flake", "modules", "*", "*"], kind: undefined },
  { pattern: ["flake", "nixosModules", "*"], kind: undefined },
  { pattern: ["nixosModules", "*"], kind: undefined },
  { pattern: ["darwinModules", "*"], kind: undefined },
  { pattern: ["homeModules", "*"], kind: undefined },
  { pattern: ["homeManagerModules", "*"], kind: undefined },
];

const rootsByHead = new Map<string, Root[]>();
for (const root of roots) {
  const [head = ""] = root.pattern;
  rootsByHead.set(head, [...(rootsByHead.get(head) ?? []), root]);
}

/** First segments of names that were replaced. */
const renamedHeads = new Set(Array.from(renamedOptions.keys(), (name) => name.split(".", 1)[0]));

/**
 * Cuts a path at the last place where a module begins, keeps what was cut as context, drops a leading `config`, and
 * replaces names that nixpkgs has renamed.
 */
export function normalizePath(raw: readonly string[]): NormalPath {
  const contexts: ModuleContext[] = [];
  let from = 0;
  for (let at = 0; at < raw.length; at++) {
    const root = rootsByHead
      .get(raw[at] ?? "")
      ?.find(({ pattern }) => pattern.every((segment, index) => matches(segment, raw[at + index])));
    if (!root) continue;
    const end = at + root.pattern.length;
    const star = root.pattern.indexOf("*");
    if (root.kind)
      contexts.push({ kind: root.kind, name: star === -1 ? "" : (raw[at + star] ?? "*") });
    from = end;
    at = end - 1;
  }
  let path = raw.slice(from);
  const isSubmodule = path.includes("#submodule");
  let isOption = false;
  if (path[0] === "options" && path.length > 1) {
    isOption = true;
    path = path.slice(1);
  } else if (path[0] === "config" && path.length > 1) {
    path = path.slice(1);
  }
  if (isSubmodule)
    path = path.filter(
      (segment, index) =>
        segment !== "#submodule" && !(segment === "options" && path[index - 1] === "#submodule"),
    );
  const rename = isOption ? undefined : renameOf(path);
  if (rename) path = [...rename.present.split("."), ...path.slice(rename.old.split(".").length)];
  return {
    path,
    contexts,
    ...(rename ? { rename } : {}),
    isAnchored: !path.includes("()"),
    isOption,
  };
}

function matches(pattern: string, segment: string | undefined): boolean {
  return (
    segment !== undefined &&
    (pattern === segment || (pattern === "*" && segment !== "[]" && segment !== "()"))
  );
}

function renameOf(path: readonly string[]): Rename | undefined {
  if (!renamedHeads.has(path[0])) return undefined;
  for (let length = Math.min(path.length, 5); length > 1; length--) {
    const rename = renamedOptions.get(path.slice(0, length).join("."));
    if (rename) return rename;
  }
  return undefined;
}
