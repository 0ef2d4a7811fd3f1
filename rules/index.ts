// Generated from the folders below by `npm run generate`. Do not edit.
import type { Rule } from "../src/rule/index.ts";
import absolutePathLiteral from "./purity/absolute-path-literal.ts";
import acceptFlakeConfig from "./nix-daemon/accept-flake-config.ts";
import allowBroken from "./supply-chain/allow-broken.ts";
import allowInsecureBlanket from "./supply-chain/allow-insecure-blanket.ts";
import ambiguousGplLicense from "./package/ambiguous-gpl-license.ts";
import autoUpgradeUnreviewed from "./supply-chain/auto-upgrade-unreviewed.ts";
import autologin from "./access/autologin.ts";
import automaticImports from "./structure/automatic-imports.ts";
import bindAllInterfaces from "./network/bind-all-interfaces.ts";
import boolLiteralComparison from "./style/bool-literal-comparison.ts";
import booleanIf from "./style/boolean-if.ts";
import buildFailure from "./evaluation/build-failure.ts";
import buildToolInBuildInputs from "./package/build-tool-in-build-inputs.ts";
import chmod777InScript from "./service/chmod-777-in-script.ts";
import collapsibleLet from "./style/collapsible-let.ts";
import commentedOutCode from "./quality/commented-out-code.ts";
import complexInputReference from "./flake/complex-input-reference.ts";
import configDependentImports from "./module/config-dependent-imports.ts";
import conflictingDefinition from "./module/conflicting-definition.ts";
import conflictingStateVersion from "./hosts/conflicting-state-version.ts";
import constantBooleanOperand from "./correctness/constant-boolean-operand.ts";
import containerDangerousCapability from "./container/container-dangerous-capability.ts";
import containerHostNamespace from "./container/container-host-namespace.ts";
import containerImageUnpinned from "./container/container-image-unpinned.ts";
import containerInsecureRegistry from "./container/container-insecure-registry.ts";
import containerPrivileged from "./container/container-privileged.ts";
import containerPublishAllInterfaces from "./container/container-publish-all-interfaces.ts";
import containerSensitiveHostMount from "./container/container-sensitive-host-mount.ts";
import containerSocket from "./container/container-socket.ts";
import crossHostCycle from "./hosts/cross-host-cycle.ts";
import crossHostReference from "./hosts/cross-host-reference.ts";
import cupsExposed from "./network/cups-exposed.ts";
import curlPipeShell from "./supply-chain/curl-pipe-shell.ts";
import databaseNoAuth from "./service/database-no-auth.ts";
import deepNesting from "./quality/deep-nesting.ts";
import defaultCredential from "./secrets/default-credential.ts";
import deprecatedFunction from "./deprecated/deprecated-function.ts";
import deprecatedOption from "./deprecated/deprecated-option.ts";
import directInputPackage from "./flake/direct-input-package.ts";
import divisionAsPath from "./correctness/division-as-path.ts";
import dockerDaemonTcp from "./container/docker-daemon-tcp.ts";
import duplicateAttribute from "./syntax/duplicate-attribute.ts";
import duplicateBlock from "./structure/duplicate-block.ts";
import duplicateFlakeInput from "./flake/duplicate-flake-input.ts";
import duplicateFormal from "./syntax/duplicate-formal.ts";
import duplicateImport from "./structure/duplicate-import.ts";
import duplicateLockedInput from "./flake/duplicate-locked-input.ts";
import duplicateOverlay from "./package/duplicate-overlay.ts";
import duplicatePackage from "./module/duplicate-package.ts";
import dynamicBindingName from "./syntax/dynamic-binding-name.ts";
import emptyInherit from "./dead-code/empty-inherit.ts";
import emptyLet from "./dead-code/empty-let.ts";
import emptyListConcatenation from "./style/empty-list-concatenation.ts";
import emptyPassword from "./secrets/empty-password.ts";
import emptyPattern from "./style/empty-pattern.ts";
import emptySetUpdate from "./style/empty-set-update.ts";
import etaExpandedFunction from "./style/eta-expanded-function.ts";
import etcFileInsecureMode from "./system/etc-file-insecure-mode.ts";
import evalTimeSecretRead from "./secrets/eval-time-secret-read.ts";
import evaluationFailure from "./evaluation/evaluation-failure.ts";
import evaluationTimeBuild from "./evaluation/evaluation-time-build.ts";
import evaluationTimeout from "./evaluation/evaluation-timeout.ts";
import evaluationWarning from "./evaluation/evaluation-warning.ts";
import extractableHelper from "./structure/extractable-helper.ts";
import failedAssertion from "./evaluation/failed-assertion.ts";
import failedVmTest from "./evaluation/failed-vm-test.ts";
import featureWithoutOption from "./structure/feature-without-option.ts";
import fetchBranchRev from "./supply-chain/fetch-branch-rev.ts";
import fetchFakeHash from "./supply-chain/fetch-fake-hash.ts";
import fetchInsecureTransport from "./supply-chain/fetch-insecure-transport.ts";
import fetchMissingHash from "./supply-chain/fetch-missing-hash.ts";
import fetchUnpinnedGit from "./supply-chain/fetch-unpinned-git.ts";
import fetchWeakHash from "./supply-chain/fetch-weak-hash.ts";
import firewallDisabled from "./network/firewall-disabled.ts";
import firewallGlobalPorts from "./network/firewall-global-ports.ts";
import firewallSensitivePort from "./network/firewall-sensitive-port.ts";
import firewallTrustedInterface from "./network/firewall-trusted-interface.ts";
import firewallWideRange from "./network/firewall-wide-range.ts";
import flagsArrayAttribute from "./package/flags-array-attribute.ts";
import flagsAsString from "./package/flags-as-string.ts";
import flakeInputInsecureUrl from "./supply-chain/flake-input-insecure-url.ts";
import flakeInputLocalPath from "./supply-chain/flake-input-local-path.ts";
import flakeLockMismatch from "./flake/flake-lock-mismatch.ts";
import flakeLockMissing from "./supply-chain/flake-lock-missing.ts";
import flakeLockUnlockedNode from "./supply-chain/flake-lock-unlocked-node.ts";
import flakeNixconfigDangerous from "./supply-chain/flake-nixconfig-dangerous.ts";
import flakeNixpkgsEol from "./supply-chain/flake-nixpkgs-eol.ts";
import flakeNixpkgsStale from "./supply-chain/flake-nixpkgs-stale.ts";
import gitCryptSecretEvaluated from "./secrets/git-crypt-secret-evaluated.ts";
import grafanaAnonymousAdmin from "./service/grafana-anonymous-admin.ts";
import handRolledLanguageBuild from "./package/hand-rolled-language-build.ts";
import hardcodedAddress from "./hosts/hardcoded-address.ts";
import hardcodedHomePath from "./purity/hardcoded-home-path.ts";
import hardcodedSystem from "./purity/hardcoded-system.ts";
import hasAttributeGuard from "./style/has-attribute-guard.ts";
import hideKnownVulnerabilities from "./supply-chain/hide-known-vulnerabilities.ts";
import highComplexity from "./quality/high-complexity.ts";
import hostAddressConflict from "./hosts/host-address-conflict.ts";
import hostInventoryDrift from "./hosts/host-inventory-drift.ts";
import hostNameMismatch from "./hosts/host-name-mismatch.ts";
import ignoredHomeManagerOverlay from "./module/ignored-home-manager-overlay.ts";
import imperativePackageInstall from "./purity/imperative-package-install.ts";
import importCycle from "./structure/import-cycle.ts";
import importFromDerivation from "./performance/import-from-derivation.ts";
import impureBuiltin from "./purity/impure-builtin.ts";
import impureGetenv from "./supply-chain/impure-getenv.ts";
import incompleteBinaryCache from "./performance/incomplete-binary-cache.ts";
import incompleteMeta from "./package/incomplete-meta.ts";
import initrdEmergencyAccess from "./system/initrd-emergency-access.ts";
import initrdSecretInStore from "./secrets/initrd-secret-in-store.ts";
import kernelEol from "./system/kernel-eol.ts";
import kernelMitigationsDisabled from "./system/kernel-mitigations-disabled.ts";
import kernelSysctlWeakened from "./system/kernel-sysctl-weakened.ts";
import largeFile from "./quality/large-file.ts";
import largeWithScope from "./style/large-with-scope.ts";
import layerViolation from "./structure/layer-violation.ts";
import legacyCleartextService from "./network/legacy-cleartext-service.ts";
import legacyLet from "./deprecated/legacy-let.ts";
import limitedBuildParallelism from "./performance/limited-build-parallelism.ts";
import listLiteralConcatenation from "./style/list-literal-concatenation.ts";
import looseOptionType from "./module/loose-option-type.ts";
import malformedNumber from "./syntax/malformed-number.ts";
import manualEnableOption from "./module/manual-enable-option.ts";
import manualExecutablePath from "./package/manual-executable-path.ts";
import manualInherit from "./style/manual-inherit.ts";
import manualInheritFrom from "./style/manual-inherit-from.ts";
import missingAssertions from "./module/missing-assertions.ts";
import missingBuiltinsPrefix from "./correctness/missing-builtins-prefix.ts";
import missingEvaluatedHost from "./evaluation/missing-evaluated-host.ts";
import missingFlakeOutput from "./flake/missing-flake-output.ts";
import missingFollows from "./flake/missing-follows.ts";
import missingGarbageCollection from "./performance/missing-garbage-collection.ts";
import missingMeta from "./package/missing-meta.ts";
import missingMkdefault from "./module/missing-mkdefault.ts";
import missingModuleEllipsis from "./module/missing-module-ellipsis.ts";
import missingPath from "./structure/missing-path.ts";
import missingPhaseHook from "./package/missing-phase-hook.ts";
import missingReadme from "./quality/missing-readme.ts";
import missingStateVersion from "./hosts/missing-state-version.ts";
import missingStoreOptimisation from "./performance/missing-store-optimisation.ts";
import missingStrictDeps from "./package/missing-strict-deps.ts";
import mistypedOption from "./module/mistyped-option.ts";
import mixedRecMerge from "./correctness/mixed-rec-merge.ts";
import mkifInImports from "./module/mkif-in-imports.ts";
import mkifInUpdate from "./module/mkif-in-update.ts";
import mkifLiteralTrue from "./module/mkif-literal-true.ts";
import moduleWithoutEnable from "./module/module-without-enable.ts";
import monolithicFile from "./structure/monolithic-file.ts";
import monolithicFlake from "./structure/monolithic-flake.ts";
import mountCredentialInOptions from "./secrets/mount-credential-in-options.ts";
import mqttAnonymous from "./service/mqtt-anonymous.ts";
import negatedComparison from "./style/negated-comparison.ts";
import nestedWith from "./style/nested-with.ts";
import networkInBuildPhase from "./purity/network-in-build-phase.ts";
import nfsNoRootSquash from "./service/nfs-no-root-squash.ts";
import nginxAliasTraversal from "./service/nginx-alias-traversal.ts";
import nginxWeakTls from "./network/nginx-weak-tls.ts";
import nixAccessTokenLiteral from "./secrets/nix-access-token-literal.ts";
import nixInsecureSubstituter from "./nix-daemon/nix-insecure-substituter.ts";
import nixSandboxDisabled from "./nix-daemon/nix-sandbox-disabled.ts";
import nixSandboxPathLeak from "./nix-daemon/nix-sandbox-path-leak.ts";
import nixSignaturesDisabled from "./nix-daemon/nix-signatures-disabled.ts";
import nixSshServeWrite from "./nix-daemon/nix-ssh-serve-write.ts";
import nixSyscallFilterDisabled from "./nix-daemon/nix-syscall-filter-disabled.ts";
import nixTrustedUsersAll from "./nix-daemon/nix-trusted-users-all.ts";
import nixTrustedUsersNonroot from "./nix-daemon/nix-trusted-users-nonroot.ts";
import nixpkgsReimport from "./performance/nixpkgs-reimport.ts";
import nochrootDerivation from "./supply-chain/nochroot-derivation.ts";
import nonStringInterpolation from "./correctness/non-string-interpolation.ts";
import openFirewall from "./network/open-firewall.ts";
import openRegistration from "./service/open-registration.ts";
import optionSecretAsStr from "./secrets/option-secret-as-str.ts";
import optionWithoutDefault from "./module/option-without-default.ts";
import optionWithoutExample from "./module/option-without-example.ts";
import optionalWithList from "./correctness/optional-with-list.ts";
import orAsIdentifier from "./deprecated/or-as-identifier.ts";
import orphanModule from "./structure/orphan-module.ts";
import outOfStoreSymlink from "./purity/out-of-store-symlink.ts";
import overlayArgumentNames from "./package/overlay-argument-names.ts";
import overlayPreviousDependency from "./package/overlay-previous-dependency.ts";
import overrideDerivation from "./package/override-derivation.ts";
import oversizedClosure from "./evaluation/oversized-closure.ts";
import oversizedInlineModule from "./flake/oversized-inline-module.ts";
import oversizedInteger from "./syntax/oversized-integer.ts";
import oversizedPackageList from "./module/oversized-package-list.ts";
import packageSetExtension from "./package/package-set-extension.ts";
import pamSshAgentAuth from "./access/pam-ssh-agent-auth.ts";
import parserDisagreement from "./evaluation/parser-disagreement.ts";
import passwordHashInRepo from "./secrets/password-hash-in-repo.ts";
import pathOutsideRoot from "./structure/path-outside-root.ts";
import permittedInsecurePackages from "./supply-chain/permitted-insecure-packages.ts";
import plaintextSecret from "./secrets/plaintext-secret.ts";
import pnameInSource from "./package/pname-in-source.ts";
import polkitAllowAll from "./access/polkit-allow-all.ts";
import postgresTrustAuth from "./service/postgres-trust-auth.ts";
import recOverridesAttribute from "./correctness/rec-overrides-attribute.ts";
import recursiveAttrset from "./style/recursive-attrset.ts";
import recursiveDerivation from "./package/recursive-derivation.ts";
import recursiveOverlay from "./package/recursive-overlay.ts";
import redisNoAuth from "./service/redis-no-auth.ts";
import redundantBuiltinsPrefix from "./style/redundant-builtins-prefix.ts";
import redundantDefinition from "./module/redundant-definition.ts";
import redundantImport from "./structure/redundant-import.ts";
import redundantParentheses from "./style/redundant-parentheses.ts";
import redundantPatternBind from "./style/redundant-pattern-bind.ts";
import redundantRec from "./style/redundant-rec.ts";
import redundantStdenvPackage from "./package/redundant-stdenv-package.ts";
import remoteAuthorizedKeys from "./supply-chain/remote-authorized-keys.ts";
import removedHardenedProfile from "./system/removed-hardened-profile.ts";
import removedOptionType from "./module/removed-option-type.ts";
import repeatedImportSet from "./structure/repeated-import-set.ts";
import repeatedKeys from "./style/repeated-keys.ts";
import rootEquivalentGroup from "./access/root-equivalent-group.ts";
import rootExecutesUserWritablePath from "./service/root-executes-user-writable-path.ts";
import sambaGuestAccess from "./service/samba-guest-access.ts";
import sambaSmb1 from "./service/samba-smb1.ts";
import secretFileMissing from "./secrets/secret-file-missing.ts";
import secretFileOptionInline from "./secrets/secret-file-option-inline.ts";
import secretIdentityPathLiteral from "./secrets/secret-identity-path-literal.ts";
import secretInEnvironment from "./secrets/secret-in-environment.ts";
import secretInGeneratedFile from "./secrets/secret-in-generated-file.ts";
import secretInStorePath from "./secrets/secret-in-store-path.ts";
import secretManagerReadfile from "./secrets/secret-manager-readfile.ts";
import secretOnCommandLine from "./secrets/secret-on-command-line.ts";
import secretPrivateKeyFile from "./secrets/secret-private-key-file.ts";
import secretPrivateKeyLiteral from "./secrets/secret-private-key-literal.ts";
import secretProviderToken from "./secrets/secret-provider-token.ts";
import secretRulesDrift from "./secrets/secret-rules-drift.ts";
import secretWorldReadable from "./secrets/secret-world-readable.ts";
import selfOverridingOverlay from "./package/self-overriding-overlay.ts";
import selfReferentialBinding from "./correctness/self-referential-binding.ts";
import serviceMissingHardening from "./service/service-missing-hardening.ts";
import serviceNoUser from "./service/service-no-user.ts";
import servicePartialHardening from "./service/service-partial-hardening.ts";
import serviceRunsAsRoot from "./service/service-runs-as-root.ts";
import serviceUnauthenticatedExposed from "./network/service-unauthenticated-exposed.ts";
import shadowedBuiltin from "./correctness/shadowed-builtin.ts";
import shadowedConfig from "./module/shadowed-config.ts";
import shadowedOutput from "./package/shadowed-output.ts";
import specialArgumentOveruse from "./module/special-argument-overuse.ts";
import sprawlingHostImports from "./hosts/sprawling-host-imports.ts";
import sqlPasswordLiteral from "./secrets/sql-password-literal.ts";
import sshAgentForwardingWildcard from "./access/ssh-agent-forwarding-wildcard.ts";
import sshEmptyPasswords from "./access/ssh-empty-passwords.ts";
import sshHostKeyCheckingDisabled from "./access/ssh-host-key-checking-disabled.ts";
import sshPasswordAuth from "./access/ssh-password-auth.ts";
import sshRootLogin from "./access/ssh-root-login.ts";
import sshWeakAuthorizedKey from "./access/ssh-weak-authorized-key.ts";
import sshWeakCrypto from "./access/ssh-weak-crypto.ts";
import sshWeakSettings from "./access/ssh-weak-settings.ts";
import sshX11Forwarding from "./access/ssh-x11-forwarding.ts";
import storeLeakingOption from "./secrets/store-leaking-option.ts";
import strayModuleKey from "./module/stray-module-key.ts";
import substituterWithoutKey from "./nix-daemon/substituter-without-key.ts";
import sudoNopasswdAll from "./access/sudo-nopasswd-all.ts";
import sudoNopasswdEscapableCommand from "./access/sudo-nopasswd-escapable-command.ts";
import sudoWheelNoPassword from "./access/sudo-wheel-no-password.ts";
import syncthingGuiExposed from "./network/syncthing-gui-exposed.ts";
import syntaxError from "./syntax/syntax-error.ts";
import tlsVerificationDisabled from "./network/tls-verification-disabled.ts";
import tlsVerificationDisabledDownload from "./supply-chain/tls-verification-disabled-download.ts";
import tmpfilesWorldWritable from "./system/tmpfiles-world-writable.ts";
import todoComment from "./quality/todo-comment.ts";
import topLevelWith from "./style/top-level-with.ts";
import traefikInsecureApi from "./service/traefik-insecure-api.ts";
import trivialWrapper from "./style/trivial-wrapper.ts";
import truncatingDivision from "./correctness/truncating-division.ts";
import uncheckedShellScript from "./package/unchecked-shell-script.ts";
import unconventionalModuleName from "./quality/unconventional-module-name.ts";
import undefinedVariable from "./correctness/undefined-variable.ts";
import undescribedOption from "./module/undescribed-option.ts";
import undocumentedModule from "./quality/undocumented-module.ts";
import unencryptedSecretFile from "./secrets/unencrypted-secret-file.ts";
import unexplainedMkforce from "./module/unexplained-mkforce.ts";
import unguardedConfig from "./module/unguarded-config.ts";
import unknownBuiltin from "./correctness/unknown-builtin.ts";
import unknownOption from "./evaluation/unknown-option.ts";
import unknownStringEscape from "./correctness/unknown-string-escape.ts";
import unlimitedBootGenerations from "./performance/unlimited-boot-generations.ts";
import unmergeableOptionType from "./module/unmergeable-option-type.ts";
import unparenthesisedListCall from "./correctness/unparenthesised-list-call.ts";
import unqualifiedPackageList from "./module/unqualified-package-list.ts";
import unquotedSplice from "./style/unquoted-splice.ts";
import unreadableFile from "./syntax/unreadable-file.ts";
import unreviewedRebuild from "./purity/unreviewed-rebuild.ts";
import unsafeNativeEval from "./supply-chain/unsafe-native-eval.ts";
import unstructuredSettings from "./module/unstructured-settings.ts";
import untrackedFile from "./flake/untracked-file.ts";
import untypedOption from "./module/untyped-option.ts";
import unusedArgument from "./dead-code/unused-argument.ts";
import unusedBinding from "./dead-code/unused-binding.ts";
import unusedFlakeInput from "./flake/unused-flake-input.ts";
import unusedFormal from "./dead-code/unused-formal.ts";
import unusedPatternAlias from "./dead-code/unused-pattern-alias.ts";
import unusedSpecialArgument from "./dead-code/unused-special-argument.ts";
import unusedSuppression from "./quality/unused-suppression.ts";
import unusedWith from "./dead-code/unused-with.ts";
import urlEmbeddedCredentials from "./secrets/url-embedded-credentials.ts";
import urlLiteral from "./deprecated/url-literal.ts";
import usedUnderscoreName from "./dead-code/used-underscore-name.ts";
import userApplicationInSystemPackages from "./module/user-application-in-system-packages.ts";
import userPlaintextPassword from "./secrets/user-plaintext-password.ts";
import userWeakPasswordHash from "./secrets/user-weak-password-hash.ts";
import webShellNoAuth from "./service/web-shell-no-auth.ts";
import wifiPskLiteral from "./secrets/wifi-psk-literal.ts";
import wireguardPrivateKeyLiteral from "./secrets/wireguard-private-key-literal.ts";
import withImport from "./style/with-import.ts";
import worldWritableSocket from "./service/world-writable-socket.ts";

