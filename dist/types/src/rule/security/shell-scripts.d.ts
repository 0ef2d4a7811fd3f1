import type { Semantics } from "../../semantics/index.ts";
import { type ShellCommand } from "../shell-commands.ts";
import { type StringNode } from "./string-pieces.ts";
/**
 * Who runs a script: a build (`buildPhase`, `runCommand`), the activation of the system, a unit of systemd, or whoever
 * calls it (`writeShellScriptBin`, `shellHook`, start-up files of shells).
 */
export type ScriptRole = "build" | "activation" | "unit" | "caller";
/** A string that a shell runs. */
export interface ShellScript {
    readonly node: StringNode;
    readonly role: ScriptRole;
    /** See {@link maskedText}. */
    readonly text: string;
    readonly commands: readonly ShellCommand[];
}
/** The shell scripts of a file, as far as the names of options, attributes and functions tell. */
export declare function shellScripts(semantics: Semantics): readonly ShellScript[];
