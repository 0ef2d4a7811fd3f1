export { secretAttributes, spansOfAttribute } from "./attributes.ts";
export { isCiphertext } from "./ciphertext.ts";
export { bitsPerCharacter } from "./entropy.ts";
export { findTokens, mayHoldToken } from "./find-tokens.ts";
export { isSecretFileName, secretKindOf, wordsOf } from "./key-names.ts";
export { secretLines } from "./key-value-lines.ts";
export { leakingOptions, siblingOf } from "./leaking-options.ts";
export { literalsOfSetting } from "./literal-setting.ts";
export { hashKindOf, isDesHash } from "./password-hashes.ts";
export { isPublicFileName, pathLiteralsOf, quotedPath } from "./path-values.ts";
export { lastNameOf, placeOf, severityHere } from "./place.ts";
export { findPrivateKeys, mayHoldPrivateKey } from "./private-keys.ts";
export { isPublicMaterial } from "./public-material.ts";
export { isAllowed, spansOfPart, spansOfValue } from "./secret-report.ts";
export { isAccessTokenPlace } from "./specialists.ts";
export { storeTextOf } from "./store-text.ts";
export {
  constantTextOf,
  INTERPOLATION,
  isString,
  readString,
  type StringNode,
} from "./string-text.ts";
export { isGuessable } from "./weak-credentials.ts";
export { findUrlCredentials } from "./url-credentials.ts";
export { isHarmless, isIndirection, looksSecret } from "./values.ts";
export { findCommandLineSecrets } from "./command-line-secrets.ts";
export { findSqlPasswords } from "./sql-passwords.ts";
export { fileReadBy } from "./file-reads.ts";