/** Every rule of the catalogue, sorted by id. */
export const rules: readonly Rule[] = [
  absolutePathLiteral,
  acceptFlakeConfig,
  allowBroken,
  allowInsecureBlanket,
  ambiguousGplLicense,
  autoUpgradeUnreviewed,
  autologin,
  automaticImports,
  bindAllInterfaces,
  boolLiteralComparison,
  booleanIf,
  buildFailure,
  buildToolInBuildInputs,
  chmod777InScript,
  collapsibleLet,
  commentedOutCode,
  complexInputReference,
  configDependentImports,
  conflictingDefinition,
  conflictingStateVersion,
  constantBooleanOperand,
  containerDangerousCapability,
  containerHostNamespace,
  containerImageUnpinned,
  containerInsecureRegistry,
  containerPrivileged,
  containerPublishAllInterfaces,
  containerSensitiveHostMount,
  containerSocket,
  crossHostCycle,
  crossHostReference,
  cupsExposed,
  curlPipeShell,
  databaseNoAuth,
  deepNesting,
  defaultCredential,
  deprecatedFunction,
  deprecatedOption,
  directInputPackage,
  divisionAsPath,
  dockerDaemonTcp,
  duplicateAttribute,
  duplicateBlock,
  duplicateFlakeInput,
  duplicateFormal,
  duplicateImport,
  duplicateLockedInput,
  duplicateOverlay,
  duplicatePackage,
  dynamicBindingName,
  emptyInherit,
  emptyLet,
  emptyListConcatenation,
  emptyPassword,
  emptyPattern,
  emptySetUpdate,
  etaExpandedFunction,
  etcFileInsecureMode,
  evalTimeSecretRead,
  evaluationFailure,
  evaluationTimeBuild,
  evaluationTimeout,
  evaluationWarning,
  extractableHelper,
  failedAssertion,
  failedVmTest,
  featureWithoutOption,
  fetchBranchRev,
  fetchFakeHash,
  fetchInsecureTransport,
  fetchMissingHash,
  fetchUnpinnedGit,
  fetchWeakHash,
  firewallDisabled,
  firewallGlobalPorts,
  firewallSensitivePort,
  firewallTrustedInterface,
  firewallWideRange,
  flagsArrayAttribute,
  flagsAsString,
  flakeInputInsecureUrl,
  flakeInputLocalPath,
  flakeLockMismatch,
  flakeLockMissing,
  flakeLockUnlockedNode,
  flakeNixconfigDangerous,
  flakeNixpkgsEol,
  flakeNixpkgsStale,
  gitCryptSecretEvaluated,
  grafanaAnonymousAdmin,
  handRolledLanguageBuild,
  hardcodedAddress,
  hardcodedHomePath,
  hardcodedSystem,
  hasAttributeGuard,
  hideKnownVulnerabilities,
  highComplexity,
  hostAddressConflict,
  hostInventoryDrift,
  hostNameMismatch,
  ignoredHomeManagerOverlay,
  imperativePackageInstall,
  importCycle,
  importFromDerivation,
  impureBuiltin,
  impureGetenv,
  incompleteBinaryCache,
  incompleteMeta,
  initrdEmergencyAccess,
  initrdSecretInStore,
  kernelEol,
  kernelMitigationsDisabled,
  kernelSysctlWeakened,
  largeFile,
  largeWithScope,
  layerViolation,
  legacyCleartextService,
  legacyLet,
  limitedBuildParallelism,
  listLiteralConcatenation,
  looseOptionType,
  malformedNumber,
  manualEnableOption,
  manualExecutablePath,
  manualInherit,
  manualInheritFrom,
  missingAssertions,
  missingBuiltinsPrefix,
  missingEvaluatedHost,
  missingFlakeOutput,
  missingFollows,
  missingGarbageCollection,
  missingMeta,
  missingMkdefault,
  missingModuleEllipsis,
  missingPath,
  missingPhaseHook,
  missingReadme,
  missingStateVersion,
  missingStoreOptimisation,
  missingStrictDeps,
  mistypedOption,
  mixedRecMerge,
  mkifInImports,
  mkifInUpdate,
  mkifLiteralTrue,
  moduleWithoutEnable,
  monolithicFile,
  monolithicFlake,
  mountCredentialInOptions,
  mqttAnonymous,
  negatedComparison,
  nestedWith,
  networkInBuildPhase,
  nfsNoRootSquash,
  nginxAliasTraversal,
  nginxWeakTls,
  nixAccessTokenLiteral,
  nixInsecureSubstituter,
  nixSandboxDisabled,
  nixSandboxPathLeak,
  nixSignaturesDisabled,
  nixSshServeWrite,
  nixSyscallFilterDisabled,
  nixTrustedUsersAll,
  nixTrustedUsersNonroot,
  nixpkgsReimport,
  nochrootDerivation,
  nonStringInterpolation,
  openFirewall,
  openRegistration,
  optionSecretAsStr,
  optionWithoutDefault,
  optionWithoutExample,
  optionalWithList,
  orAsIdentifier,
  orphanModule,
  outOfStoreSymlink,
  overlayArgumentNames,
  overlayPreviousDependency,
  overrideDerivation,
  oversizedClosure,
  oversizedInlineModule,
  oversizedInteger,
  oversizedPackageList,
  packageSetExtension,
  pamSshAgentAuth,
  parserDisagreement,
  passwordHashInRepo,
  pathOutsideRoot,
  permittedInsecurePackages,
  plaintextSecret,
  pnameInSource,
  polkitAllowAll,
  postgresTrustAuth,
  recOverridesAttribute,
  recursiveAttrset,
  recursiveDerivation,
  recursiveOverlay,
  redisNoAuth,
  redundantBuiltinsPrefix,
  redundantDefinition,
  redundantImport,
  redundantParentheses,
  redundantPatternBind,
  redundantRec,
  redundantStdenvPackage,
  remoteAuthorizedKeys,
  removedHardenedProfile,
  removedOptionType,
  repeatedImportSet,
  repeatedKeys,
  rootEquivalentGroup,
  rootExecutesUserWritablePath,
  sambaGuestAccess,
  sambaSmb1,
  secretFileMissing,
  secretFileOptionInline,
  secretIdentityPathLiteral,
  secretInEnvironment,
  secretInGeneratedFile,
  secretInStorePath,
  secretManagerReadfile,
  secretOnCommandLine,
  secretPrivateKeyFile,
  secretPrivateKeyLiteral,
  secretProviderToken,
  secretRulesDrift,
  secretWorldReadable,
  selfOverridingOverlay,
  selfReferentialBinding,
  serviceMissingHardening,
  serviceNoUser,
  servicePartialHardening,
  serviceRunsAsRoot,
  serviceUnauthenticatedExposed,
  shadowedBuiltin,
  shadowedConfig,
  shadowedOutput,
  specialArgumentOveruse,
  sprawlingHostImports,
  sqlPasswordLiteral,
  sshAgentForwardingWildcard,
  sshEmptyPasswords,
  sshHostKeyCheckingDisabled,
  sshPasswordAuth,
  sshRootLogin,
  sshWeakAuthorizedKey,
  sshWeakCrypto,
  sshWeakSettings,
  sshX11Forwarding,
  storeLeakingOption,
  strayModuleKey,
  substituterWithoutKey,
  sudoNopasswdAll,
  sudoNopasswdEscapableCommand,
  sudoWheelNoPassword,
  syncthingGuiExposed,
  syntaxError,
  tlsVerificationDisabled,
  tlsVerificationDisabledDownload,
  tmpfilesWorldWritable,
  todoComment,
  topLevelWith,
  traefikInsecureApi,
  trivialWrapper,
  truncatingDivision,
  uncheckedShellScript,
  unconventionalModuleName,
  undefinedVariable,
  undescribedOption,
  undocumentedModule,
  unencryptedSecretFile,
  unexplainedMkforce,
  unguardedConfig,
  unknownBuiltin,
  unknownOption,
  unknownStringEscape,
  unlimitedBootGenerations,
  unmergeableOptionType,
  unparenthesisedListCall,
  unqualifiedPackageList,
  unquotedSplice,
  unreadableFile,
  unreviewedRebuild,
  unsafeNativeEval,
  unstructuredSettings,
  untrackedFile,
  untypedOption,
  unusedArgument,
  unusedBinding,
  unusedFlakeInput,
  unusedFormal,
  unusedPatternAlias,
  unusedSpecialArgument,
  unusedSuppression,
  unusedWith,
  urlEmbeddedCredentials,
  urlLiteral,
  usedUnderscoreName,
  userApplicationInSystemPackages,
  userPlaintextPassword,
  userWeakPasswordHash,
  webShellNoAuth,
  wifiPskLiteral,
  wireguardPrivateKeyLiteral,
  withImport,
  worldWritableSocket,
];
