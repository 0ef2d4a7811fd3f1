import type { Semantics } from "../semantics/index.ts";
import type { AnyNode } from "../syntax/index.ts";
/**
 * Like `originOf`, but takes a name below several `with`s as one of the innermost. Right for names that this set is known to
 * have, as those of a table of nixpkgs' packages.
 */
export declare function originOfKnownMember(node: AnyNode, semantics: Semantics): string | undefined;
