import { type SyntaxTree } from "./tree.ts";
import "./generated/nodes.ts";
export interface Parser {
    /**
     * Parses one file. The tree stays good for as long as it is held. Never throws on any bytes: where the parser ran out
     * of steps or memory, or the file is larger than any that people write, the tree is empty, with `isGivenUp` set.
     */
    parse(bytes: Uint8Array): SyntaxTree;
}
/** The compiled parser module: made once, shared with worker threads by structured clone. */
export declare function loadParserModule(): WebAssembly.Module;
export interface ParserOptions {
    /**
     * Trees are good only until the next parse: they look straight into the parser's memory, which saves a copy of every
     * table. For those who look at one file after the other.
     */
    readonly transient?: boolean;
}
/** A parser of its own memory: one for each thread. */
export declare function createParser(module: WebAssembly.Module, { transient }?: ParserOptions): Parser;
