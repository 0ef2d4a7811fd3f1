export type * from "./generated/nodes.ts";
export { Field, Kind, Token, type TokenKind } from "./generated/kinds.ts";
export type { NodeView, TokenNode } from "./node-view.ts";
export { createParser, loadParserModule, type Parser } from "./parser.ts";
export type { SyntaxError, SyntaxErrorKind } from "./syntax-error-kind.ts";
export { findSyntaxErrors } from "./syntax-errors.ts";
export { Word, type SyntaxTree } from "./tree.ts";
