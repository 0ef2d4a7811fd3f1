import type { Level } from "../define-option-rule.ts";
/** How bad a value is, if it takes a protection away. */
export declare function weakSysctlLevel(key: string, value: number): Level | undefined;
