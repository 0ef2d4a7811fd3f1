import { absolutePath, type Folded, type Unknown } from "../../semantics/index.ts";
import type { World } from "../evaluation/index.ts";
import type { EdgeTarget } from "../model.ts";
import { reasonOf, symbolicCall } from "./property.ts";

/** Where an absolute path leads, as a module or an import. */
export function pathTarget(path: string, { tree }: World): EdgeTarget {
  const normal = absolutePath("/", path);
  if (!tree.isInside(normal)) return { kind: "outside", path: normal };
  const kind = tree.kindOf(normal);
  if (kind === "file") return { kind: "file", path: tree.relative(normal) };
  const inner = tree.relative(normal);
  const fallback = inner === "" ? "default.nix" : `${inner}/default.nix`;
  return kind === "folder" && tree.kindOf(`${normal}/default.nix`) === "file"
    ? { kind: "file", path: fallback }
    : { kind: "missing", path: kind === "folder" ? fallback : inner };
}

/** What an unknown module is: something of an input, or nothing that can be told. */
export function unknownTarget(folded: Unknown, world: World): EdgeTarget {
  const origin = foreignOrigin(folded, world);
  if (origin === undefined) return { kind: "unresolved", reason: reasonOf(folded) };
  const input = /^inputs\.([^./]+)/.exec(origin)?.[1];
  const name = origin.replace(/^inputs\./, "");
  return { kind: "external", name, ...(input === undefined ? {} : { input }) };
}

/** The dotted name below an input, `<nixpkgs>` or a fetched source that a value comes from. */
export function foreignOrigin(folded: Folded, world: World, depth = 0): string | undefined {
  const at = world.limits.settle(folded);
  if (at.known || depth > 20) return undefined;
  if (at.origin !== undefined) return isForeign(at.origin) ? at.origin : undefined;
  if (at.part) {
    const below = foreignOrigin(at.part.of, world, depth + 1);
    return below === undefined ? undefined : `${below}.${at.part.key}`;
  }
  const call = symbolicCall(at, world.limits);
  if (!call) return undefined;
  // `import inputs.x` and `import (inputs.x + "/y")`: what is imported counts.
  if (call.callee === "builtins.import" && call.arguments[0])
    return foreignOrigin(call.arguments[0], world, depth + 1);
  return isForeign(call.callee) ? call.callee : undefined;
}

/** Whether a dotted name stands for something outside of the tree. */
function isForeign(origin: string): boolean {
  return (
    /^(?:inputs\.|<|modulesPath|pkgs\.path)/.test(origin) ||
    /^builtins\.(?:fetch|getFlake|storePath)/.test(origin)
  );
}
