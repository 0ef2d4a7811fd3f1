import { constantFrom, integer, letrec, nat, oneof, tuple, type Arbitrary } from "fast-check";

/** What the functions of `lib` do, for a Nix that has no nixpkgs at hand. */
export const libStub = `builtins // rec {
  nameValuePair = name: value: { inherit name value; };
  genAttrs = names: f: builtins.listToAttrs (map (n: nameValuePair n (f n)) names);
  optionals = c: l: if c then l else [ ];
  optional = c: x: if c then [ x ] else [ ];
  optionalString = c: s: if c then s else "";
  optionalAttrs = c: s: if c then s else { };
  range = a: b: if a > b then [ ] else builtins.genList (n: a + n) (b - a + 1);
  concatMapStrings = f: l: builtins.concatStringsSep "" (map f l);
  concatStrings = builtins.concatStringsSep "";
  mapAttrsToList = f: s: map (n: f n s.\${n}) (builtins.attrNames s);
  hasAttrByPath = p: s: p == [ ] || (s ? \${builtins.head p} && hasAttrByPath (builtins.tail p) s.\${builtins.head p});
  singleton = x: [ x ];
  flatten = x: if builtins.isList x then builtins.concatMap flatten x else [ x ];
  id = x: x;
  attrsets = builtins;
  strings = builtins;
}`;

/** Joins the parts of a template around expressions. */
export function form(
  strings: TemplateStringsArray,
  ...parts: readonly Arbitrary<string>[]
): Arbitrary<string> {
  return tuple(...parts).map((values) =>
    strings.map((text, index) => text + (values[index] ?? "")).join(""),
  );
}

type Kinds = {
  readonly integer: string;
  readonly string: string;
  readonly boolean: string;
  readonly list: string;
  readonly set: string;
  readonly any: string;
};

const name = constantFrom("a", "b", "c", "e");
const key = constantFrom(
  "a",
  "b",
  "c",
  "e",
  '"a"',
  '"d e"',
  '${"a"}',
  '"${"c"}"',
  '"or"',
  "or",
  "e-f'",
);
const callee = constantFrom("builtins.", "lib.", "lib.attrsets.");

/**
 * Closed expressions in the style that a linter looks at: with braces, parentheses, names and functions that do nothing, names that
 * shadow, repeated keys. In them `a` is an integer, `b` a string, `c` a list, `e` a set and `t` a boolean, whatever binds them; they
 * mostly evaluate. They expect `lib` in scope; `{ a = 1; … }` of {@link surroundings} too.
 */
