/**
 * Attributes of nixpkgs' `lib`, from release 20.09 to 25.11. Used only to tell which of several `with`s a name comes
 * from: a name that is missing here stays unknown. Source: `lib/default.nix`.
 */
export const libNames: ReadonlySet<string> = new Set(
  `
  add addContextFrom addErrorContext addErrorContextToAttrs addMetaAttrs all allUnique and any appendToName
  applyIfFunction assertEachOneOf assertMsg assertOneOf attrByPath attrNames attrNamesToStr attrVals attrValues
  attrsToList attrsets bitAnd bitNot bitOr bitXor boolToString boolToYesNo callPackageWith callPackagesWith
  canCleanSource cartesianProduct cartesianProductOfSets catAttrs checkFlag checkReqs chooseDevOutputs
  cleanSource cleanSourceFilter cleanSourceWith cli closePropagation cmakeBool cmakeFeature cmakeOptionType
  collect commitIdFromGitRepo compare compareLists composeExtensions composeManyExtensions concat
  concatImapStrings concatImapStringsSep concatLines concatLists concatMap concatMapAttrs
  concatMapAttrsStringSep concatMapStrings concatMapStringsSep concatStrings concatStringsSep condConcat const
  converge count crossLists deepSeq defaultFunctor defaultMerge defaultMergeArg defaultTypeMerge
  dischargeProperties doRename dontDistribute dontRecurseIntoAttrs drop dropEnd elem elemAt enableFeature
  enableFeatureAs escape escapeC escapeNixIdentifier escapeNixString escapeRegex escapeShellArg escapeShellArgs
  escapeURL escapeXML evalModules evalOptionValue extendDerivation extendMkDerivation extends fakeHash
  fakeSha256 fakeSha512 fetchers fileContents fileset filesystem filter filterAttrs filterAttrsRecursive
  filterOverrides findFirst findFirstIndex findSingle fix fix' fixMergeModules fixedWidthNumber fixedWidthString
  fixupOptionType flatten flip fold foldArgs foldAttrs foldl foldl' foldlAttrs foldr forEach fromHexString
  fullDepEntry functionArgs genAttrs genAttrs' genList generators genericClosure getAttr getAttrFromPath
  getAttrs getBin getDev getExe getExe' getFiles getLib getMan getName getOutput getValue getValues getVersion
  groupBy groupBy' gvariant hasAttr hasAttrByPath hasInfix hasPrefix hasSuffix head hiPrio hiPrioSet hydraJob id
  ifEnable ifilter0 imap imap0 imap1 importApply importJSON importTOML inNixShell inPureEvalMode info init
  innerClosePropagation innerModifySumArgs intersectLists intersperse isAttrs isBool isConvertibleWithToString
  isDerivation isFloat isFunction isInOldestRelease isInt isList isOption isOptionType isPath isStorePath
  isString isType kernel last lazyGenericClosure lcm length lessThan licenses listDfs listToAttrs lists
  literalExample literalExpression literalMD lowPrio lowPrioSet lowerChars maintainers makeBinPath
  makeExtensible makeExtensibleWithCustomName makeLibraryPath makeOverridable makeScope makeScopeWithSplicing
  makeSearchPath makeSearchPathOutput map mapAttrs mapAttrs' mapAttrsFlatten mapAttrsRecursive
  mapAttrsRecursiveCond mapAttrsToList mapAttrsToListRecursive mapCartesianProduct mapDerivationAttrset
  mapNullable match matchAttrs max maybeAttr maybeAttrNullable maybeEnv mdDoc mergeAttrBy mergeAttrByFunc
  mergeAttrs mergeAttrsByFuncDefaults mergeAttrsByFuncDefaultsClean mergeAttrsConcatenateValues mergeAttrsList
  mergeAttrsNoOverride mergeAttrsWithFunc mergeDefaultOption mergeDefinitions mergeEqualOption mergeModules
  mergeModules' mergeOneOption mergeOptionDecls mesonBool mesonEnable mesonOption meta min mkAfter
  mkAliasAndWrapDefinitions mkAliasDefinitions mkAliasOptionModule mkAssert mkBefore mkChangedOptionModule
  mkDefault mkDerivedConfig mkEnableOption mkFixStrictness mkForce mkIf mkImageMediaOverride mkMerge
  mkMergedOptionModule mkOption mkOptionDefault mkOptionType mkOrder mkOverride mkPackageOption
  mkPackageOptionMD mkRemovedOptionModule mkRenamedOptionModule mkRenamedOptionModuleWith
  mkSinkUndeclaredOptions mkStrict mkVMOverride mod modifySumArgs modules mutuallyExclusive nameFromURL
  nameValuePair naturalSort network nixType nixosSystem nixpkgsVersion noDepEntry nvs oldestSupportedRelease
  optionAttrSetToDocList optionAttrSetToDocList' optional optionalAttrs optionalString optionals options or
  overrideDerivation overrideExisting packEntry packagesFromDirectoryRecursive partition path pathExists
  pathHasContext pathIsDirectory pathIsGitRepo pathIsRegularFile pathType pipe platforms pushDownProperties
  range readFile readPathsFromFile recurseIntoAttrs recursiveUpdate recursiveUpdateUntil release remove
  removeAttrs removePrefix removeSuffix renameCrossIndexFrom replaceChars replaceStrings replicate reverseList
  runTests sanitizeDerivationName scrubOptionValue seq setAttr setAttrByPath setAttrMerge setFunctionArgs
  setName setPrio setType showDefs showFiles showOption showOptionWithDefLocs showVal showWarnings singleton
  sort sortOn sortProperties sourceByRegex sourceFilesBySuffices sourceTypes sources split splitByAndCompare
  splitString splitVersion stringAfter stringAsChars stringLength stringToCharacters strings sub sublist
  substring subtractLists systems tail take takeEnd teams testAllTrue textClosureList textClosureMap throwIf
  throwIfNot toBaseDigits toCamelCase toDerivation toFunction toHexString toInt toIntBase10 toList toLower
  toSentenceCase toUpper toposort trace traceCall traceCall2 traceCall3 traceCallXml traceIf traceSeq traceSeqN
  traceShowVal traceShowValMarked traceVal traceValFn traceValIfNot traceValSeq traceValSeqFn traceValSeqN
  traceValSeqNFn traceXMLVal traceXMLValMarked trim trimWith trivial types unifyModuleSyntax uniqList
  uniqListExt unique unknownModule updateManyAttrsByPath updateName upperChars version versionAtLeast
  versionOlder versions warn warnIf warnIfNot warnOnInstantiate withFeature withFeatureAs xor zip zipAttrs
  zipAttrsWith zipAttrsWithNames zipLists zipListsWith zipWithNames
  `
    .trim()
    .split(/\s+/),
);

/** Attributes of `lib.types`, among them those that are gone. Used like {@link libNames}. Source: nixpkgs `lib/types.nix`. */
export const libTypeNames: ReadonlySet<string> = new Set(
  `addCheck anything attrListOf attrTag attrs attrsOf attrsWith bool boolByOr coercedTo commas deferredModule
  deferredModuleWith either enum envVar externalPath fileset float functionTo int ints json lazyAttrsOf lines listOf loaOf
  luaInline nonEmptyListOf nonEmptyStr nullOr number numbers oneOf optionDeclaration optionSet optionType package
  passwdEntry path pathInStore pathWith pkgs port raw separatedString shellPackage singleLineStr str strMatching string
  submodule submoduleWith uniq unique unspecified`.split(/\s+/),
);
