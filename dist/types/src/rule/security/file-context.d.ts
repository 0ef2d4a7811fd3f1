import type { FileContext } from "../define-rule.ts";
/** Whether nobody fetches or runs for real what a file says: a tool wrote it, or it is a test. */
export declare function isAside({ path, tree }: Pick<FileContext, "path" | "tree">): boolean;
/** Whether a file is a template, an example, an installer or the like. */
export declare function isSampleFile(path: string): boolean;
/** Whether the text stands in a `flake.nix`, which Nix evaluates purely. */
export declare function isFlakeFile(path: string): boolean;
