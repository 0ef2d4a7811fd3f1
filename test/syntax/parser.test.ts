import { describe, expect, test } from "vitest";
import {
  createParser,
  findSyntaxErrors,
  loadParserModule,
  type NodeKind,
  type SyntaxTree,
} from "../../src/syntax/index.ts";

const parser = createParser(loadParserModule());

function parse(text: string): SyntaxTree {
  return parser.parse(Buffer.from(text));
}

/** The named nodes of a tree as nested lists, each with the text of those that hold nothing. */
function outline(tree: SyntaxTree, row = 0): string {
  const below = tree.childRows(row).filter((child) => tree.isNamed(child));
  const { kind, text } = tree.nodeAt(row);
  if (below.length === 0) return `${kind} ${JSON.stringify(text)}`;
  return `${kind}(${below.map((child) => outline(tree, child)).join(", ")})`;
}

/** The only expression of a text, which must be of a kind. */
function expressionOf<K extends NodeKind>(text: string, kind: K) {
  const { expression } = parse(text).root;
  if (!expression?.is(kind)) throw new Error(`${text} is a ${expression?.kind}`);
  return expression;
}

describe("the shape of the tree", () => {
  test.each([
    ["1", 'source_code(integer_expression "1")'],
    [
      "a.b or 1",
      'source_code(select_expression(variable_expression(identifier "a"), attrpath(identifier "b"), integer_expression "1"))',
    ],
    [
      "f 1 2",
      'source_code(apply_expression(apply_expression(variable_expression(identifier "f"), integer_expression "1"), integer_expression "2"))',
    ],
    [
      "f or",
      'source_code(apply_expression(variable_expression(identifier "f"), variable_expression(identifier "or")))',
    ],
    [
      "-1 + 2",
      'source_code(binary_expression(unary_expression(integer_expression "1"), integer_expression "2"))',
    ],
    [
      "1 |> 2 |> 3",
      'source_code(binary_expression(binary_expression(integer_expression "1", integer_expression "2"), integer_expression "3"))',
    ],
    [
      "1 <| 2 <| 3",
      'source_code(binary_expression(integer_expression "1", binary_expression(integer_expression "2", integer_expression "3")))',
    ],
    ["{ inherit; }", 'source_code(attrset_expression(binding_set(inherit "inherit;")))'],
    [
      "{ or = 1; }",
      'source_code(attrset_expression(binding_set(binding(attrpath(identifier "or"), integer_expression "1"))))',
    ],
    [
      "./a/${b}c",
      'source_code(path_expression(path_fragment "./a/", interpolation(variable_expression(identifier "b")), path_fragment "c"))',
    ],
    ["~/a", 'source_code(hpath_expression(path_fragment "~/a"))'],
    ["<a/b>", 'source_code(spath_expression "<a/b>")'],
    ["x:x", 'source_code(uri_expression "x:x")'],
    [
      '"a$${b}\\n"',
      'source_code(string_expression(string_fragment "a$${b}", escape_sequence "\\\\n"))',
    ],
    [
      "''a'''b''",
      'source_code(indented_string_expression(string_fragment "a", escape_sequence "\'\'\'", string_fragment "b"))',
    ],
    [
      "let { a = 1; }",
      'source_code(let_attrset_expression(binding_set(binding(attrpath(identifier "a"), integer_expression "1"))))',
    ],
  ])("of %s", (text, expected) => {
    expect(outline(parse(text))).toBe(expected);
  });
});

describe("typed views", () => {
  test("a function's parts", () => {
    const node = expressionOf("{ a, b ? 1, ... }@all: a", "function_expression");
    expect(node.universal?.text).toBe("all");
    expect(node.body.text).toBe("a");
    expect(node.formals?.ellipses?.text).toBe("...");
    expect(node.formals?.formals.map(({ name }) => name.text)).toEqual(["a", "b"]);
    expect(node.formals?.formals.map((formal) => formal.default?.text)).toEqual([undefined, "1"]);
  });

  test("a set's bindings", () => {
    const node = expressionOf(
      '{ a."b".${c} = 1; inherit x y; inherit (z) w; }',
      "attrset_expression",
    );
    const bindings = node.bindingSet?.bindings ?? [];
    expect(bindings.map(({ kind }) => kind)).toEqual(["binding", "inherit", "inherit_from"]);
    const [binding, inherit, inheritFrom] = bindings;
    expect(binding?.is("binding") && binding.attrpath.attrs.map(({ kind }) => kind)).toEqual([
      "identifier",
      "string_expression",
      "interpolation",
    ]);
    expect(inherit?.is("inherit") && inherit.attrs?.attrs.map(({ text }) => text)).toEqual([
      "x",
      "y",
    ]);
    expect(inheritFrom?.is("inherit_from") && inheritFrom.expression.text).toBe("z");
  });

  test("an optional part that is not there", () => {
    expect(expressionOf("{ }", "attrset_expression").bindingSet).toBeUndefined();
    expect(expressionOf("a.b", "select_expression").default).toBeUndefined();
    expect(expressionOf("let in 1", "let_expression").bindingSet).toBeUndefined();
    expect(expressionOf("x: 1", "function_expression").formals).toBeUndefined();
    expect(parse("# nothing").root.expression).toBeUndefined();
  });

  test("operators, with their tokens", () => {
    const node = expressionOf("1 // 2", "binary_expression");
    expect(node.operator).toBe("//");
    expect(node.operatorToken).toMatchObject({ kind: "//", start: 2, end: 4 });
    expect(expressionOf("a ? b", "has_attr_expression").operator).toBe("?");
    expect(expressionOf("!a", "unary_expression").operatorToken.start).toBe(0);
  });

  test("tokens by their text", () => {
    const node = expressionOf("with a; b", "with_expression");
    expect(node.token(";")).toMatchObject({ start: 6, end: 7 });
    expect(node.token("in")).toBeUndefined();
  });

  test("are the same object for the same row", () => {
    const tree = parse("[ a a ]");
    expect(tree.nodesOfKind("variable_expression")[0]).toBe(
      tree.nodesOfKind("variable_expression")[0],
    );
    expect(tree.root.expression?.parent).toBe(tree.root);
  });

  test("of nothing that lacks a part: broken text says so", () => {
    expect(parse("{ a = }").root.hasError).toBe(true);
    expect(parse("{ a = 1; }").root.hasError).toBe(false);
  });
});

