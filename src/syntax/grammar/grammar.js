// Nix as current Nix parses it: the published grammar, extended. Words, numbers, paths and string contents come
// from scanner.c, which follows the longest-match rules of Nix's own lexer (lexer.l) whatever the parser expects.
const base = require("tree-sitter-nix/grammar");

// What the scanner returns must have no definition here, or the generated lexer would try it as well.
base.grammar.word = null;
for (const name of [
  "keyword",
  "identifier",
  "integer_expression",
  "float_expression",
  "uri_expression",
  "spath_expression",
  "_hpath_start",
  "escape_sequence",
  "_indented_escape_sequence",
  "comment",
]) {
  delete base.grammar.rules[name];
}

const keywords = ["if", "then", "else", "let", "inherit", "in", "rec", "with", "assert", "or"];

const attribute = ($) =>
  field(
    "attr",
    choice($.identifier, alias("or", $.identifier), $.string_expression, $.interpolation),
  );

module.exports = grammar(base, {
  name: "nix",

  extras: ($) => [/[ \t\r\n]+/, $.comment],

  externals: ($) => [
    $.identifier,
    $.integer_expression,
    $.float_expression,
    $.uri_expression,
    $.spath_expression,
    $._path_start,
    $._hpath_start,
    $.path_fragment,
    $.string_fragment,
    $._indented_string_fragment,
    $.escape_sequence,
    $._indented_escape_sequence,
    $.comment,
    ...keywords,
    $._error_sentinel,
  ],

  rules: {
    path_expression: ($) =>
      seq(
        alias($._path_start, $.path_fragment),
        repeat(choice($.path_fragment, alias($._immediate_interpolation, $.interpolation))),
      ),
    hpath_expression: ($) =>
      seq(
        alias($._hpath_start, $.path_fragment),
        repeat(choice($.path_fragment, alias($._immediate_interpolation, $.interpolation))),
      ),

    formals: ($) =>
      seq(
        "{",
        optional(
          choice(
            field("ellipses", $.ellipses),
            seq(
              field("formal", $.formal),
              repeat(seq(",", field("formal", $.formal))),
              optional(seq(",", optional(field("ellipses", $.ellipses)))),
            ),
          ),
        ),
        "}",
      ),

    let_expression: ($) =>
      seq(
        "let",
        optional(field("binding_set", $.binding_set)),
        "in",
        field("body", $._expr_function_expression),
      ),

    _expr_if: ($) => choice($.if_expression, $._expr_pipe, $._expr_op),

    // Nix: `|>` chains to the left, `<|` to the right, and the two do not mix without parentheses.
    _expr_pipe: ($) =>
      choice(alias($._pipe_into, $.binary_expression), alias($._pipe_from, $.binary_expression)),
    _pipe_into: ($) =>
      seq(
        field("left", choice(alias($._pipe_into, $.binary_expression), $._expr_op)),
        field("operator", "|>"),
        field("right", $._expr_op),
      ),
    _pipe_from: ($) =>
      seq(
        field("left", $._expr_op),
        field("operator", "<|"),
        field("right", choice(alias($._pipe_from, $.binary_expression), $._expr_op)),
      ),

    // `f or` without an attribute path is a call with a variable named `or`, for old code's sake.
    _expr_select_expression: ($) =>
      choice($.select_expression, alias($._apply_or, $.apply_expression), $._expr_simple),
    _apply_or: ($) =>
      seq(
        field("function", $._expr_simple),
        field("argument", alias($._or_variable, $.variable_expression)),
      ),
    _or_variable: ($) => field("name", alias("or", $.identifier)),

    attrset_expression: ($) => seq("{", optional(field("binding_set", $.binding_set)), "}"),
    let_attrset_expression: ($) =>
      seq("let", "{", optional(field("binding_set", $.binding_set)), "}"),
    rec_attrset_expression: ($) =>
      seq("rec", "{", optional(field("binding_set", $.binding_set)), "}"),

    string_expression: ($) =>
      seq('"', repeat(choice($.string_fragment, $.interpolation, $.escape_sequence)), '"'),
    indented_string_expression: ($) =>
      seq(
        "''",
        repeat(
          choice(
            alias($._indented_string_fragment, $.string_fragment),
            $.interpolation,
            alias($._indented_escape_sequence, $.escape_sequence),
          ),
        ),
        "''",
      ),

    inherit: ($) => seq("inherit", optional(field("attrs", $.inherited_attrs)), ";"),
    inherit_from: ($) =>
      seq(
        "inherit",
        "(",
        field("expression", $._expression),
        ")",
        optional(field("attrs", $.inherited_attrs)),
        ";",
      ),
    attrpath: ($) => seq(attribute($), repeat(seq(".", attribute($)))),
    inherited_attrs: ($) => repeat1(attribute($)),
  },
});
