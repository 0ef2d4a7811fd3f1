/**
 * Names that every expression sees without a prefix, in any Nix from 2.8 to 2.34. Nix puts a global before any
 * `with`. Source: `nix __dump-language` of these versions.
 */
const globalNames: ReadonlySet<string> = new Set(
  `abort baseNameOf break builtins derivation derivationStrict dirOf false fetchGit fetchMercurial fetchTarball
  fetchTree fromTOML import isNull map null placeholder removeAttrs scopedImport throw toString true __curPos`.split(
    /\s+/,
  ),
);

/** Attributes of `builtins` in any Nix or Lix from 2.3 on, experimental ones and those of plug-in-free builds included. */
export const builtinNames: ReadonlySet<string> = new Set(
  `abort add addDrvOutputDependencies addErrorContext all any appendContext attrNames attrValues baseNameOf bitAnd
  bitOr bitXor break builtins catAttrs ceil compareVersions concatLists concatMap concatStringsSep convertHash
  currentSystem currentTime deepSeq derivation derivationStrict dirOf div elem elemAt exec false fetchClosure
  fetchFinalTree fetchGit fetchMercurial fetchTarball fetchTree fetchurl filter filterAttrs filterSource findFile
  flakeRefToString floor foldl' fromJSON fromTOML functionArgs genList genericClosure getAttr getContext getEnv
  getFlake groupBy hasAttr hasContext hashFile hashString head import importNative intersectAttrs isAttrs isBool
  isFloat isFunction isInt isList isNull isPath isString langVersion length lessThan listToAttrs map mapAttrs match
  mul nixPath nixVersion null outputOf parallel parseDrvName parseFlakeRef partition path pathExists placeholder
  readDir readFile readFileType removeAttrs replaceStrings resolveStorePath scopedImport seq sort split splitVersion
  storeDir storePath stringLength sub substring tail throw toFile toJSON toPath toString toXML trace traceVerbose
  true tryEval typeOf unsafeDiscardOutputDependency unsafeDiscardStringContext unsafeGetAttrPos warn wasm
  zipAttrsWith`.split(/\s+/),
);

/** Whether Nix knows the name everywhere: `map`, `builtins`, `__sub`, `__attrNames`. */
export function isGlobalName(name: string): boolean {
  return globalNames.has(name) || (name.startsWith("__") && builtinNames.has(name.slice(2)));
}