describe("ways through the tree", () => {
  const tree = parse("x: {\n  # one\n  a = [ x /* two */ (y: x) ];\n}\n");

  test("descendants, in source order, without what lies outside", () => {
    const [list] = tree.nodesOfKind("list_expression");
    expect(list?.descendants("variable_expression").map(({ start }) => start)).toEqual([21, 37]);
    expect(list?.descendants("list_expression")).toEqual([list]);
    expect(tree.nodesOfKind("if_expression")).toEqual([]);
  });

  test("ancestors, nearest first", () => {
    const names = tree.nodesOfKind("variable_expression");
    const kinds = Array.from(names.at(-1)?.ancestors() ?? [], ({ kind }) => kind);
    expect(kinds.slice(0, 4)).toEqual([
      "function_expression",
      "parenthesized_expression",
      "list_expression",
      "binding",
    ]);
    expect(kinds.at(-1)).toBe("source_code");
  });

  test("children leave out comments, which are asked for by themselves", () => {
    const [list] = tree.nodesOfKind("list_expression");
    expect(list?.children.map(({ kind }) => kind)).toEqual([
      "variable_expression",
      "parenthesized_expression",
    ]);
    expect(list?.comments.map(({ text }) => text)).toEqual(["/* two */"]);
    expect(tree.comments.map(({ text }) => text)).toEqual(["# one", "/* two */"]);
  });

  test("is and encloses", () => {
    const [list] = tree.nodesOfKind("list_expression");
    const [first] = tree.nodesOfKind("variable_expression");
    if (!list || !first) throw new Error("no list");
    expect(first.is("variable_expression", "identifier")).toBe(true);
    expect(first.is("list_expression")).toBe(false);
    expect(list.encloses(first)).toBe(true);
    expect(first.encloses(list)).toBe(false);
    expect(first.encloses(first)).toBe(true);
  });

  test("equal names have equal numbers", () => {
    const [a, b, other] = parse("[ name name eman ]").nodesOfKind("identifier");
    const { tree: names } = a ?? parse("1").root;
    expect(names.nameIdOf(a?.row ?? 0)).toBe(names.nameIdOf(b?.row ?? 0));
    expect(names.nameIdOf(a?.row ?? 0)).not.toBe(names.nameIdOf(other?.row ?? 0));
    expect(names.nameText(names.nameIdFor("eman"))).toBe("eman");
    expect(names.nameIdFor("nowhere")).toBe(0);
  });
});

describe("bytes", () => {
  test("offsets are bytes, whatever the characters", () => {
    const tree = parse("{ é = 1; }".replace("é", '"é😀"'));
    const [integer] = tree.nodesOfKind("integer_expression");
    expect(tree.source.positionAt(integer?.start ?? 0)).toEqual({ line: 1, column: 11 });
    expect(integer?.text).toBe("1");
  });

  test("a tree stays good when the parser goes on", () => {
    const first = parse("{ a = 1; }");
    parse("[ 1 2 3 4 5 6 7 8 9 ]");
    expect(first.nodesOfKind("identifier").map(({ text }) => text)).toEqual(["a"]);
  });

  test("two parsers of one module don't meet", () => {
    const module = loadParserModule();
    const [one, two] = [createParser(module), createParser(module)];
    const tree = one.parse(Buffer.from("a"));
    two.parse(Buffer.from("b"));
    expect(tree.root.text).toBe("a");
  });

  test("rows nest: each lies within its parent, and the parent comes first", () => {
    const tree = parse("{ a, b ? 1 }: rec { c.d = ''x ${a}''; inherit (b) e; } // [ (-a) ]");
    for (let row = 1; row < tree.rowCount; row++) {
      const parent = tree.parentOf(row);
      expect(parent).toBeLessThan(row);
      expect(tree.startOf(parent)).toBeLessThanOrEqual(tree.startOf(row));
      expect(tree.endOf(parent)).toBeGreaterThanOrEqual(tree.endOf(row));
      expect(tree.subtreeEndOf(parent)).toBeGreaterThanOrEqual(tree.subtreeEndOf(row));
    }
  });
});

test("findSyntaxErrors finds none in what was parsed here", () => {
  expect(findSyntaxErrors(parse("x: y: { inherit x; a = y.b or [ ]; }"))).toEqual([]);
});
