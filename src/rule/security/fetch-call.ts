import type { Semantics } from "../../semantics/index.ts";
import type { AnyAttrset, ApplyExpression, Expression } from "../../syntax/index.ts";
import { attributesOf, hasComputedKey, valueOf } from "../set-attributes.ts";
import { unwrapped } from "../syntax-help.ts";
import { plainText } from "./setting-value.ts";
import { maskedText } from "./string-pieces.ts";

/** A call of something that downloads. */
export interface FetchCall {
  readonly node: ApplyExpression;
  readonly callee: Expression;
  /** The last name of what is called: `fetchurl`. */
  readonly name: string;
  /** One of Nix's own, which runs during evaluation. */
  readonly isBuiltin: boolean;
  /** The literal set that it is called with. */
  readonly attributes: AnyAttrset | undefined;
  /** Whether the set, if there is one, is all that it gets. */
  readonly isComplete: boolean;
  /** The string that it is called with, with placeholders for what Nix puts in. */
  readonly address: string | undefined;
}

const builtinFetchers = new Set([
  "fetchurl",
  "fetchTarball",
  "fetchGit",
  "fetchMercurial",
  "fetchTree",
]);

/** Fetchers of nixpkgs, as of release 25.11. */
const packageFetchers = new Set(
  `fetchurl fetchurlBoot fetchzip fetchpatch fetchpatch2 fetchgit fetchgitLocal fetchsvn fetchhg fetchcvs fetchbzr
  fetchfossil fetchdarcs fetchFromGitHub fetchFromGitLab fetchFromGitea fetchFromForgejo fetchFromCodeberg
  fetchFromBitbucket fetchFromSourcehut fetchFromGitiles fetchFromSavannah fetchFromRepoOrCz fetchFromRadicle
  fetchPypi fetchCrate fetchHex fetchNuGet fetchMavenArtifact fetchDebianPatch fetchFirefoxAddon fetchItchIo
  fetchtorrent fetchipfs fetchCargoVendor fetchNpmDeps fetchYarnDeps fetchPnpmDeps requireFile`.split(
    /\s+/,
  ),
);

const callsOfFile = new WeakMap<Semantics, readonly FetchCall[]>();

/** The downloads of a file, in source order. */
export function fetchCalls(semantics: Semantics): readonly FetchCall[] {
  let calls = callsOfFile.get(semantics);
  if (!calls) {
    calls = semantics.tree
      .nodesOfKind("apply_expression")
      .flatMap((node) => fetchCallAt(node, semantics) ?? []);
    callsOfFile.set(semantics, calls);
  }
  return calls;
}

function fetchCallAt(node: ApplyExpression, semantics: Semantics): FetchCall | undefined {
  const callee = unwrapped(node.function);
  if (callee.kind !== "variable_expression" && callee.kind !== "select_expression")
    return undefined;
  const origin = semantics.originOf(callee);
  if (origin === undefined) return undefined;
  const name = origin.slice(origin.lastIndexOf(".") + 1);
  const isBuiltin = origin.startsWith("builtins.");
  if (!(isBuiltin ? builtinFetchers : packageFetchers).has(name)) return undefined;
  const argument = unwrapped(node.argument);
  const attributes =
    argument.kind === "attrset_expression" || argument.kind === "rec_attrset_expression"
      ? argument
      : undefined;
  const address =
    argument.kind === "string_expression" || argument.kind === "indented_string_expression"
      ? maskedText(argument).trim()
      : attributes
        ? undefined
        : plainText(semantics.fold(argument));
  return {
    node,
    callee,
    name,
    isBuiltin,
    attributes,
    isComplete: attributes === undefined || !hasComputedKey(attributes),
    address,
  };
}

/** Attributes that fix what a fetcher of nixpkgs or Nix gives. */
const hashKeys =
  /^(?:hash|sha1|sha256|sha512|md5|narHash|outputHash|cargoHash|vendorHash|npmDepsHash|hashes)$/;

/** Whether the content is fixed; also where the file does not tell. */
export function mayHaveHash({ attributes, isComplete, address }: FetchCall): boolean {
  if (!attributes) return address === undefined;
  const names = attributesOf(attributes).map(({ name }) => name);
  return !isComplete || names.length === 0 || names.some((name) => hashKeys.test(name));
}

/** The text of an attribute of a download, with placeholders for what Nix puts in. */
export function fetchText(
  { attributes }: FetchCall,
  name: string,
  semantics: Semantics,
): string | undefined {
  const value = attributes && valueOf(attributes, name);
  if (!value) return undefined;
  const node = unwrapped(value);
  return node.kind === "string_expression" || node.kind === "indented_string_expression"
    ? maskedText(node).trim()
    : plainText(semantics.fold(node));
}

/** Whether an address is one of the machine itself. */
export function isLoopbackAddress(text: string): boolean {
  return /^(?:[a-z+]+:\/\/)?(?:[^@/\s]*@)?(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)(?:[:/]|$)/i.test(
    text,
  );
}
