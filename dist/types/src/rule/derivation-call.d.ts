import { type Semantics } from "../semantics/index.ts";
import { type AnyNode, type ApplyExpression, type AttrsetExpression, type Expression, type Identifier, type RecAttrsetExpression } from "../syntax/index.ts";
import { type Builder } from "./builders.ts";
/** A call that makes a derivation out of a literal set: `stdenv.mkDerivation { … }`, `buildGoModule rec { … }`. */
export interface DerivationCall {
    /** The application of the builder to its set; for `runCommand` that of name and set, without the script. */
    readonly node: ApplyExpression;
    readonly builder: Builder;
    /** What is called, without arguments: `pkgs.stdenv.mkDerivation`. */
    readonly callee: Expression;
    /** The set, whatever stands round it: parentheses, `finalAttrs:`, `let … in`, `// more`. */
    readonly attributes: AttrsetExpression | RecAttrsetExpression;
    /** The argument of `finalAttrs: { … }`. */
    readonly self: Identifier | undefined;
    /** Whether the set is all that the builder gets: nothing merged in, no computed key. */
    readonly isComplete: boolean;
}
/** The derivation calls of a file, in source order: outer ones before those inside. */
export declare function derivationCalls(semantics: Semantics): readonly DerivationCall[];
/** The innermost derivation call that a node stands in. */
export declare function derivationCallAround(node: AnyNode, semantics: Semantics): DerivationCall | undefined;
