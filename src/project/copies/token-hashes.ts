import { Kind, type SyntaxTree } from "../../syntax/index.ts";

/** Hashes of any node of a tree, each in constant time. */
export interface TokenHashes {
  /** Of all tokens below a row; never 0. */
  exactOf(row: number): number;
  /** The same with literals left open; 0 where there is none. */
  shapeOf(row: number): number;
  /** How many tokens are below a row that are no literals; 0 where none of them is a name that is read, or one tells that it is a declaration or a package. */
  codeOf(row: number): number;
  /** How many tokens are below a row; long strings count more, and what looks alike everywhere not at all. */
  weightOf(row: number): number;
}

/** A line of a string counts as much as a short binding. */
const WEIGHT_OF_LINE = 4;

/**
 * Prefix hashes over the tokens, so that a node's is the difference of two of them. Two sums with different bases make up
 * 53 bits: numbers that JSON keeps, and enough for millions of pieces.
 */
export function createTokenHashes(tree: SyntaxTree): TokenHashes {
  const { rowCount } = tree;
  const before = new Uint32Array(rowCount + 1);
  const weights = new Uint32Array(rowCount + 1);
  const literals = new Uint32Array(rowCount + 1);
  const code = new Uint32Array(rowCount + 1);
  const names = new Uint32Array(rowCount + 1);
  const telling = new Uint32Array(rowCount + 1);
  const tellingIds = new Set([...tellingNames].map((name) => tree.nameIdFor(name)));
  tellingIds.delete(0);
  const exact = createSums(rowCount);
  const shape = createSums(rowCount);
  let silentEnd = 0;
  for (let row = 0; row < rowCount; row++) {
    const kind = tree.kindOf(row);
    if (row >= silentEnd && isAlikeEverywhere(tree, row, kind)) silentEnd = tree.subtreeEndOf(row);
    const isToken = tree.subtreeEndOf(row) === row + 1 && kind !== Kind.comment;
    let weight = 0;
    const isLiteral = isToken && literalKinds.has(kind);
    if (isToken) {
      const hash = hashOfToken(tree, row);
      addTo(exact, hash);
      // An empty string and one with text in it are of one shape.
      addTo(shape, isLiteral ? 0x51ed270b : hash);
      if (row >= silentEnd) weight = kind === Kind.string_fragment ? weightOfText(tree, row) : 1;
    }
    before[row + 1] = (before[row] ?? 0) + (isToken ? 1 : 0);
    weights[row + 1] = (weights[row] ?? 0) + weight;
    literals[row + 1] = (literals[row] ?? 0) + (isLiteral ? 1 : 0);
    const isRead = kind === Kind.variable_expression && !constants.has(nameOf(tree, row + 1));
    names[row + 1] = (names[row] ?? 0) + (isRead ? 1 : 0);
    const tells = kind === Kind.identifier && tellingIds.has(tree.nameIdOf(row));
    telling[row + 1] = (telling[row] ?? 0) + (tells ? 1 : 0);
    code[row + 1] = (code[row] ?? 0) + (isToken && !isLiteral && row >= silentEnd ? 1 : 0);
  }
  const difference = (sums: Uint32Array, row: number): number =>
    (sums[tree.subtreeEndOf(row)] ?? 0) - (sums[row] ?? 0);
  return {
    exactOf: (row) => rangeHash(exact, before[row] ?? 0, before[tree.subtreeEndOf(row)] ?? 0),
    shapeOf: (row) =>
      difference(literals, row) === 0
        ? 0
        : rangeHash(shape, before[row] ?? 0, before[tree.subtreeEndOf(row)] ?? 0),
    codeOf: (row) =>
      difference(names, row) === 0 || difference(telling, row) > 0 ? 0 : difference(code, row),
    weightOf: (row) => difference(weights, row),
  };
}

const literalKinds = new Set<number>([
  Kind.string_fragment,
  Kind.integer_expression,
  Kind.float_expression,
  Kind.uri_expression,
  Kind.path_fragment,
  Kind.spath_expression,
  Kind.escape_sequence,
]);

/** Names that are as good as literals. */
const constants = new Set(["true", "false", "null"]);

