/** How much a name says: a password may be any word, a token has to look like one. */
export type SecretKind = "password" | "token";
/** The words of a name in camel, snake or kebab case, or with dots, lower case. */
export declare function wordsOf(name: string): readonly string[];
/** Whether a name says that its value is a secret. The last words decide: `passwordFile` is none. */
export declare function secretKindOf(name: string): SecretKind | undefined;
/** Whether a name asks for a file that holds a secret: `passwordFile`, `environmentFiles`, `tokenPath`. */
export declare function isSecretFileName(name: string): boolean;
