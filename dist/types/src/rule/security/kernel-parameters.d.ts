import type { Setting } from "../define-option-rule.ts";
import type { Semantics } from "../../semantics/index.ts";
import { type ListElement } from "./list-elements.ts";
/** A parameter of the kernel's command line. */
export interface KernelParameter {
    readonly word: string;
    readonly element: ListElement;
    /** Whether the element holds nothing else. */
    readonly isWhole: boolean;
}
/** The parameters in a list such as `boot.kernelParams`; one element may hold several. */
export declare function kernelParameters(setting: Setting, semantics: Semantics): readonly KernelParameter[];