/** What looks alike by nature: option declarations and packages. */
const tellingNames = new Set(
  `pname license mkOption mkEnableOption mkPackageOption mkDerivation fetchFromGitHub fetchFromGitLab fetchgit fetchurl fetchzip fetchTarball
  buildGoModule buildRustPackage buildPythonPackage buildPythonApplication buildNpmPackage buildVimPlugin
  overrideAttrs overridePythonAttrs`.split(/\s+/),
);

function nameOf(tree: SyntaxTree, row: number): string {
  return tree.kindOf(row) === Kind.identifier ? tree.nameText(tree.nameIdOf(row)) : "";
}

/** What modules share without being copies: arguments, `inherit`, imports, lists of names, paths or strings, disks. */
function isAlikeEverywhere(tree: SyntaxTree, row: number, kind: number): boolean {
  if (kind === Kind.formals || kind === Kind.inherit || kind === Kind.inherit_from) return true;
  if (kind === Kind.binding) return hardwareKeys.has(firstKeyOf(tree, row));
  if (kind !== Kind.list_expression) return false;
  const end = tree.subtreeEndOf(row);
  for (let child = row + 1; child < end; child = tree.subtreeEndOf(child))
    if (tree.isStructural(child) && !plainElements.has(tree.kindOf(child))) return false;
  return true;
}

/** What a machine has, or a list of what it imports: another one may well have the same. */
const hardwareKeys = new Set(["fileSystems", "swapDevices", "disko", "imports"]);

function firstKeyOf(tree: SyntaxTree, row: number): string {
  // A binding begins with its path, and that with its first name.
  const name = row + 2;
  return tree.kindOf(name) === Kind.identifier ? tree.nameText(tree.nameIdOf(name)) : "";
}

const plainElements = new Set<number>([
  Kind.variable_expression,
  Kind.select_expression,
  Kind.string_expression,
  Kind.path_expression,
  Kind.hpath_expression,
  Kind.spath_expression,
  Kind.uri_expression,
  Kind.integer_expression,
  Kind.float_expression,
]);

function weightOfText(tree: SyntaxTree, row: number): number {
  const { bytes } = tree.source;
  const end = tree.endOf(row);
  let weight = 1;
  let hasText = false;
  for (let at = tree.startOf(row); at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte > 0x20) hasText = true;
    else if (byte === 0x0a && hasText) {
      weight += WEIGHT_OF_LINE;
      hasText = false;
    }
  }
  return weight;
}

/** FNV-1a over the bytes and the kind. */
function hashOfToken(tree: SyntaxTree, row: number): number {
  const { bytes } = tree.source;
  const end = tree.endOf(row);
  let hash = 0x811c9dc5 ^ tree.kindOf(row);
  for (let at = tree.startOf(row); at < end; at++)
    hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) ^ (hash >>> 12);
}

interface Sums {
  readonly first: Int32Array;
  readonly second: Int32Array;
  length: number;
}

const FIRST_BASE = 0x01000193;
const SECOND_BASE = 0x5bd1e995;

function createSums(tokens: number): Sums {
  return { first: new Int32Array(tokens + 1), second: new Int32Array(tokens + 1), length: 0 };
}

function addTo(sums: Sums, hash: number): void {
  const { first, second, length } = sums;
  first[length + 1] = Math.imul(first[length] ?? 0, FIRST_BASE) + hash;
  second[length + 1] =
    Math.imul(second[length] ?? 0, SECOND_BASE) + Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  sums.length = length + 1;
}

function rangeHash({ first, second }: Sums, start: number, end: number): number {
  const length = end - start;
  const high =
    ((first[end] ?? 0) - Math.imul(first[start] ?? 0, powerOf(FIRST_BASE, length))) >>> 0;
  const low =
    ((second[end] ?? 0) - Math.imul(second[start] ?? 0, powerOf(SECOND_BASE, length))) >>> 0;
  // 0 says that there is nothing.
  return high * 2 ** 21 + (low >>> 11) || 1;
}

/** In as many steps as the exponent has digits. */
function powerOf(base: number, exponent: number): number {
  let power = 1;
  let square = base;
  for (let left = exponent; left > 0; left >>>= 1) {
    if (left & 1) power = Math.imul(power, square);
    square = Math.imul(square, square);
  }
  return power;
}
