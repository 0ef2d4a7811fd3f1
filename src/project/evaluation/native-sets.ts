import {
  booleanValue,
  expectComplete,
  expectType,
  failure,
  foldAttribute,
  listValue,
  openSet,
  setValue,
  stringValue,
  unknown,
  withoutOrigin,
  type Folded,
  type FoldedFunction,
  type FoldLimits,
  type SetValue,
} from "../../semantics/index.ts";
import { binary, textsOf, unary, withType } from "./native-function.ts";

/** Functions of `builtins` over sets, and those that ask for the type of a value. */
export const nativeSetFunctions: Readonly<Record<string, FoldedFunction>> = {
  hasAttr: binary((name, set) =>
    withType(name, "string", ({ value }) => {
      if (!set.known) return withoutOrigin(set);
      return withType(set, "set", (known) => hasName(known, value));
    }),
  ),
  getAttr: binary((name, set, limits) =>
    withType(name, "string", ({ value }) => foldAttribute(set, value, limits)),
  ),
  removeAttrs: binary(removeNames),
  intersectAttrs: binary((left, right) => {
    const first = expectComplete(left, "set");
    if (!first.known) return first;
    return withType(right, "set", (value) => {
      const kept = new Map<string, Folded>();
      for (const name of first.value.attributes.keys()) {
        const attribute = attributeIn(value, name);
        if (attribute) kept.set(name, attribute);
      }
      return setValue(kept, value.isComplete || value.rest !== undefined, value.gaps);
    });
  }),
  catAttrs: binary((name, list) =>
    withType(name, "string", ({ value: key }) => {
      const expected = expectComplete(list, "list");
      if (!expected.known) return expected;
      const found: Folded[] = [];
      for (const element of expected.value.elements) {
        const set = expectType(element, "set");
        if (!set.known) return set;
        const attribute = attributeIn(set.value, key);
        if (attribute) found.push(attribute);
        else if (!set.value.isComplete && !set.value.rest)
          return unknown("a set that is known in part");
      }
      return listValue(found);
    }),
  ),
  functionArgs: unary((callee) =>
    withType(callee, "function", ({ formals }) =>
      setValue(
        new Map(
          Array.from(formals ?? [], ([name, hasDefault]) => [name, booleanValue(hasDefault)]),
        ),
      ),
    ),
  ),
  typeOf: unary((value) => withTypeName(value, stringValue)),
  isAttrs: isOf("set"),
  isList: isOf("list"),
  isString: isOf("string"),
  isInt: isOf("int"),
  isFloat: isOf("float"),
  isBool: isOf("bool"),
  isPath: isOf("path"),
  isFunction: isOf("lambda"),
  isNull: isOf("null"),
};

function hasName({ attributes, isComplete, rest }: SetValue, name: string): Folded {
  if (attributes.has(name)) return booleanValue(true);
  if (isComplete) return booleanValue(false);
  const other = rest?.(name);
  if (!other) return unknown(`attribute \`${name}\` of a set that is known in part`);
  return other.known || other.fails ? booleanValue(other.known) : withoutOrigin(other);
}

function attributeIn({ attributes, rest }: SetValue, name: string): Folded | undefined {
  const own = attributes.get(name);
  if (own || !rest) return own;
  const other = rest(name);
  return !other.known && other.fails ? undefined : other;
}

function removeNames(set: Folded, names: Folded, limits: FoldLimits): Folded {
  const gone = textsOf(names, limits);
  if (!gone.known) return gone;
  return withType(set, "set", ({ attributes, isComplete, gaps, rest }) => {
    limits.spend((attributes.size + gone.texts.length) >>> 3);
    const unwanted = new Set(gone.texts);
    const kept = new Map([...attributes].filter(([name]) => !unwanted.has(name)));
    if (!rest) return setValue(kept, isComplete, gaps);
    return openSet(
      kept,
      (name) => (unwanted.has(name) ? failure(`attribute \`${name}\` is missing`) : rest(name)),
      gaps,
    );
  });
}

const typeNames = {
  string: "string",
  integer: "int",
  float: "float",
  boolean: "bool",
  null: "null",
  path: "path",
  list: "list",
  set: "set",
  function: "lambda",
} as const;

function withTypeName(value: Folded, use: (name: string) => Folded): Folded {
  return value.known ? use(typeNames[value.value.type]) : withoutOrigin(value);
}

function isOf(type: (typeof typeNames)[keyof typeof typeNames]): FoldedFunction {
  return unary((value) => withTypeName(value, (name) => booleanValue(name === type)));
}
