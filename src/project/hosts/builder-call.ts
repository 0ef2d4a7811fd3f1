import {
  expectType,
  foldAttribute,
  listValue,
  setValue,
  type Folded,
  type FoldLimits,
} from "../../semantics/index.ts";
import type { HostKind } from "../model.ts";
import { symbolicCall } from "./property.ts";

/** A call of a function that makes a configuration of modules. */
export interface BuilderCall {
  readonly kind: HostKind;
  /** Lists of modules. */
  readonly modules: readonly Folded[];
  readonly specialArgs: Folded;
  readonly lib?: Folded;
  readonly pkgs?: Folded;
  readonly system?: Folded;
  /** The input that the function is of. */
  readonly input?: string;
  /** Whether the function makes an image. */
  readonly isImage: boolean;
}

interface Shape {
  readonly kind: HostKind;
  readonly modules: readonly string[];
  readonly specialArgs: string;
  readonly isImage?: true;
}

const nixos: Shape = {
  kind: "nixos",
  modules: ["modules", "extraModules"],
  specialArgs: "specialArgs",
};

/** By the last name of the function. Source: the flakes that have them. */
const shapes: Readonly<Record<string, Shape>> = {
  nixosSystem: nixos,
  evalModules: nixos,
  nixosGenerate: { ...nixos, isImage: true },
  darwinSystem: { kind: "darwin", modules: ["modules"], specialArgs: "specialArgs" },
  homeManagerConfiguration: {
    kind: "home",
    modules: ["modules", "extraModules"],
    specialArgs: "extraSpecialArgs",
  },
  nixOnDroidConfiguration: {
    kind: "droid",
    modules: ["modules", "extraModules"],
    specialArgs: "extraSpecialArgs",
  },
  makeSystemConfig: {
    kind: "system-manager",
    modules: ["modules"],
    specialArgs: "extraSpecialArgs",
  },
};

/** The call behind a host's value, also one that is extended or may be replaced; undefined for anything else. */
export function findBuilderCall(
  value: Folded,
  limits: FoldLimits,
  depth = 0,
): BuilderCall | undefined {
  const settled = limits.settle(value);
  if (settled.known || depth > 8) return undefined;
  for (const alternative of settled.alternatives ?? []) {
    const found = findBuilderCall(alternative, limits, depth + 1);
    if (found) return found;
  }
  if (settled.call) {
    const callee = limits.settle(settled.call.callee);
    if (!callee.known && callee.part?.key === "extendModules")
      return extended(callee.part.of, settled.call.argument);
  }
  const call = symbolicCall(settled, limits);
  const argument = call?.arguments.at(-1);
  if (!call || !argument) return undefined;
  const isImport = call.callee === "builtins.import" && call.arguments.length === 2;
  const source = isImport && call.arguments[0] ? limits.settle(call.arguments[0]) : undefined;
  const origin = source && !source.known ? (source.origin ?? "") : call.callee;
  const name = /(?:^|\/)nixos(?:\/lib\/eval-config\.nix|\/default\.nix)?>?$/.test(origin)
    ? "nixosSystem"
    : (origin.split(".").at(-1) ?? "");
  const shape = shapes[name];
  if (!shape || (!isImport && call.arguments.length !== 1)) return undefined;
  return describe(shape, argument, origin);

  function extended(base: Folded, more: Folded): BuilderCall | undefined {
    const inner = findBuilderCall(base, limits, depth + 1);
    if (!inner) return undefined;
    const added = attribute(more, "modules");
    return { ...inner, modules: [...inner.modules, ...(added ? [added] : [])] };
  }

  function describe(made: Shape, given: Folded, callee: string): BuilderCall {
    const named = (key: string): Record<string, Folded> => {
      const found = attribute(given, key);
      return found ? { [key]: found } : {};
    };
    const lists = made.modules.flatMap((key) => attribute(given, key) ?? []);
    const single = attribute(given, "configuration");
    const input = /^inputs\.([^./]+)/.exec(callee)?.[1];
    return {
      kind: made.kind,
      modules: single ? [...lists, listValue([single])] : lists,
      specialArgs: attribute(given, made.specialArgs) ?? setValue(new Map()),
      ...named("lib"),
      ...named("pkgs"),
      ...named("system"),
      ...(input === undefined ? {} : { input }),
      isImage: made.isImage ?? false,
    };
  }

  /** An attribute that is there, or may be. */
  function attribute(set: Folded, key: string): Folded | undefined {
    const expected = expectType(set, "set");
    if (!expected.known) return key === "modules" ? foldAttribute(set, key, limits) : undefined;
    const own = expected.value.attributes.get(key);
    if (own || !expected.value.rest) return own;
    const other = limits.settle(expected.value.rest(key));
    return !other.known && other.fails ? undefined : other;
  }
}
