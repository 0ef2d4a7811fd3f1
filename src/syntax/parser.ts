import { readFileSync } from "node:fs";
import { createSourceText, type SourceText } from "../text/index.ts";
import { Kind } from "./generated/kinds.ts";
import { createSyntaxTree, Word, type SyntaxTree } from "./tree.ts";
// The view classes enter themselves into the table of makers.
import "./generated/nodes.ts";

/**
 * Where the parser gives up, so that hostile text costs no more than a second or so. A step is a hundred operations of
 * the parser: dense valid text takes 0.03 a byte. Recovering from one error takes about 20 µs, and no text that a
 * person wrote has thousands of them.
 */
const STEPS_PER_BYTE = 0.1;
const STEPS_AT_LEAST = 10_000;
const ERROR_LIMIT = 20_000;

/** Larger files are not tried: the tree of dense text takes a hundred times its bytes, and the module has 2 GiB. */
const LARGEST_FILE = 32_000_000;

/** After a file that made the module's memory grow past this many bytes, a fresh instance takes over. */
const MEMORY_TO_KEEP = 40 * 1024 * 1024;

/** One more than the largest kind number, and its end. */
const KIND_LIMIT = 257;

const NO_ERROR = 0xffffffff;
const ROOT_WITH_ERROR = Kind.source_code | (1 << 20) | (1 << 22);

interface WasmExports {
  readonly memory: WebAssembly.Memory;
  reserve(size: number): number;
  parse(
    bytes: number,
    size: number,
    stepLimit: number,
    errorLimit: number,
    linearFirst: number,
  ): number;
}

export interface Parser {
  /**
   * Parses one file. The tree stays good for as long as it is held. Never throws on any bytes: where the parser ran out
   * of steps or memory, or the file is larger than any that people write, the tree is empty, with `isGivenUp` set.
   */
  parse(bytes: Uint8Array): SyntaxTree;
}

/** The compiled parser module: made once, shared with worker threads by structured clone. */
export function loadParserModule(): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(new URL("./wasm/nix.wasm", import.meta.url)));
}

export interface ParserOptions {
  /**
   * Trees are good only until the next parse: they look straight into the parser's memory, which saves a copy of every
   * table. For those who look at one file after the other.
   */
  readonly transient?: boolean;
  /** Leave all to tree-sitter's own engine, also what needs no recovery from errors: slower, and the same. To compare. */
  readonly treeSitterOnly?: boolean;
}

/** A parser of its own memory: one for each thread. */
export function createParser(
  module: WebAssembly.Module,
  { transient = false, treeSitterOnly = false }: ParserOptions = {},
): Parser {
  let exports = instantiate(module);

  return {
    parse(bytes) {
      const source = createSourceText(bytes);
      if (bytes.length > LARGEST_FILE) return givenUp(source, 0);
      try {
        return parseWith(exports, source, { transient, treeSitterOnly });
      } catch (error) {
        if (!(error instanceof WebAssembly.RuntimeError)) throw error;
        exports = instantiate(module);
        return givenUp(source, 0);
      } finally {
        if (exports.memory.buffer.byteLength > MEMORY_TO_KEEP) exports = instantiate(module);
      }
    },
  };
}

function instantiate(module: WebAssembly.Module): WasmExports {
  return new WebAssembly.Instance(module, {}).exports as unknown as WasmExports;
}

function parseWith(
  exports: WasmExports,
  source: SourceText,
  { transient, treeSitterOnly }: Required<ParserOptions>,
): SyntaxTree {
  const { bytes } = source;
  const { memory } = exports;
  const address = exports.reserve(bytes.length);
  new Uint8Array(memory.buffer, address, bytes.length).set(bytes);
  const steps = STEPS_AT_LEAST + Math.ceil(bytes.length * STEPS_PER_BYTE);
  const resultAddress = exports.parse(
    address,
    bytes.length,
    steps,
    ERROR_LIMIT,
    treeSitterOnly ? 0 : 1,
  );
  const [
    rows = 0,
    rowCount = 0,
    names = 0,
    nameCount = 0,
    starts = 0,
    kindRows = 0,
    firstError = 0,
    gaveUp = 0,
    depth = 0,
  ] = new Uint32Array(memory.buffer, resultAddress, 9);
  if (gaveUp) return givenUp(source, firstError === NO_ERROR ? 0 : firstError);
  const read = (from: number, length: number): Uint32Array => {
    const words = new Uint32Array(memory.buffer, from, length);
    return transient ? words : words.slice();
  };
  return createSyntaxTree(source, {
    words: read(rows, rowCount * Word.count),
    kindStarts: read(starts, KIND_LIMIT),
    kindRows: read(kindRows, rowCount),
    nameSpans: read(names, nameCount * 2),
    firstError: firstError === NO_ERROR ? undefined : firstError,
    depth,
    isGivenUp: false,
  });
}

/** A tree of nothing but a root that holds an error. */
function givenUp(source: SourceText, firstError: number): SyntaxTree {
  const kindStarts = new Uint32Array(KIND_LIMIT).fill(1, Kind.source_code + 1);
  return createSyntaxTree(source, {
    words: Uint32Array.of(ROOT_WITH_ERROR, 0, source.bytes.length, 1, 0, 0),
    kindStarts,
    kindRows: Uint32Array.of(0),
    nameSpans: Uint32Array.of(0, 0),
    firstError,
    depth: 1,
    isGivenUp: true,
  });
}
