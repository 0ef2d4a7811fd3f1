// Generated from the grammar by `npm run generate`. Do not edit.

import { NodeView, register, type TokenNode } from "../node-view.ts";
import { Field, Kind } from "./kinds.ts";

export class ApplyExpression extends NodeView {
  declare readonly kind: "apply_expression";
  get argument(): Expression {
    return this.required(Field.argument);
  }
  get function(): Expression {
    return this.required(Field.function);
  }
}

export class AssertExpression extends NodeView {
  declare readonly kind: "assert_expression";
  get body(): Expression {
    return this.required(Field.body);
  }
  get condition(): Expression {
    return this.required(Field.condition);
  }
}

export class AttributePath extends NodeView {
  declare readonly kind: "attrpath";
  get attrs(): readonly Attribute[] {
    return this.list(Field.attr);
  }
}

export class AttrsetExpression extends NodeView {
  declare readonly kind: "attrset_expression";
  get bindingSet(): BindingSet | undefined {
    return this.optional(Field.binding_set);
  }
}

export class BinaryExpression extends NodeView {
  declare readonly kind: "binary_expression";
  get left(): Expression {
    return this.required(Field.left);
  }
  get operator(): "!=" | "&&" | "*" | "+" | "++" | "-" | "->" | "/" | "//" | "<" | "<=" | "<|" | "==" | ">" | ">=" | "|>" | "||" {
    return this.required<TokenNode<"!=" | "&&" | "*" | "+" | "++" | "-" | "->" | "/" | "//" | "<" | "<=" | "<|" | "==" | ">" | ">=" | "|>" | "||">>(Field.operator).kind;
  }
  get operatorToken(): TokenNode<"!=" | "&&" | "*" | "+" | "++" | "-" | "->" | "/" | "//" | "<" | "<=" | "<|" | "==" | ">" | ">=" | "|>" | "||"> {
    return this.required(Field.operator);
  }
  get right(): Expression {
    return this.required(Field.right);
  }
}

export class AttributeBinding extends NodeView {
  declare readonly kind: "binding";
  get attrpath(): AttributePath {
    return this.required(Field.attrpath);
  }
  get expression(): Expression {
    return this.required(Field.expression);
  }
}

export class BindingSet extends NodeView {
  declare readonly kind: "binding_set";
  get bindings(): readonly (AttributeBinding | Inherit | InheritFrom)[] {
    return this.list(Field.binding);
  }
}

export class Comment extends NodeView {
  declare readonly kind: "comment";
}

export class Ellipses extends NodeView {
  declare readonly kind: "ellipses";
}

export class EscapeSequence extends NodeView {
  declare readonly kind: "escape_sequence";
}

export class FloatExpression extends NodeView {
  declare readonly kind: "float_expression";
}

export class Formal extends NodeView {
  declare readonly kind: "formal";
  get default(): Expression | undefined {
    return this.optional(Field.default);
  }
  get name(): Identifier {
    return this.required(Field.name);
  }
}

export class Formals extends NodeView {
  declare readonly kind: "formals";
  get ellipses(): Ellipses | undefined {
    return this.optional(Field.ellipses);
  }
  get formals(): readonly Formal[] {
    return this.list(Field.formal);
  }
}

export class FunctionExpression extends NodeView {
  declare readonly kind: "function_expression";
  get body(): Expression {
    return this.required(Field.body);
  }
  get formals(): Formals | undefined {
    return this.optional(Field.formals);
  }
  get universal(): Identifier | undefined {
    return this.optional(Field.universal);
  }
}

export class HasAttrExpression extends NodeView {
  declare readonly kind: "has_attr_expression";
  get attrpath(): AttributePath {
    return this.required(Field.attrpath);
  }
  get expression(): Expression {
    return this.required(Field.expression);
  }
  get operator(): "?" {
    return this.required<TokenNode<"?">>(Field.operator).kind;
  }
  get operatorToken(): TokenNode<"?"> {
    return this.required(Field.operator);
  }
}

