/** Everything that a rule may import. */
export { Type } from "typebox";
export type { Confidence, Severity } from "../diagnostic/index.ts";
export {
  builtinNames,
  constantKey,
  constantString,
  isGlobalName,
  libNames,
  type AttributePiece,
  type Binding,
  type DuplicateAttribute,
  type Folded,
  type Reference,
  type Resolution,
  type Semantics,
  type Value,
} from "../semantics/index.ts";
export type * from "../syntax/index.ts";
export { findNearestName } from "../text/index.ts";
export { boundNamesAround, isGlobalHere, plainGlobalNames } from "./names-in-scope.ts";
export { findLetNames, type LetName } from "./dead-bindings.ts";
export { mergeDeletions, removeLet } from "./let-removal.ts";
export { moduleArguments, roleOf, type FunctionRole } from "./file-role.ts";
export { isSkippedForDeadnix } from "./deadnix-skip.ts";
export { removeFormal } from "./formal-removal.ts";
export { holdsComment, removeItem, withSurroundingBlanks } from "./removal.ts";
export { holdsUniqueCode } from "./unique-code.ts";
export { usesOf, type Use } from "./uses.ts";
export { codeLines } from "./code-lines.ts";
export { bindingAround } from "./binding-around.ts";
export { findBuilder, type Builder } from "./builders.ts";
export { derivationCallAround, derivationCalls, type DerivationCall } from "./derivation-call.ts";
export { appendInherited } from "./inherit-names.ts";
export { originOfKnownMember } from "./known-member.ts";
export { appendElement, insertAfter, lineEndAt } from "./insertion.ts";
export { hasKnownCallers } from "./known-callers.ts";
export { findNeutralOperand } from "./neutral-operand.ts";
export { bindingsNamedLikeValue } from "./passed-on-names.ts";
export { isInternalDerivation } from "./internal-derivation.ts";
export {
  packageInputs,
  packageName,
  type PackageInput,
  type PackageInputs,
} from "./package-inputs.ts";
export { forcedArguments } from "./forced-names.ts";
export { isModuleBody, modulePartsOf, type ModuleParts } from "./module-body.ts";
export { moduleFilesOf, type ModuleFile } from "./module-files.ts";
export { isHiddenOption, optionCallOf, type OptionCall } from "./option-call.ts";
export { optionReads, type OptionRead } from "./option-reads.ts";
export { optionTypeOf, typeRejects, type OptionType } from "./option-type.ts";
export { libSpelling } from "./lib-spelling.ts";
export { ownOptionsOf, unconditionalDefinitions, type OwnOptions } from "./own-options.ts";
export { optionName } from "./option-name.ts";
export { hostModulesOf, isSure, strongestOf, sideIn, type HostModule } from "./host-modules.ts";
export {
  moduleFactsOf,
  type ModuleFacts,
  type ModuleSide,
  type PackageFact,
  type PackageList,
  type SettingFact,
} from "./module-facts.ts";
export { isPublicScalar, isScalarOption } from "./scalar-options.ts";
export { overlaysOf, type Overlay } from "./overlay.ts";
export {
  packageListOf,
  packageOwnerOf,
  type ListedPackage,
  type PackageOwner,
} from "./package-list.ts";
export {
  attributeOf,
  attributesOf,
  hasComputedKey,
  valueOf,
  type SetAttribute,
} from "./set-attributes.ts";
export { staticPathOf, unwrapped } from "./syntax-help.ts";
export { syntacticTypeOf, type SyntacticType } from "./syntactic-type.ts";
export { blankAfter, blankBefore, keptApart, sameTokens } from "./tokens.ts";
export {
  environmentText,
  isListLike,
  judgeWiths,
  type JudgedWith,
  type WithKind,
} from "./with-kind.ts";
export { differingLiterals } from "./literal-differences.ts";
export { isGeneratedFile, isSamplePath, isTestPath } from "./path-kind.ts";
export { monolithScore, type MonolithScore } from "./monolith-score.ts";
export { shellCommands, type ShellCommand } from "./shell-commands.ts";
export * from "./secret/index.ts";
export * from "./security/index.ts";
export * from "./flake/index.ts";
export * from "./host/index.ts";
export {
  findCopies,
  findFamilies,
  createFilterLookup,
  flakeSet,
  inputDefinitions,
  inputNode,
  isRelativeNode,
  modifiedTime,
  newestTime,
  nodesByRepository,
  parseFlakeReference,
  reachableNodes,
  readGitIndex,
  repositoryOf,
  repositoryOfNode,
  resolveInputPath,
  rootNode,
  type CopyPlace,
  type GitIndex,
  type ReferenceAttributes,
} from "../project/index.ts";
export { inheritInsteadOfWith } from "./with-to-inherit.ts";
export type { Edit, Span } from "../text/index.ts";
export {
  defineOptionRule,
  isOptionRule,
  severityOf,
  type Level,
  type OptionContext,
  type OptionRule,
  type Setting,
} from "./define-option-rule.ts";
export {
  calledFunction,
  priorities,
  renamedOptions,
  settingsOfFile,
  type FileSetting,
  type ModuleOptions,
  type OptionDeclaration,
  type OptionDefinition,
} from "../options/index.ts";
export {
  defineRule,
  type FileContext,
  type Messages,
  type OfferedFix,
  type Report,
  type Rule,
  type RuleContext,
} from "./define-rule.ts";
export { defineTextRule, type TextContext, type TextFile } from "./define-text-rule.ts";
export {
  defineProjectRule,
  isProjectRule,
  type ProjectContext,
  type ProjectReport,
  type ProjectRule,
} from "./define-project-rule.ts";
export type {
  Edge,
  EdgeKind,
  EdgeTarget,
  Flake,
  FlakeInput,
  FlakeLock,
  Host,
  HostConfiguration,
  HostDefinition,
  HostKind,
  HostOption,
  ImportGraph,
  LockNode,
  OpenFile,
  Place,
  Project,
  ProjectFile,
} from "../project/index.ts";
export {
  defineEvaluationRule,
  isEvaluationRule,
  type EvaluationContext,
  type EvaluationRule,
} from "./define-evaluation-rule.ts";
export type {
  EvaluatedHost,
  Evaluation,
  EvaluationProblem,
  ProblemKind,
  ProblemOf,
  RelatedPlace,
  StaticHost,
} from "./evaluation.ts";
