/** Helpers of security rules for configuration files, lists and values. */
export { directivesOf, type Directive, type DirectiveWord } from "./config-directive.ts";
export { daemonPaths, sshdDefaults, sshdPaths } from "./daemon-settings.ts";
export { sshAlgorithmKeys, weakSshAlgorithm } from "./weak-ssh-algorithms.ts";
export { readSshPublicKey, type SshPublicKey } from "./ssh-public-key.ts";
export { hasStarKey } from "./star-key.ts";
export { escapeOf, type Escape } from "./escapable-programs.ts";
export {
  isForRootOnly,
  runAsOf,
  setAround,
  sudoGrants,
  sudoPaths,
  type SudoGrant,
} from "./sudo-grants.ts";
export { isLoopback, isPrivateHost } from "./host-names.ts";
export { isEveryone, trustedUsers, type TrustedUser } from "./trusted-users.ts";
export { rootGroups } from "./root-groups.ts";
export { sshdSettings, type SshdSetting } from "./sshd-settings.ts";
export { elementsOf, type ListElement } from "./list-elements.ts";
export { removeElements, removeSetting, replaceValue } from "./setting-edit.ts";
export { isNo, isYes, plainText } from "./setting-value.ts";
export {
  linesOf,
  maskedText,
  PLACEHOLDER,
  spanWithin,
  stringsOf,
  type StringNode,
  type TextLine,
} from "./string-pieces.ts";
export {
  containerFlags,
  containerPaths,
  holdsFlags,
  isOnHostNetwork,
  siblingsOf,
  type ContainerFlag,
} from "./container-options.ts";
export { mountsOf, type ContainerMount } from "./container-mounts.ts";
export { definesBelow } from "./defines-below.ts";
export { isWorldReadable, isWorldWritable, withoutOtherWrite } from "./file-mode.ts";
export { isInnerInterface, isOptedInto, openedPorts, type OpenedPort } from "./firewall-ports.ts";
export { hostKindOf, type HostKind } from "./host-kind.ts";
export { sensitiveService } from "./sensitive-ports.ts";
export {
  fetchCalls,
  fetchText,
  isLoopbackAddress,
  mayHaveHash,
  type FetchCall,
} from "./fetch-call.ts";
export { shellScripts, type ScriptRole, type ShellScript } from "./shell-scripts.ts";
export { isLoopbackHost, optionPath, settingsBeside, type Siblings } from "./sibling-settings.ts";
export { isAside, isFlakeFile, isSampleFile } from "./file-context.ts";
export { isPackageConfig } from "./package-config.ts";
export { kernelParameters, type KernelParameter } from "./kernel-parameters.ts";
export { weakSysctlLevel } from "./weak-sysctls.ts";
export { registrations, type Registration } from "./open-registration.ts";
export {
  hardeningOf,
  hardeningTotal,
  ownUnitOf,
  ownUnitPaths,
  requiredHardening,
} from "./own-unit.ts";
export { hardenBeside } from "./hardening-fix.ts";
export { listensOnAll, openService, openServicePaths } from "./open-services.ts";
