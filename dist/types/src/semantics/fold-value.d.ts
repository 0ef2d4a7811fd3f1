/**
 * A value of Nix, as far as it is known. Parts of lists and sets may be unknown on their own; they are worked out when
 * looked at, so a value may be endless (`let x = { a = x; }; in x`): whoever walks one bounds the walk.
 */
export type Value = {
    readonly type: "string";
    readonly value: string;
} | {
    readonly type: "integer";
    readonly value: bigint;
} | {
    readonly type: "float";
    readonly value: number;
} | {
    readonly type: "boolean";
    readonly value: boolean;
} | {
    readonly type: "null";
}
/** As written: `./x`, `/etc/x`, `~/x`; not resolved. */
 | {
    readonly type: "path";
    readonly value: string;
} | ListValue | SetValue | FunctionValue;
/** Where `isComplete` is false, further elements may stand before, between or behind these. */
export interface ListValue {
    readonly type: "list";
    readonly elements: readonly Folded[];
    readonly isComplete: boolean;
}
/** Where `isComplete` is false, further attributes may exist. */
export interface SetValue {
    readonly type: "set";
    readonly attributes: ReadonlyMap<string, Folded>;
    readonly isComplete: boolean;
}
/** A function of the file, or one that is known by name. */
export interface FunctionValue {
    readonly type: "function";
    /** What a call of it gives. */
    readonly call: (argument: Folded) => Folded;
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
}
/** A value, or why there is none. */
export type Folded = Known | Unknown;
/** Wraps a value. */
export declare function known(value: Value): Known;
/** Says why something is unknown. */
export declare function unknown(reason: string): Unknown;
/** Says why Nix itself stops here. */
export declare function failure(reason: string): Unknown;
/** The string. */
export declare function stringValue(value: string): Known;
/** The number, or why not: Nix's integers have 64 bits. */
export declare function integerValue(value: bigint): Folded;
/** The number, where it is finite. */
export declare function floatValue(value: number): Folded;
/** `true` or `false`. */
export declare function booleanValue(value: boolean): Known;
/** A list of these elements. */
export declare function listValue(elements: readonly Folded[], isComplete?: boolean): Known;
/** A set of these attributes. */
export declare function setValue(attributes: ReadonlyMap<string, Folded>, isComplete?: boolean): Known;
/** The value where it has the type, else why it can't be used as one. */
export declare function expectType<T extends Value["type"]>(folded: Folded, type: T): {
    readonly known: true;
    readonly value: Extract<Value, {
        type: T;
    }>;
} | Unknown;
/** Like {@link expectType} for a list or set of which everything must be there. */
export declare function expectComplete<T extends "list" | "set">(folded: Folded, type: T): {
    readonly known: true;
    readonly value: Extract<Value, {
        type: T;
    }>;
} | Unknown;
/** The reason alone: what is made of an unknown thing does not go by its name. */
export declare function withoutOrigin({ reason, fails }: Unknown): Unknown;
/** The type as it is spoken of: `a list`. */
export declare function withArticle(type: Value["type"]): string;
