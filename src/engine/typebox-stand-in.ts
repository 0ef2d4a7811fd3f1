/**
 * What the built tool has in place of the `typebox` package, whose other parts take a third of its start: the makers of
 * JSON Schemas that rules declare their options with. They give what the package's own do; a test compares them.
 */
export const Type = {
  Array: (items: object, options: object = {}): object =>
    makeSchema("Array", { type: "array", items }, options),
  Boolean: (options: object = {}): object => makeSchema("Boolean", { type: "boolean" }, options),
  Integer: (options: object = {}): object => makeSchema("Integer", { type: "integer" }, options),
  Literal: (value: string | number | boolean, options: object = {}): object =>
    makeSchema("Literal", { type: typeof value, const: value }, options),
  Number: (options: object = {}): object => makeSchema("Number", { type: "number" }, options),
  Object: (properties: Readonly<Record<string, object>>, options: object = {}): object => {
    const names = Object.keys(properties);
    const required = names.length === 0 ? {} : { required: names };
    return makeSchema("Object", { type: "object", ...required, properties }, options);
  },
  String: (options: object = {}): object => makeSchema("String", { type: "string" }, options),
  Union: (anyOf: readonly object[], options: object = {}): object =>
    makeSchema("Union", { anyOf }, options),
};

function makeSchema(kind: string, keywords: object, options: object): object {
  const schema = { ...keywords, ...options };
  return Object.defineProperty(schema, "~kind", {
    value: kind,
    configurable: true,
    enumerable: false,
    writable: true,
  });
}
