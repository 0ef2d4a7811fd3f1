/** Helpers of security rules for configuration files, lists and values. */
export { directivesOf, type Directive, type DirectiveWord } from "./config-directive.ts";
export { daemonPaths, sshdDefaults, sshdPaths } from "./daemon-settings.ts";
export { sshAlgorithmKeys, weakSshAlgorithm } from "./weak-ssh-algorithms.ts";
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
