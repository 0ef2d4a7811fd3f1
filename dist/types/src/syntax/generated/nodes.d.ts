import { NodeView, type TokenNode } from "../node-view.ts";
export declare class ApplyExpression extends NodeView {
    readonly kind: "apply_expression";
    get argument(): Expression;
    get function(): Expression;
}
export declare class AssertExpression extends NodeView {
    readonly kind: "assert_expression";
    get body(): Expression;
    get condition(): Expression;
}
export declare class AttributePath extends NodeView {
    readonly kind: "attrpath";
    get attrs(): readonly Attribute[];
}
export declare class AttrsetExpression extends NodeView {
    readonly kind: "attrset_expression";
    get bindingSet(): BindingSet | undefined;
}
export declare class BinaryExpression extends NodeView {
    readonly kind: "binary_expression";
    get left(): Expression;
    get operator(): "!=" | "&&" | "*" | "+" | "++" | "-" | "->" | "/" | "//" | "<" | "<=" | "<|" | "==" | ">" | ">=" | "|>" | "||";
    get operatorToken(): TokenNode<"!=" | "&&" | "*" | "+" | "++" | "-" | "->" | "/" | "//" | "<" | "<=" | "<|" | "==" | ">" | ">=" | "|>" | "||">;
    get right(): Expression;
}
export declare class AttributeBinding extends NodeView {
    readonly kind: "binding";
    get attrpath(): AttributePath;
    get expression(): Expression;
}
export declare class BindingSet extends NodeView {
    readonly kind: "binding_set";
    get bindings(): readonly (AttributeBinding | Inherit | InheritFrom)[];
}
export declare class Comment extends NodeView {
    readonly kind: "comment";
}
export declare class Ellipses extends NodeView {
    readonly kind: "ellipses";
}
export declare class EscapeSequence extends NodeView {
    readonly kind: "escape_sequence";
}
export declare class FloatExpression extends NodeView {
    readonly kind: "float_expression";
}
export declare class Formal extends NodeView {
    readonly kind: "formal";
    get default(): Expression | undefined;
    get name(): Identifier;
}
export declare class Formals extends NodeView {
    readonly kind: "formals";
    get ellipses(): Ellipses | undefined;
    get formals(): readonly Formal[];
}
export declare class FunctionExpression extends NodeView {
    readonly kind: "function_expression";
    get body(): Expression;
    get formals(): Formals | undefined;
    get universal(): Identifier | undefined;
}
export declare class HasAttrExpression extends NodeView {
    readonly kind: "has_attr_expression";
    get attrpath(): AttributePath;
    get expression(): Expression;
    get operator(): "?";
    get operatorToken(): TokenNode<"?">;
}
export declare class HpathExpression extends NodeView {
    readonly kind: "hpath_expression";
}
export declare class Identifier extends NodeView {
    readonly kind: "identifier";
}
export declare class IfExpression extends NodeView {
    readonly kind: "if_expression";
    get alternative(): Expression;
    get condition(): Expression;
    get consequence(): Expression;
}
export declare class IndentedStringExpression extends NodeView {
    readonly kind: "indented_string_expression";
}
export declare class Inherit extends NodeView {
    readonly kind: "inherit";
    get attrs(): InheritedAttrs | undefined;
}
export declare class InheritFrom extends NodeView {
    readonly kind: "inherit_from";
    get attrs(): InheritedAttrs | undefined;
    get expression(): Expression;
}
export declare class InheritedAttrs extends NodeView {
    readonly kind: "inherited_attrs";
    get attrs(): readonly Attribute[];
}
export declare class IntegerExpression extends NodeView {
    readonly kind: "integer_expression";
}
export declare class Interpolation extends NodeView {
    readonly kind: "interpolation";
    get expression(): Expression;
}
export declare class LetAttrsetExpression extends NodeView {
    readonly kind: "let_attrset_expression";
    get bindingSet(): BindingSet | undefined;
}
export declare class LetExpression extends NodeView {
    readonly kind: "let_expression";
    get bindingSet(): BindingSet | undefined;
    get body(): Expression;
}
export declare class ListExpression extends NodeView {
    readonly kind: "list_expression";
    get elements(): readonly Expression[];
}
export declare class ParenthesizedExpression extends NodeView {
    readonly kind: "parenthesized_expression";
    get expression(): Expression;
}
export declare class PathExpression extends NodeView {
    readonly kind: "path_expression";
}
export declare class PathFragment extends NodeView {
    readonly kind: "path_fragment";
}
export declare class RecAttrsetExpression extends NodeView {
    readonly kind: "rec_attrset_expression";
    get bindingSet(): BindingSet | undefined;
}
export declare class SelectExpression extends NodeView {
    readonly kind: "select_expression";
    get attrpath(): AttributePath;
    get default(): Expression | undefined;
    get expression(): Expression;
}
export declare class SourceCode extends NodeView {
    readonly kind: "source_code";
    get expression(): Expression | undefined;
}
export declare class SpathExpression extends NodeView {
    readonly kind: "spath_expression";
}
export declare class StringExpression extends NodeView {
    readonly kind: "string_expression";
}
export declare class StringFragment extends NodeView {
    readonly kind: "string_fragment";
}
export declare class UnaryExpression extends NodeView {
    readonly kind: "unary_expression";
    get argument(): Expression;
    get operator(): "!" | "-";
    get operatorToken(): TokenNode<"!" | "-">;
}
export declare class UriExpression extends NodeView {
    readonly kind: "uri_expression";
}
export declare class VariableExpression extends NodeView {
    readonly kind: "variable_expression";
    get name(): Identifier;
}
export declare class WithExpression extends NodeView {
    readonly kind: "with_expression";
    get body(): Expression;
    get environment(): Expression;
}
/** A region that the parser could not take. */
export declare class ErrorNode extends NodeView {
    readonly kind: "ERROR";
}
/** The view of each kind, by name. */
export interface NodeByKind {
    apply_expression: ApplyExpression;
    assert_expression: AssertExpression;
    attrpath: AttributePath;
    attrset_expression: AttrsetExpression;
    binary_expression: BinaryExpression;
    binding: AttributeBinding;
    binding_set: BindingSet;
    comment: Comment;
    ellipses: Ellipses;
    escape_sequence: EscapeSequence;
    float_expression: FloatExpression;
    formal: Formal;
    formals: Formals;
    function_expression: FunctionExpression;
    has_attr_expression: HasAttrExpression;
    hpath_expression: HpathExpression;
    identifier: Identifier;
    if_expression: IfExpression;
    indented_string_expression: IndentedStringExpression;
    inherit: Inherit;
    inherit_from: InheritFrom;
    inherited_attrs: InheritedAttrs;
    integer_expression: IntegerExpression;
    interpolation: Interpolation;
    let_attrset_expression: LetAttrsetExpression;
    let_expression: LetExpression;
    list_expression: ListExpression;
    parenthesized_expression: ParenthesizedExpression;
    path_expression: PathExpression;
    path_fragment: PathFragment;
    rec_attrset_expression: RecAttrsetExpression;
    select_expression: SelectExpression;
    source_code: SourceCode;
    spath_expression: SpathExpression;
    string_expression: StringExpression;
    string_fragment: StringFragment;
    unary_expression: UnaryExpression;
    uri_expression: UriExpression;
    variable_expression: VariableExpression;
    with_expression: WithExpression;
    ERROR: ErrorNode;
}
export type NodeKind = keyof NodeByKind;
export type AnyNode = NodeByKind[NodeKind];
export type Expression = ApplyExpression | AssertExpression | AttrsetExpression | BinaryExpression | FloatExpression | FunctionExpression | HasAttrExpression | HpathExpression | IfExpression | IndentedStringExpression | IntegerExpression | LetAttrsetExpression | LetExpression | ListExpression | ParenthesizedExpression | PathExpression | RecAttrsetExpression | SelectExpression | SpathExpression | StringExpression | UnaryExpression | UriExpression | VariableExpression | WithExpression;
/** A name in an attribute path or `inherit`. */
export type Attribute = Identifier | StringExpression | Interpolation;
/** A literal set of any form; `let_attrset_expression` is the legacy `let { … }`. */
export type AnyAttrset = AttrsetExpression | RecAttrsetExpression | LetAttrsetExpression;
