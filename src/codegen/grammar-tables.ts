import type { GrammarTables } from "./grammar-types.ts";

interface DescribingExports {
  readonly memory: WebAssembly.Memory;
  reserve(size: number): number;
  kind_count(): number;
  kind_name(kind: number, named: number): number;
  field_name(field: number): number;
}

/** Asks the parser module for the names of its kinds and fields. */
export function readGrammarTables(wasm: Uint8Array<ArrayBuffer>): GrammarTables {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(wasm), {});
  const exports = instance.exports as unknown as DescribingExports;
  const scratch = exports.reserve(4);
  const textAt = (address: number): string => {
    const bytes = new Uint8Array(exports.memory.buffer, address);
    return new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0)));
  };
  const kinds: GrammarTables["kinds"][number][] = [];
  for (let kind = 0; kind < exports.kind_count(); kind++) {
    const address = exports.kind_name(kind, scratch);
    const named = new Uint8Array(exports.memory.buffer)[scratch] === 1;
    kinds.push(address === 0 || kind === 0 ? undefined : { name: textAt(address), named });
  }
  const fields: (string | undefined)[] = [undefined];
  for (let field = 1; ; field++) {
    const address = exports.field_name(field);
    if (address === 0) return { kinds, fields };
    fields.push(textAt(address));
  }
}