export class HpathExpression extends NodeView {
  declare readonly kind: "hpath_expression";
}

export class Identifier extends NodeView {
  declare readonly kind: "identifier";
}

export class IfExpression extends NodeView {
  declare readonly kind: "if_expression";
  get alternative(): Expression {
    return this.required(Field.alternative);
  }
  get condition(): Expression {
    return this.required(Field.condition);
  }
  get consequence(): Expression {
    return this.required(Field.consequence);
  }
}

export class IndentedStringExpression extends NodeView {
  declare readonly kind: "indented_string_expression";
}

export class Inherit extends NodeView {
  declare readonly kind: "inherit";
  get attrs(): InheritedAttrs | undefined {
    return this.optional(Field.attrs);
  }
}

export class InheritFrom extends NodeView {
  declare readonly kind: "inherit_from";
  get attrs(): InheritedAttrs | undefined {
    return this.optional(Field.attrs);
  }
  get expression(): Expression {
    return this.required(Field.expression);
  }
}

export class InheritedAttrs extends NodeView {
  declare readonly kind: "inherited_attrs";
  get attrs(): readonly Attribute[] {
    return this.list(Field.attr);
  }
}

export class IntegerExpression extends NodeView {
  declare readonly kind: "integer_expression";
}

export class Interpolation extends NodeView {
  declare readonly kind: "interpolation";
  get expression(): Expression {
    return this.required(Field.expression);
  }
}

export class LetAttrsetExpression extends NodeView {
  declare readonly kind: "let_attrset_expression";
  get bindingSet(): BindingSet | undefined {
    return this.optional(Field.binding_set);
  }
}

export class LetExpression extends NodeView {
  declare readonly kind: "let_expression";
  get bindingSet(): BindingSet | undefined {
    return this.optional(Field.binding_set);
  }
  get body(): Expression {
    return this.required(Field.body);
  }
}

export class ListExpression extends NodeView {
  declare readonly kind: "list_expression";
  get elements(): readonly Expression[] {
    return this.list(Field.element);
  }
}

export class ParenthesizedExpression extends NodeView {
  declare readonly kind: "parenthesized_expression";
  get expression(): Expression {
    return this.required(Field.expression);
  }
}

export class PathExpression extends NodeView {
  declare readonly kind: "path_expression";
}

export class PathFragment extends NodeView {
  declare readonly kind: "path_fragment";
}

export class RecAttrsetExpression extends NodeView {
  declare readonly kind: "rec_attrset_expression";
  get bindingSet(): BindingSet | undefined {
    return this.optional(Field.binding_set);
  }
}

export class SelectExpression extends NodeView {
  declare readonly kind: "select_expression";
  get attrpath(): AttributePath {
    return this.required(Field.attrpath);
  }
  get default(): Expression | undefined {
    return this.optional(Field.default);
  }
  get expression(): Expression {
    return this.required(Field.expression);
  }
}

export class SourceCode extends NodeView {
  declare readonly kind: "source_code";
  get expression(): Expression | undefined {
    return this.optional(Field.expression);
  }
}

export class SpathExpression extends NodeView {
  declare readonly kind: "spath_expression";
}

export class StringExpression extends NodeView {
  declare readonly kind: "string_expression";
}

export class StringFragment extends NodeView {
  declare readonly kind: "string_fragment";
}

export class UnaryExpression extends NodeView {
  declare readonly kind: "unary_expression";
  get argument(): Expression {
    return this.required(Field.argument);
  }
  get operator(): "!" | "-" {
    return this.required<TokenNode<"!" | "-">>(Field.operator).kind;
  }
  get operatorToken(): TokenNode<"!" | "-"> {
    return this.required(Field.operator);
  }
}

export class UriExpression extends NodeView {
  declare readonly kind: "uri_expression";
}

export class VariableExpression extends NodeView {
  declare readonly kind: "variable_expression";
  get name(): Identifier {
    return this.required(Field.name);
  }
}

