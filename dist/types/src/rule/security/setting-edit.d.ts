import type { OfferedFix } from "../define-rule.ts";
import type { Setting } from "../define-option-rule.ts";
import type { ListElement } from "./list-elements.ts";
/** Writes another value; none where it is bound to a name, which may have other uses. */
export declare function replaceValue({ site, value }: Setting, newText: string, title: string): OfferedFix | undefined;
/** Takes out the binding; none where it says more than the one value. */
export declare function removeSetting({ site, value, conditions }: Setting, title: string): OfferedFix | undefined;
/** Takes elements out of the lists that they are written in; none if one is not written in a list. */
export declare function removeElements(elements: readonly ListElement[], title: string): OfferedFix | undefined;