export const redundantExpressions: Arbitrary<string> = letrec<Kinds>((tie) => {
  const number = tie("integer");
  const text = tie("string");
  const truth = tie("boolean");
  const list = tie("list");
  const set = tie("set");
  const value = tie("any");
  const binding = oneof(
    form`a = ${number};`,
    form`b = ${text};`,
    form`c = ${list};`,
    form`e = ${set};`,
    form`t = ${truth};`,
    form`unused = ${value};`,
    form`_unused = ${value};`,
    form`e.g = ${value};`,
    constantFrom(
      "inherit lib;",
      "inherit;",
      "inherit (lib) optional;",
      'inherit ({ "x y" = 1; }) "x y";',
    ),
  );
  const bindings = oneof(
    { weight: 3, arbitrary: binding },
    { weight: 1, arbitrary: form`a = ${number}; b = ${text};` },
    { weight: 1, arbitrary: form`c = ${list}; unused = a; t = ${truth};` },
    { weight: 1, arbitrary: form`unused = ${value}; other = unused;` },
    {
      weight: 1,
      arbitrary: form`e = { a = ${number}; b = ${text}; c = ${list}; }; inherit (e) a b c;`,
    },
    { weight: 1, arbitrary: form`e = { a = ${number}; b = ${text}; }; a = e.a; b = e.b;` },
    { weight: 1, arbitrary: form`s = ${set}; a = s.a or ${number}; unused = s;` },
    { weight: 1, arbitrary: form`f = a: b: ${number}; a = f 1 ${text};` },
    {
      weight: 1,
      arbitrary: constantFrom(
        ...["map = f: x: x;", "toString = x: b;", "builtins = lib;", "true = 1 == 2;"],
        ...["__sub = x: y: 7;", "__lessThan = x: y: true;", "lib = { };", "null = [ ];"],
      ),
    },
    { weight: 1, arbitrary: constantFrom("", "inherit ({ }) ;", "f = x: g x; g = x: x;") },
  );

  function choose(
    kind: Arbitrary<string>,
    simple: Arbitrary<string>,
    ...others: readonly Arbitrary<string>[]
  ): Arbitrary<string> {
    return oneof(
      { depthSize: "small", maxDepth: 6, withCrossShrink: true, depthIdentifier: "nix" },
      { arbitrary: simple, weight: 3 },
      ...others.map((arbitrary) => ({ arbitrary, weight: 3 })),
      ...[
        form`(${kind})`,
        form`((${kind}))`,
        form`(let ${bindings} in ${kind})`,
        form`(let in ${kind})`,
        form`(let inherit (rec { a = ${number}; c = [ a ]; }) a c; in ${kind})`,
        form`(let { body = ${kind}; ${binding} })`,
        form`(if ${truth} then ${kind} else ${kind})`,
        form`(${set}.${key} or ${kind})`,
        form`(${set}.x or ${kind})`,
        form`(if e ? ${key} then ${kind} else ${kind})`,
        form`(if e ? x then e.x else ${kind})`,
        form`(with ${set}; ${kind})`,
        form`(with lib; with { x = ${number}; }; ${kind})`,
        form`((a: ${kind}) ${number})`,
        form`((x: ${kind}) ${value})`,
        form`((_: ${kind}) ${value})`,
        form`(({ a ? ${number}, ... }@d: ${kind}) ${set})`,
        form`((d@{ b ? ${text}, unused ? a, ... }: ${kind}) { })`,
        form`(({ b, x ? a, a ? 1 }@c: let c = [ x ]; in ${kind}) { b = ${text}; })`,
        form`(assert ${truth} || true; ${kind})`,
        form`(builtins.head [ ${kind} ${value} ])`,
        form`(rec { ${binding} f.g = ${kind}; }).f.g`,
        form`(let f = ${name}: d: ${kind}; in f ${value} ${value})`,
        form`(let f = x: ${kind}; in f ${value})`,
        form`(lib.id ${kind})`,
        form`(let inherit (lib) id; in id ${kind})`,
        form`(${set} // { x = ${kind}; }).x`,
        form`(builtins.seq ${value} ${kind})`,
      ].map((arbitrary) => ({ arbitrary, weight: 1 })),
    );
  }

  return {
    integer: choose(
      number,
      oneof(integer({ min: 0, max: 9 }).map(String), constantFrom("a", "007", "a")),
      form`(${number} ${constantFrom("+", "-", "*")} ${number})`,
      form`(- ${number})`,
      form`(builtins.length ${list})`,
      form`(builtins.foldl' (x: y: x + ${number}) 0 ${list})`,
    ),
    string: choose(
      text,
      constantFrom(
        '""',
        '"x"',
        "b",
        '"a\\n\\${b}$$"',
        '"\\d \\. # no /* comment */"',
        "''\n    y\n      ''$z\n  ''",
        "''w''\\t ''",
        "https://example.org/x?y ",
        "x:y ",
      ),
      form`"${constantFrom("", "p ")}\${${text}}q"`,
      form`"\${${text}}"`,
      form`"\${toString ${number}}"`,
      form`''\n  \${${text}}\n    r''`,
      form`(${text} + ${text})`,
      form`(toString ${number})`,
      form`(builtins.toString ${truth})`,
      form`(lib.concatStringsSep ${text} [ ${text} ${text} ])`,
      form`(lib.concatStrings (map (x: ${text}) ${list}))`,
      form`(lib.strings.concatStringsSep "" (builtins.map (x: ${text}) ${list}))`,
      form`(lib.optionalString ${truth} ${text})`,
      form`(if ${truth} then ${text} else "")`,
    ),
    boolean: choose(
      truth,
      constantFrom("true", "false", "t"),
      form`(${number} ${constantFrom("<", "<=", ">", ">=", "==", "!=")} ${number})`,
      form`(${value} ${constantFrom("==", "!=")} ${value})`,
      form`(${truth} ${constantFrom("==", "!=")} ${constantFrom("true", "false")})`,
      form`(${constantFrom("true", "false")} ${constantFrom("==", "!=", "&&", "||", "->")} ${truth})`,
      form`(${truth} ${constantFrom("&&", "||", "->")} ${truth})`,
      form`(!${truth})`,
      form`(!(${value} ${constantFrom("==", "!=")} ${value}))`,
      form`(!(${number} ${constantFrom("<", "<=", ">", ">=")} ${number}))`,
      form`(if ${truth} then ${constantFrom("true", "false")} else ${constantFrom("true", "false")})`,
      form`(${set} ? ${key})`,
      form`(${set} ? ${key}.${key})`,
      form`(e ? x && e.x == ${value})`,
      form`(e ? a && e.a)`,
      form`(builtins.hasAttr "a" ${set})`,
      form`(builtins.elem ${value} ${list})`,
      form`(${list} == [ ])`,
      form`(builtins.length ${list} == 0)`,
    ),
    list: choose(
      list,
      constantFrom("[ ]", "c", "[]"),
      form`[ ${value} ${value} ]`,
      form`(${list} ++ ${list})`,
      form`(${list} ++ [ ])`,
      form`([ ] ++ ${list})`,
      form`([ ${value} ] ++ [ ${value} ] ++ ${list})`,
      form`(${list} ++ (if ${truth} then ${list} else [ ]))`,
      form`(if ${truth} then [ ${value} ] else [ ])`,
      form`(map (d: [ d ${value} ]) ${list})`,
      form`(builtins.map (d: lib.id d) ${list})`,
      form`(map (n: e.\${n}) (builtins.attrNames e))`,
      form`(builtins.filter (d: ${truth}) ${list})`,
      form`(lib.concatMap (d: ${list}) ${list})`,
      form`(builtins.concatLists (map (d: ${list}) ${list}))`,
      form`(lib.flatten (map (d: ${list}) ${list}))`,
      form`(${callee}attrNames ${set})`.map((given) =>
        given.replace("lib.lists.", "lib.attrsets."),
      ),
      form`(builtins.attrValues ${set})`,
      form`(lib.optionals ${truth} ${list})`,
      form`(lib.optionals ${truth} [ ${value} ])`,
      form`(lib.optional ${truth} ${value})`,
      form`(with lib; optional ${truth} ${value})`,
      form`(lib.singleton ${value})`,
      form`(with e; [ a b ${value} ])`,
    ),
    set: choose(
      set,
      constantFrom("{ }", "e", "{}"),
      form`{ ${key} = ${value}; }`,
      form`{ ${name} = ${value}; e.f = ${value}; e = { g = ${value}; }; }`.map(withoutClash),
      form`{ x.a = ${value}; x.b = ${value}; x.c.d = ${value}; y = 1; }`,
      form`{ x.a = ${value}; y = 1; x.b = ${value}; "x".c = ${value}; }`,
      form`(rec { ${binding} h = ${value}; })`,
      form`(rec { x = 1; y = { x = ${value}; }; })`,
      form`rec { x.a = ${number}; x.b = ${value}; x.c = ${value}; }`,
      form`{ inherit ${name}; i = ${value}; }`,
      form`{ inherit a b c; t = t; }`,
      form`{ a = a; b = b; ${constantFrom("c = c;", "", "inherit c;", '"c" = c;')} }`,
      form`{ a = e.a; b = e.b; x = ${value}; }`,
      form`{ inherit (e) a; inherit (e) b; inherit; }`,
      form`{ inherit (${set}) ${name}; }`,
      form`{ \${${text}} = ${value}; }`,
      form`{ \${if a == 1 then null else "k"}.${key} = ${value}; }`,
      form`(${set} // ${set})`,
      form`(${set} // { })`,
      form`({ } // ${set})`,
      form`(${set} // (if ${truth} then ${set} else { }))`,
      form`(builtins.mapAttrs (d: e: [ d ${value} ]) ${set})`,
      form`(lib.genAttrs [ ${text} ${text} ] (d: ${value}))`,
      form`(builtins.listToAttrs (map (n: lib.nameValuePair n ${value}) (lib.attrNames ${set})))`,
      form`(lib.optionalAttrs ${truth} ${set})`,
      form`(builtins.removeAttrs ${set} [ "a" ])`,
    ),
    any: oneof(number, text, truth, list, set, constantFrom("null", "a", "b", "c", "e", "t")),
  };
}).any;

/** `e` is also what the template itself binds. */
function withoutClash(text: string): string {
  return text.startsWith("{ e = ") ? text.replace("{ e = ", "{ h = ") : text;
}

/** Binds what the expressions expect beside `lib`. */
export function surround(expression: string): string {
  return `{ lib, ... }:\nlet\n  a = 1;\n  b = "bee";\n  c = [ 1 "x" ];\n  e = { a = 5; b = "e"; };\n  t = true;\nin\n${expression}\n`;
}

/** Which blank goes where: endless choices from a few numbers. */
export const trivia = tuple(nat(), nat({ max: 9 })).map(([seed, density]) => ({ seed, density }));
