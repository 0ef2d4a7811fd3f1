import type { FileContext } from "./define-rule.ts";
import { type DerivationCall } from "./derivation-call.ts";
/**
 * Whether a derivation is no package that anyone installs: a shell, a command, downloaded or patched sources, a check, or a
 * step of another derivation.
 */
export declare function isInternalDerivation(call: DerivationCall, { path, semantics }: Pick<FileContext, "path" | "semantics">): boolean;
