// Generated from the folders below by `npm run generate`. Do not edit.
import type { Rule } from "../src/rule/index.ts";
import absolutePathLiteral from "./purity/absolute-path-literal.ts";
import ambiguousGplLicense from "./package/ambiguous-gpl-license.ts";
import boolLiteralComparison from "./style/bool-literal-comparison.ts";
import booleanIf from "./style/boolean-if.ts";
import buildToolInBuildInputs from "./package/build-tool-in-build-inputs.ts";
import collapsibleLet from "./style/collapsible-let.ts";
import commentedOutCode from "./quality/commented-out-code.ts";
import constantBooleanOperand from "./correctness/constant-boolean-operand.ts";
import deepNesting from "./quality/deep-nesting.ts";
import defaultCredential from "./secrets/default-credential.ts";
import deprecatedFunction from "./deprecated/deprecated-function.ts";
import divisionAsPath from "./correctness/division-as-path.ts";
import duplicateAttribute from "./syntax/duplicate-attribute.ts";
import duplicateFormal from "./syntax/duplicate-formal.ts";
import dynamicBindingName from "./syntax/dynamic-binding-name.ts";
import emptyInherit from "./dead-code/empty-inherit.ts";
import emptyLet from "./dead-code/empty-let.ts";
import emptyListConcatenation from "./style/empty-list-concatenation.ts";
import emptyPassword from "./secrets/empty-password.ts";
import emptyPattern from "./style/empty-pattern.ts";
import emptySetUpdate from "./style/empty-set-update.ts";
import etaExpandedFunction from "./style/eta-expanded-function.ts";
import flagsArrayAttribute from "./package/flags-array-attribute.ts";
import flagsAsString from "./package/flags-as-string.ts";
import handRolledLanguageBuild from "./package/hand-rolled-language-build.ts";
import hardcodedHomePath from "./purity/hardcoded-home-path.ts";
import hardcodedSystem from "./purity/hardcoded-system.ts";
import hasAttributeGuard from "./style/has-attribute-guard.ts";
import highComplexity from "./quality/high-complexity.ts";
import importFromDerivation from "./performance/import-from-derivation.ts";
import impureBuiltin from "./purity/impure-builtin.ts";
import incompleteMeta from "./package/incomplete-meta.ts";
import initrdSecretInStore from "./secrets/initrd-secret-in-store.ts";
import largeFile from "./quality/large-file.ts";
import largeWithScope from "./style/large-with-scope.ts";
import legacyLet from "./deprecated/legacy-let.ts";
import listLiteralConcatenation from "./style/list-literal-concatenation.ts";
import malformedNumber from "./syntax/malformed-number.ts";
import manualExecutablePath from "./package/manual-executable-path.ts";
import manualInherit from "./style/manual-inherit.ts";
import manualInheritFrom from "./style/manual-inherit-from.ts";
import missingBuiltinsPrefix from "./correctness/missing-builtins-prefix.ts";
import missingMeta from "./package/missing-meta.ts";
import missingPhaseHook from "./package/missing-phase-hook.ts";
import missingStrictDeps from "./package/missing-strict-deps.ts";
import mixedRecMerge from "./correctness/mixed-rec-merge.ts";
import negatedComparison from "./style/negated-comparison.ts";
import nestedWith from "./style/nested-with.ts";
import networkInBuildPhase from "./purity/network-in-build-phase.ts";
import nonStringInterpolation from "./correctness/non-string-interpolation.ts";
import optionalWithList from "./correctness/optional-with-list.ts";
import orAsIdentifier from "./deprecated/or-as-identifier.ts";
import outOfStoreSymlink from "./purity/out-of-store-symlink.ts";
import overlayArgumentNames from "./package/overlay-argument-names.ts";
import overlayPreviousDependency from "./package/overlay-previous-dependency.ts";
import overrideDerivation from "./package/override-derivation.ts";
import oversizedInteger from "./syntax/oversized-integer.ts";
import packageSetExtension from "./package/package-set-extension.ts";
import pamSshAgentAuth from "./access/pam-ssh-agent-auth.ts";
import passwordHashInRepo from "./secrets/password-hash-in-repo.ts";
import plaintextSecret from "./secrets/plaintext-secret.ts";
import pnameInSource from "./package/pname-in-source.ts";
import recOverridesAttribute from "./correctness/rec-overrides-attribute.ts";
import recursiveAttrset from "./style/recursive-attrset.ts";
import recursiveDerivation from "./package/recursive-derivation.ts";
import recursiveOverlay from "./package/recursive-overlay.ts";
import redundantBuiltinsPrefix from "./style/redundant-builtins-prefix.ts";
import redundantParentheses from "./style/redundant-parentheses.ts";
import redundantPatternBind from "./style/redundant-pattern-bind.ts";
import redundantRec from "./style/redundant-rec.ts";
import redundantStdenvPackage from "./package/redundant-stdenv-package.ts";
import repeatedKeys from "./style/repeated-keys.ts";
import secretFileOptionInline from "./secrets/secret-file-option-inline.ts";
import secretIdentityPathLiteral from "./secrets/secret-identity-path-literal.ts";
import secretInEnvironment from "./secrets/secret-in-environment.ts";
import secretInStorePath from "./secrets/secret-in-store-path.ts";
import secretPrivateKeyLiteral from "./secrets/secret-private-key-literal.ts";
import secretProviderToken from "./secrets/secret-provider-token.ts";
import secretWorldReadable from "./secrets/secret-world-readable.ts";
import selfOverridingOverlay from "./package/self-overriding-overlay.ts";
import selfReferentialBinding from "./correctness/self-referential-binding.ts";
import shadowedBuiltin from "./correctness/shadowed-builtin.ts";
import shadowedOutput from "./package/shadowed-output.ts";
import sshAgentForwardingWildcard from "./access/ssh-agent-forwarding-wildcard.ts";
import sshEmptyPasswords from "./access/ssh-empty-passwords.ts";
import sshPasswordAuth from "./access/ssh-password-auth.ts";
import sshRootLogin from "./access/ssh-root-login.ts";
import sshWeakAuthorizedKey from "./access/ssh-weak-authorized-key.ts";
import sshWeakCrypto from "./access/ssh-weak-crypto.ts";
import sshX11Forwarding from "./access/ssh-x11-forwarding.ts";
import sudoNopasswdAll from "./access/sudo-nopasswd-all.ts";
import sudoNopasswdEscapableCommand from "./access/sudo-nopasswd-escapable-command.ts";
import sudoWheelNoPassword from "./access/sudo-wheel-no-password.ts";
import syntaxError from "./syntax/syntax-error.ts";
import todoComment from "./quality/todo-comment.ts";
import topLevelWith from "./style/top-level-with.ts";
import truncatingDivision from "./correctness/truncating-division.ts";
import uncheckedShellScript from "./package/unchecked-shell-script.ts";
import undefinedVariable from "./correctness/undefined-variable.ts";
import undocumentedModule from "./quality/undocumented-module.ts";
import unknownBuiltin from "./correctness/unknown-builtin.ts";
import unknownStringEscape from "./correctness/unknown-string-escape.ts";
import unparenthesisedListCall from "./correctness/unparenthesised-list-call.ts";
import unquotedSplice from "./style/unquoted-splice.ts";
import unreadableFile from "./syntax/unreadable-file.ts";
import unusedArgument from "./dead-code/unused-argument.ts";
import unusedBinding from "./dead-code/unused-binding.ts";
import unusedFormal from "./dead-code/unused-formal.ts";
import unusedPatternAlias from "./dead-code/unused-pattern-alias.ts";
import unusedSuppression from "./quality/unused-suppression.ts";
import unusedWith from "./dead-code/unused-with.ts";
import urlLiteral from "./deprecated/url-literal.ts";
import usedUnderscoreName from "./dead-code/used-underscore-name.ts";
import userPlaintextPassword from "./secrets/user-plaintext-password.ts";
import userWeakPasswordHash from "./secrets/user-weak-password-hash.ts";
import withImport from "./style/with-import.ts";

