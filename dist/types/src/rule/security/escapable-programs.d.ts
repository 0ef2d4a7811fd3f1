/** Why a command of sudo can be turned into root. */
export type Escape = 
/** The program does anything when it is told to, and nothing limits what it is told. */
"free"
/** The program itself stands where others may put something else. */
 | "replaceable"
/** It builds and starts a configuration. */
 | "rebuild";
/** How a command that is run as root can be used for something else; `undefined` if it does one thing. */
export declare function escapeOf(command: string): Escape | undefined;
