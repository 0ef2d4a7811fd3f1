/** One entry of tree-sitter's node-types.json, as far as it is used here. */
export interface NodeType {
  readonly type: string;
  readonly named: boolean;
  readonly fields?: Readonly<Record<string, NodeTypeField>>;
  readonly subtypes?: readonly { readonly type: string; readonly named: boolean }[];
}

interface NodeTypeField {
  readonly multiple: boolean;
  readonly required: boolean;
  readonly types: readonly { readonly type: string; readonly named: boolean }[];
}

/** What the wasm module says of its own tables. */
export interface GrammarTables {
  /** By number; `undefined` for symbols that never stand in a tree. */
  readonly kinds: readonly ({ readonly name: string; readonly named: boolean } | undefined)[];
  /** By number; 0 is no field. */
  readonly fields: readonly (string | undefined)[];
}

const notice = "// Generated from the grammar by `npm run generate`. Do not edit.\n";

/** `src/syntax/generated/kinds.ts`: the numbers of kinds and fields as they stand in the node table. */
export function renderKinds({ kinds, fields }: GrammarTables): string {
  const named = kinds.flatMap((kind, id) => (kind?.named ? [`  ${kind.name}: ${id},`] : []));
  const tokens = kinds.flatMap((kind, id) =>
    kind && !kind.named ? [`  ${JSON.stringify(kind.name)}: ${id},`] : [],
  );
  const fieldLines = fields.flatMap((name, id) => (name ? [`  ${name}: ${id},`] : []));
  return [
    notice,
    "/** Numbers of the named kinds in the node table. */",
    `export const Kind = {\n${named.join("\n")}\n  ERROR: 255,\n} as const;\n`,
    "/** Numbers of the anonymous kinds: keywords, operators, punctuation. */",
    `export const Token = {\n${tokens.join("\n")}\n} as const;\n`,
    "/** Numbers of the fields. */",
    `export const Field = {\n${fieldLines.join("\n")}\n} as const;\n`,
    "export type TokenKind = keyof typeof Token;\n",
  ].join("\n");
}

/** `src/syntax/generated/nodes.ts`: one view class for each named kind, and the unions over them. */
export function renderNodes(nodeTypes: readonly NodeType[], { kinds }: GrammarTables): string {
  const expressions = new Set(
    nodeTypes.find(({ type }) => type === "_expression")?.subtypes?.map(({ type }) => type),
  );
  const named = nodeTypes
    .filter(
      ({ type, named: isNamed, subtypes }) =>
        isNamed && !subtypes && kinds.some((kind) => kind?.name === type),
    )
    .toSorted((a, b) => (a.type < b.type ? -1 : 1));
  const classes = named.map((nodeType) => renderClass(nodeType, expressions));
  const byKind = named.map(({ type }) => `  ${type}: ${className(type)};`);
  const makers = named.map(({ type }) => `register(Kind.${type}, "${type}", ${className(type)});`);
  return [
    notice,
    'import { NodeView, register, type TokenNode } from "../node-view.ts";',
    'import { Field, Kind } from "./kinds.ts";\n',
    ...classes,
    "/** A region that the parser could not take. */",
    'export class ErrorNode extends NodeView {\n  declare readonly kind: "ERROR";\n}\n',
    "/** The view of each kind, by name. */",
    `export interface NodeByKind {\n${byKind.join("\n")}\n  ERROR: ErrorNode;\n}\n`,
    "export type NodeKind = keyof NodeByKind;",
    "export type AnyNode = NodeByKind[NodeKind];",
    `export type Expression =\n${[...expressions].map((type) => `  | ${className(type)}`).join("\n")};`,
    "/** A name in an attribute path or `inherit`. */",
    "export type Attribute = Identifier | StringExpression | Interpolation;",
    "/** A literal set of any form; `let_attrset_expression` is the legacy `let { … }`. */",
    "export type AnyAttrset = AttrsetExpression | RecAttrsetExpression | LetAttrsetExpression;\n",
    ...makers,
    'register(Kind.ERROR, "ERROR", ErrorNode);',
    "",
  ].join("\n");
}

function renderClass({ type, fields = {} }: NodeType, expressions: ReadonlySet<string>): string {
  const getters = Object.entries(fields).map(([name, field]) =>
    renderGetter(name, field, expressions),
  );
  return [
    `export class ${className(type)} extends NodeView {`,
    `  declare readonly kind: "${type}";`,
    ...getters,
    "}\n",
  ].join("\n");
}

function renderGetter(
  name: string,
  field: NodeTypeField,
  expressions: ReadonlySet<string>,
): string {
  const property = camelCase(name);
  const lookup = `Field.${name}`;
  if (field.types.every(({ named }) => !named)) {
    const union = field.types.map(({ type }) => JSON.stringify(type)).join(" | ");
    return [
      `  get ${property}(): ${union} {\n    return this.required<TokenNode<${union}>>(${lookup}).kind;\n  }`,
      `  get ${property}Token(): TokenNode<${union}> {\n    return this.required(${lookup});\n  }`,
    ].join("\n");
  }
  const type = typeOf(field, expressions);
  if (field.multiple) {
    return `  get ${property}s(): readonly ${type.includes("|") ? `(${type})` : type}[] {\n    return this.list(${lookup});\n  }`;
  }
  return field.required
    ? `  get ${property}(): ${type} {\n    return this.required(${lookup});\n  }`
    : `  get ${property}(): ${type} | undefined {\n    return this.optional(${lookup});\n  }`;
}

function typeOf({ types }: NodeTypeField, expressions: ReadonlySet<string>): string {
  if (types.every(({ type }) => type === "_expression" || expressions.has(type)))
    return "Expression";
  const names = types.map(({ type }) => className(type));
  return names.join() === "Identifier,Interpolation,StringExpression"
    ? "Attribute"
    : names.join(" | ");
}

function className(kind: string): string {
  const name = camelCase(`_${kind}`);
  if (name === "Attrpath") return "AttributePath";
  return name === "Binding" ? "AttributeBinding" : name;
}

function camelCase(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
