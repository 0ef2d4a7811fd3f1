import {
  expectType,
  foldAttribute,
  type Folded,
  type FoldLimits,
  type Unknown,
} from "../../semantics/index.ts";

/** A value under `mkIf`, `mkMerge`, `mkForce`, …: what it comes to, and whether it is sure to hold. */
export interface PropertyValue {
  readonly value: Folded;
  readonly isConditional: boolean;
  /** As of `lib/modules.nix`: the lowest number wins, and a definition without more has {@link PLAIN_PRIORITY}. */
  readonly priority: number;
}

export const PLAIN_PRIORITY = 100;

/** A call of a function that is not worked out: what is called, and the arguments in order. */
export interface SymbolicCall {
  /** The dotted name of the function. */
  readonly callee: string;
  readonly arguments: readonly Folded[];
}

/** How deep properties may be nested, and attributes of calls. */
const DEPTH_LIMIT = 30;

/** The function and all arguments of what an unknown function gives; undefined for everything else. */
export function symbolicCall(folded: Folded, limits: FoldLimits): SymbolicCall | undefined {
  const given: Folded[] = [];
  let at = limits.settle(folded);
  while (!at.known && at.call && given.length < DEPTH_LIMIT) {
    given.unshift(at.call.argument);
    at = limits.settle(at.call.callee);
  }
  if (at.known || at.origin === undefined || given.length === 0) return undefined;
  return { callee: at.origin, arguments: given };
}

/** Index of the argument that holds the value, by the name of the function in `lib`. */
const wrappers: Readonly<Record<string, number>> = {
  mkDefault: 0,
  mkForce: 0,
  mkOptionDefault: 0,
  mkVMOverride: 0,
  mkImageMediaOverride: 0,
  mkBefore: 0,
  mkAfter: 0,
  mkOverride: 1,
  mkOrder: 1,
};

/** What those of them say that decide between definitions. */
const prioritiesByName: Readonly<Record<string, number>> = {
  mkDefault: 1000,
  mkForce: 50,
  mkOptionDefault: 1500,
  mkVMOverride: 10,
  mkImageMediaOverride: 60,
};

/** Takes off what the module system takes off: properties, merges, and values of which one holds. */
export function propertyValues(
  folded: Folded,
  limits: FoldLimits,
  isConditional = false,
  priority?: number,
  depth = 0,
  seen: Set<object> = new Set(),
): readonly PropertyValue[] {
  const settled = limits.settle(folded);
  const asItIs = { value: folded, isConditional, priority: priority ?? PLAIN_PRIORITY };
  if (settled.known || depth > DEPTH_LIMIT) return [asItIs];
  // One value may be reached on very many ways.
  if (seen.has(settled)) return [];
  seen.add(settled);
  if (settled.alternatives)
    return settled.alternatives.flatMap((alternative) =>
      propertyValues(alternative, limits, true, priority, depth + 1, seen),
    );
  const call = symbolicCall(settled, limits);
  const name = call?.callee.split(".").at(-1) ?? "";
  const position = wrappers[name];
  const wrapped = position === undefined ? undefined : call?.arguments[position];
  if (wrapped) {
    // The outermost decides, as the module system takes it off first.
    const own = priority ?? prioritiesByName[name] ?? writtenPriority(name, call?.arguments[0]);
    return propertyValues(wrapped, limits, isConditional, own, depth + 1, seen);
  }
  if (name === "mkIf" && call?.arguments[1]) {
    const condition = call.arguments[0] && expectType(call.arguments[0], "boolean");
    if (condition?.known && !condition.value.value) return [];
    const isOpen = isConditional || condition?.known !== true;
    return propertyValues(call.arguments[1], limits, isOpen, priority, depth + 1, seen);
  }
  if (name === "mkMerge" && call?.arguments[0]) {
    const list = expectType(call.arguments[0], "list");
    if (list.known)
      return [...list.value.elements, ...(list.value.gaps ?? [])].flatMap((element) =>
        propertyValues(element, limits, isConditional, priority, depth + 1, seen),
      );
  }
  return [asItIs];
}

function writtenPriority(name: string, written: Folded | undefined): number | undefined {
  const number = name === "mkOverride" && written ? expectType(written, "integer") : undefined;
  return number?.known ? Number(number.value.value) : undefined;
}

/** All definitions of an option below a set of definitions. */
export function definitionsAt(
  folded: Folded,
  path: readonly string[],
  limits: FoldLimits,
  isConditional = false,
): readonly PropertyValue[] {
  return propertyValues(folded, limits, isConditional).flatMap((property) => {
    const [key, ...rest] = path;
    if (key === undefined) return [property];
    const set = expectType(property.value, "set");
    if (!set.known) return [];
    const { attributes } = set.value;
    const inner = attributes.get(key) ?? restOf(property.value, key, limits);
    return inner ? definitionsAt(inner, rest, limits, property.isConditional) : [];
  });
}

/** The attribute of an open set, where it is known to have it. */
function restOf(set: Folded, key: string, limits: FoldLimits): Folded | undefined {
  if (!set.known || set.value.type !== "set" || !set.value.rest) return undefined;
  const found = limits.settle(foldAttribute(set, key, limits));
  return found.known || (!found.fails && (found.call ?? found.alternatives)) ? found : undefined;
}

/** The first text that is surely defined. */
export function textAt(
  folded: Folded,
  path: readonly string[],
  limits: FoldLimits,
): string | undefined {
  for (const { value, isConditional } of definitionsAt(folded, path, limits)) {
    const text = expectType(value, "string");
    if (text.known && !isConditional) return text.value.value;
  }
  return undefined;
}

/** Why something is not known, in words that name what is missing. */
export function reasonOf(open: Unknown): string {
  if (open.fails) return `it fails: ${open.reason}`;
  let at: Folded = open;
  for (let depth = 0; !at.known && (at.call ?? at.part) && depth < DEPTH_LIMIT; depth++)
    at = at.call?.callee ?? at.part?.of ?? at;
  // What a name is taken from may say more than the name.
  const isPlain =
    at.known ||
    at === open ||
    open.reason.includes(at.reason) ||
    /^`|is not of this tree/.test(at.reason);
  return isPlain || at.known ? open.reason : `${open.reason}: ${at.reason}`;
}