/** Every rule of the catalogue, sorted by id. */
export const rules: readonly Rule[] = [
  absolutePathLiteral,
  ambiguousGplLicense,
  boolLiteralComparison,
  booleanIf,
  buildToolInBuildInputs,
  collapsibleLet,
  commentedOutCode,
  constantBooleanOperand,
  deepNesting,
  defaultCredential,
  deprecatedFunction,
  divisionAsPath,
  duplicateAttribute,
  duplicateFormal,
  dynamicBindingName,
  emptyInherit,
  emptyLet,
  emptyListConcatenation,
  emptyPassword,
  emptyPattern,
  emptySetUpdate,
  etaExpandedFunction,
  flagsArrayAttribute,
  flagsAsString,
  handRolledLanguageBuild,
  hardcodedHomePath,
  hardcodedSystem,
  hasAttributeGuard,
  highComplexity,
  importFromDerivation,
  impureBuiltin,
  incompleteMeta,
  initrdSecretInStore,
  largeFile,
  largeWithScope,
  legacyLet,
  listLiteralConcatenation,
  malformedNumber,
  manualExecutablePath,
  manualInherit,
  manualInheritFrom,
  missingBuiltinsPrefix,
  missingMeta,
  missingPhaseHook,
  missingStrictDeps,
  mixedRecMerge,
  negatedComparison,
  nestedWith,
  networkInBuildPhase,
  nonStringInterpolation,
  optionalWithList,
  orAsIdentifier,
  outOfStoreSymlink,
  overlayArgumentNames,
  overlayPreviousDependency,
  overrideDerivation,
  oversizedInteger,
  packageSetExtension,
  pamSshAgentAuth,
  passwordHashInRepo,
  plaintextSecret,
  pnameInSource,
  recOverridesAttribute,
  recursiveAttrset,
  recursiveDerivation,
  recursiveOverlay,
  redundantBuiltinsPrefix,
  redundantParentheses,
  redundantPatternBind,
  redundantRec,
  redundantStdenvPackage,
  repeatedKeys,
  secretFileOptionInline,
  secretIdentityPathLiteral,
  secretInEnvironment,
  secretInStorePath,
  secretPrivateKeyLiteral,
  secretProviderToken,
  secretWorldReadable,
  selfOverridingOverlay,
  selfReferentialBinding,
  shadowedBuiltin,
  shadowedOutput,
  sshAgentForwardingWildcard,
  sshEmptyPasswords,
  sshPasswordAuth,
  sshRootLogin,
  sshWeakAuthorizedKey,
  sshWeakCrypto,
  sshX11Forwarding,
  sudoNopasswdAll,
  sudoNopasswdEscapableCommand,
  sudoWheelNoPassword,
  syntaxError,
  todoComment,
  topLevelWith,
  truncatingDivision,
  uncheckedShellScript,
  undefinedVariable,
  undocumentedModule,
  unknownBuiltin,
  unknownStringEscape,
  unparenthesisedListCall,
  unquotedSplice,
  unreadableFile,
  unusedArgument,
  unusedBinding,
  unusedFormal,
  unusedPatternAlias,
  unusedSuppression,
  unusedWith,
  urlLiteral,
  usedUnderscoreName,
  userPlaintextPassword,
  userWeakPasswordHash,
  withImport,
];
