import type { SecretKind } from "./key-names.ts";
/** Whether a text stands for a secret that is elsewhere. */
export declare function isIndirection(value: string): boolean;
/** Whether a value can't be a secret, whatever its name. */
export declare function isHarmless(value: string, key: string, kind: SecretKind): boolean;
/** Whether a value under a name of this kind looks like the secret itself. */
export declare function looksSecret(value: string, key: string, kind: SecretKind): boolean;
