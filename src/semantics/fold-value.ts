/**
 * A value of Nix, as far as it is known. Parts of lists and sets may be unknown on their own; they are worked out when
 * looked at, so a value may be endless (`let x = { a = x; }; in x`): whoever walks one bounds the walk.
 */
export type Value =
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "integer"; readonly value: bigint }
  | { readonly type: "float"; readonly value: number }
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "null" }
  /** As written: `./x`, `/etc/x`, `~/x`; not resolved. In a {@link FoldWorld}: absolute. */
  | { readonly type: "path"; readonly value: string }
  | ListValue
  | SetValue
  | FunctionValue;

/** Where `isComplete` is false, further elements may stand before, between or behind these. */
export interface ListValue {
  readonly type: "list";
  readonly elements: readonly Folded[];
  readonly isComplete: boolean;
  /** Where it is not complete: what was to give the other elements, as far as that is told. Kept in a world only. */
  readonly gaps?: readonly Unknown[];
}

/** Where `isComplete` is false, further attributes may exist. */
export interface SetValue {
  readonly type: "set";
  readonly attributes: ReadonlyMap<string, Folded>;
  readonly isComplete: boolean;
  /** Where it is not complete: what was to give the other attributes, as far as that is told. Kept in a world only. */
  readonly gaps?: readonly Unknown[];
  /** Where it is not complete: what one of the other attributes is; a failure where there is none of the name. */
  readonly rest?: (key: string) => Folded;
}

/** A function of the file, or one that is known by name. */
export interface FunctionValue {
  readonly type: "function";
  /** What a call of it gives. */
  readonly call: (argument: Folded) => Folded;
  /** The names that it takes out of its argument, and whether each may be missing; undefined where it takes it whole. */
  readonly formals?: ReadonlyMap<string, boolean>;
}

/** What an expression folds to, provided that Nix gets a value out of it. */
export interface Known {
  readonly known: true;
  readonly value: Value;
}

/** Why there is no value. */
export interface Unknown {
  readonly known: false;
  /** In words that go behind "unknown: ". */
  readonly reason: string;
  /** Whether Nix stops with an error here. */
  readonly fails?: boolean;
  /** The name it goes by, as of `Semantics.originOf`: `lib`, `pkgs.hello`. */
  readonly origin?: string;
  /** Where it is what an unknown function gives: the function and what it was given. */
  readonly call?: { readonly callee: Unknown; readonly argument: Folded };
  /** Where it is an attribute of such a call. */
  readonly part?: { readonly of: Unknown; readonly key: string };
  /** Where it is one of several values, and only which one is not known. Kept in a world only. */
  readonly alternatives?: readonly Folded[];
}

/** A value, or why there is none. */
export type Folded = Known | Unknown;

/** Wraps a value. */
export function known(value: Value): Known {
  return { known: true, value };
}

/** Says why something is unknown. */
export function unknown(reason: string): Unknown {
  return { known: false, reason };
}

/** Says why Nix itself stops here. */
export function failure(reason: string): Unknown {
  return { known: false, reason, fails: true };
}

/** The string. */
export function stringValue(value: string): Known {
  return known({ type: "string", value });
}

/** The number, or why not: Nix's integers have 64 bits. */
export function integerValue(value: bigint): Folded {
  return BigInt.asIntN(64, value) === value
    ? known({ type: "integer", value })
    : unknown("integer beyond 64 bits");
}

/** The number, where it is finite. */
export function floatValue(value: number): Folded {
  return Number.isFinite(value) ? known({ type: "float", value }) : unknown("float out of range");
}

const truth = known({ type: "boolean", value: true });
const falsehood = known({ type: "boolean", value: false });

/** `true` or `false`. */
export function booleanValue(value: boolean): Known {
  return value ? truth : falsehood;
}

/** A list of these elements. */
export function listValue(
  elements: readonly Folded[],
  isComplete = true,
  gaps?: readonly Unknown[],
): Known {
  return known({ type: "list", elements, isComplete, ...(gaps?.length ? { gaps } : {}) });
}

/** A set of these attributes. */
export function setValue(
  attributes: ReadonlyMap<string, Folded>,
  isComplete = true,
  gaps?: readonly Unknown[],
): Known {
  return known({ type: "set", attributes, isComplete, ...(gaps?.length ? { gaps } : {}) });
}

/** A set whose other attributes are worked out when asked for. */
export function openSet(
  attributes: ReadonlyMap<string, Folded>,
  rest: (key: string) => Folded,
  gaps?: readonly Unknown[],
): Known {
  return known({
    type: "set",
    attributes,
    isComplete: false,
    rest,
    ...(gaps?.length ? { gaps } : {}),
  });
}

/** The value where it has the type, else why it can't be used as one. */
export function expectType<T extends Value["type"]>(
  folded: Folded,
  type: T,
): { readonly known: true; readonly value: Extract<Value, { type: T }> } | Unknown {
  if (!folded.known) return withoutOrigin(folded);
  const { value } = folded;
  return value.type === type
    ? { known: true, value: value as Extract<Value, { type: T }> }
    : failure(`${withArticle(value.type)} where ${withArticle(type)} is needed`);
}

/** Like {@link expectType} for a list or set of which everything must be there. */
export function expectComplete<T extends "list" | "set">(
  folded: Folded,
  type: T,
): { readonly known: true; readonly value: Extract<Value, { type: T }> } | Unknown {
  const expected = expectType(folded, type);
  return expected.known && !(expected.value as ListValue | SetValue).isComplete
    ? unknown(`${withArticle(type)} that is known in part`)
    : expected;
}

/** The reason alone: what is made of an unknown thing does not go by its name. */
export function withoutOrigin({ reason, fails }: Unknown): Unknown {
  return fails ? failure(reason) : unknown(reason);
}

/** The type as it is spoken of: `a list`. */
export function withArticle(type: Value["type"]): string {
  if (type === "null") return type;
  return `${type === "integer" ? "an" : "a"} ${type}`;
}
