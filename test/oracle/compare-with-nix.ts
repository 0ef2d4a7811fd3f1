import { createSemantics } from "../../src/semantics/index.ts";
import {
  createParser,
  findSyntaxErrors,
  loadParserModule,
  Token,
  type SyntaxTree,
} from "../../src/syntax/index.ts";
import type { Span } from "../../src/text/index.ts";
import { findNix, type NixError } from "./nix.ts";

/** One disagreement about a file. */
export interface Difference {
  readonly nix: string;
  readonly ours: string;
  /** Why it is none of our making, where it is known: a version's own ways. */
  readonly known?: string;
}

/** Nix's messages that are about what the file means: rules of their own report them, not the parser. */
const notSyntax =
  /already defined|duplicate formal|invalid (?:integer|float)|dynamic attributes not allowed/;

const parser = createParser(loadParserModule());

/**
 * Whether our parser and name resolution say of a file what Nix says: refused or not, the place of the first syntax
 * error (Nix's token or the one before), and the undefined name that Nix stumbles on. Nix walks sets in the order of
 * their names, so that its first undefined name may be any of ours.
 */
export function compareWithNix(
  bytes: Uint8Array,
  nixError: NixError | undefined,
): Difference | undefined {
  const tree = parser.parse(bytes);
  const [first] = findSyntaxErrors(tree);
  const nix = describe(nixError);
  const nixOffset = offsetOf(bytes, nixError);
  if (first) {
    const ours = `${first.kind} ${JSON.stringify(first.token)} at byte ${first.span.start}`;
    // To Nix a NUL outside of strings and comments is the end of the file: what stands behind it is not read.
    const known = first.kind === "nul-byte" ? { known: "text behind a NUL byte" } : {};
    if (!nixError || nixError.message.startsWith("undefined variable"))
      return { nix, ours, ...known };
    if (nixOffset === undefined) return undefined;
    // Nix builds sets while it reads, so it may have stopped at a double definition before.
    if (notSyntax.test(nixError.message))
      return first.span.start < nixOffset ? { nix, ours } : undefined;
    if (isSamePlace(bytes, first.span, nixOffset)) return undefined;
    if (first.opening && isSamePlace(bytes, first.opening, nixOffset)) return undefined;
    if (isPipe(tree, nixOffset)) return { nix, ours, known: "pipe operators" };
    if (isEndForBoth(bytes, first, nixOffset)) return undefined;
    if (first.kind === "nested-too-deep" && Math.abs(first.span.start - nixOffset) <= 8)
      return undefined;
    return { nix: `${nix} (byte ${nixOffset})`, ours };
  }
  if (nixError && notSyntax.test(nixError.message)) return undefined;
  const undefinedName = /^undefined variable '(.*)'/s.exec(nixError?.message ?? "")?.[1];
  if (nixError && undefinedName === undefined) {
    const known = isPipe(tree, nixOffset) ? { known: "pipe operators" } : {};
    return { nix, ours: "no syntax error", ...known };
  }
  return compareNames(tree, nixError, undefinedName);
}

function compareNames(
  tree: SyntaxTree,
  nixError: NixError | undefined,
  undefinedName: string | undefined,
): Difference | undefined {
  const { unbound } = createSemantics(tree);
  const ours = unbound.map(({ name, node }) => ({
    name,
    line: lineOf(tree.source.bytes, node.start),
    isInherited: node.parent?.is("inherited_attrs") ?? false,
    isFromForNothing: Array.from(node.ancestors()).some(
      (above) => above.is("inherit_from") && !above.attrs,
    ),
  }));
  if (undefinedName === undefined && ours.length === 0) return undefined;
  const difference = {
    nix: describe(nixError),
    ours:
      ours
        .slice(0, 3)
        .map(({ name, line }) => `'${name}' unbound in line ${line}`)
        .join(", ") || "no name unbound",
  };
  if (
    isOlderThan(2, 20) &&
    !undefinedName &&
    ours.every(({ isFromForNothing }) => isFromForNothing)
  )
    return { ...difference, known: "`inherit (nope);` that takes nothing" };
  const same = ours.filter(({ name }) => name === undefinedName);
  if (same.some(({ line }) => line === nixError?.line)) return undefined;
  if (same.some(({ isInherited }) => isInherited))
    return { ...difference, known: "position of `inherit nope`" };
  if (undefinedName === "break" && isOlderThan(2, 9)) return { ...difference, known: "`break`" };
  return difference;
}

function describe(error: NixError | undefined): string {
  if (!error) return "accepted";
  return `${error.message.split("\n")[0]} at ${error.line}:${error.column}`;
}

/** Whether a span begins where Nix points, or is the token before. */
function isSamePlace(bytes: Uint8Array, span: Span, nixOffset: number): boolean {
  if (span.end > nixOffset) return span.start <= nixOffset;
  const between = Buffer.from(bytes.subarray(span.end, nixOffset)).toString("latin1");
  return /^(?:\s|#[^\r\n]*|\/\*[^]*?\*\/)*$/.test(between);
}

/**
 * At the end of the file Nix points at the last token (2.8) or at the end itself. Where a string or comment is open, it
 * points at what opens it or its last piece (2.8) or at the end.
 */
function isEndForBoth(
  bytes: Uint8Array,
  { kind, span }: { readonly kind: string; readonly span: Span },
  nixOffset: number,
): boolean {
  if (kind === "unclosed-string" && nixOffset >= span.start) return true;
  if (kind.startsWith("unclosed") && nixOffset >= bytes.length - 1) return true;
  if (span.start < span.end || nixOffset > span.start) return false;
  return !/\s/.test(Buffer.from(bytes.subarray(nixOffset, span.start)).toString("latin1"));
}

/** Nix before 2.24 has no pipe operators: it stumbles on the first character of them that it doesn't know. */
function isPipe(tree: SyntaxTree, nixOffset: number | undefined): boolean {
  if (nixOffset === undefined || !isOlderThan(2, 24)) return false;
  return [Token["|>"], Token["<|"]].some((token) =>
    tree
      .rowsOfKind(token)
      .some((row) => tree.startOf(row) === nixOffset || tree.startOf(row) + 1 === nixOffset),
  );
}

function isOlderThan(major: number, minor: number): boolean {
  const nix = findNix();
  return nix !== undefined && (nix.major < major || (nix.major === major && nix.minor < minor));
}

/** To Nix a lone CR ends a line. */
function offsetOf(bytes: Uint8Array, error: NixError | undefined): number | undefined {
  if (error?.line === undefined || error.column === undefined) return undefined;
  let line = 1;
  let at = 0;
  for (; line < error.line && at < bytes.length; at++) {
    if (endsLine(bytes, at)) line += 1;
  }
  return at + error.column - 1;
}

function lineOf(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at++) if (endsLine(bytes, at)) line += 1;
  return line;
}

function endsLine(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x0a || (bytes[at] === 0x0d && bytes[at + 1] !== 0x0a);
}