export class WithExpression extends NodeView {
  declare readonly kind: "with_expression";
  get body(): Expression {
    return this.required(Field.body);
  }
  get environment(): Expression {
    return this.required(Field.environment);
  }
}

/** A region that the parser could not take. */
export class ErrorNode extends NodeView {
  declare readonly kind: "ERROR";
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
export type Expression =
  | ApplyExpression
  | AssertExpression
  | AttrsetExpression
  | BinaryExpression
  | FloatExpression
  | FunctionExpression
  | HasAttrExpression
  | HpathExpression
  | IfExpression
  | IndentedStringExpression
  | IntegerExpression
  | LetAttrsetExpression
  | LetExpression
  | ListExpression
  | ParenthesizedExpression
  | PathExpression
  | RecAttrsetExpression
  | SelectExpression
  | SpathExpression
  | StringExpression
  | UnaryExpression
  | UriExpression
  | VariableExpression
  | WithExpression;
/** A name in an attribute path or `inherit`. */
export type Attribute = Identifier | StringExpression | Interpolation;
/** A literal set of any form; `let_attrset_expression` is the legacy `let { … }`. */
export type AnyAttrset = AttrsetExpression | RecAttrsetExpression | LetAttrsetExpression;

register(Kind.apply_expression, "apply_expression", ApplyExpression);
register(Kind.assert_expression, "assert_expression", AssertExpression);
register(Kind.attrpath, "attrpath", AttributePath);
register(Kind.attrset_expression, "attrset_expression", AttrsetExpression);
register(Kind.binary_expression, "binary_expression", BinaryExpression);
register(Kind.binding, "binding", AttributeBinding);
register(Kind.binding_set, "binding_set", BindingSet);
register(Kind.comment, "comment", Comment);
register(Kind.ellipses, "ellipses", Ellipses);
register(Kind.escape_sequence, "escape_sequence", EscapeSequence);
register(Kind.float_expression, "float_expression", FloatExpression);
register(Kind.formal, "formal", Formal);
register(Kind.formals, "formals", Formals);
register(Kind.function_expression, "function_expression", FunctionExpression);
register(Kind.has_attr_expression, "has_attr_expression", HasAttrExpression);
register(Kind.hpath_expression, "hpath_expression", HpathExpression);
register(Kind.identifier, "identifier", Identifier);
register(Kind.if_expression, "if_expression", IfExpression);
register(Kind.indented_string_expression, "indented_string_expression", IndentedStringExpression);
register(Kind.inherit, "inherit", Inherit);
register(Kind.inherit_from, "inherit_from", InheritFrom);
register(Kind.inherited_attrs, "inherited_attrs", InheritedAttrs);
register(Kind.integer_expression, "integer_expression", IntegerExpression);
register(Kind.interpolation, "interpolation", Interpolation);
register(Kind.let_attrset_expression, "let_attrset_expression", LetAttrsetExpression);
register(Kind.let_expression, "let_expression", LetExpression);
register(Kind.list_expression, "list_expression", ListExpression);
register(Kind.parenthesized_expression, "parenthesized_expression", ParenthesizedExpression);
register(Kind.path_expression, "path_expression", PathExpression);
register(Kind.path_fragment, "path_fragment", PathFragment);
register(Kind.rec_attrset_expression, "rec_attrset_expression", RecAttrsetExpression);
register(Kind.select_expression, "select_expression", SelectExpression);
register(Kind.source_code, "source_code", SourceCode);
register(Kind.spath_expression, "spath_expression", SpathExpression);
register(Kind.string_expression, "string_expression", StringExpression);
register(Kind.string_fragment, "string_fragment", StringFragment);
register(Kind.unary_expression, "unary_expression", UnaryExpression);
register(Kind.uri_expression, "uri_expression", UriExpression);
register(Kind.variable_expression, "variable_expression", VariableExpression);
register(Kind.with_expression, "with_expression", WithExpression);
register(Kind.ERROR, "ERROR", ErrorNode);
