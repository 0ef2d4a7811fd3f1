import type { ModuleOptions } from "../../options/index.ts";
/** Whether the file defines something at the option or below it; `*` stands for any one name. */
export declare function definesBelow({ definitions }: ModuleOptions, option: string): boolean;
