import type { OptionDeclaration } from "./definition.ts";
import { priorities } from "./definition.ts";

/** Functions that give their last argument through, under the condition that is their first. */
export const conditional: ReadonlySet<string> = new Set(
  ["mkIf", "optionalAttrs", "optionals", "optionalString", "mkAssert"].map((name) => `lib.${name}`),
);

/** Functions that give a value through with another priority. */
export const prioritized: Readonly<Record<string, number>> = {
  "lib.mkForce": priorities.force,
  "lib.mkDefault": priorities.default,
  "lib.mkOptionDefault": priorities.optionDefault,
  "lib.mkVMOverride": priorities.vm,
  "lib.mkImageMediaOverride": priorities.imageMedia,
};

/** Those whose value is for virtual machines or images alone. `mkOverride 10` is not: manuals write it to replace defaults. */
export const forImages: ReadonlySet<string> = new Set([
  "lib.mkVMOverride",
  "lib.mkImageMediaOverride",
]);

/** Functions that change the order only; the value is their last argument. */
export function isTransparent(origin: string): boolean {
  return transparent.has(origin) || homeManagerOrder.test(origin);
}

const transparent: ReadonlySet<string> = new Set(
  ["mkBefore", "mkAfter", "mkOrder", "recurseIntoAttrs", "mkDerivedConfig"].map(
    (name) => `lib.${name}`,
  ),
);

const homeManagerOrder = /(?:^|\.)dag\.entry(?:Anywhere|After|Before|Between)$/;

/** Functions that make one definition per name of a set or list: the argument that says which. */
export const perName: Readonly<Record<string, number>> = {
  "lib.mapAttrs": 0,
  "builtins.mapAttrs": 0,
  "lib.mapAttrs'": 0,
  "lib.genAttrs": 1,
  "lib.genAttrs'": 1,
};

/** Functions that make a list with one element per element or name: the argument that says which. */
export const perElement: Readonly<Record<string, number>> = {
  "builtins.map": 0,
  "lib.map": 0,
  "lib.mapAttrsToList": 0,
  "lib.imap0": 0,
  "lib.imap1": 0,
  "lib.forEach": 1,
};

/** Functions that make lists, of which the result is the whole. */
export const concatenating: ReadonlySet<string> = new Set(["builtins.concatMap", "lib.concatMap"]);

export const declaring: Readonly<Record<string, OptionDeclaration["via"]>> = {
  "lib.mkOption": "mkOption",
  "lib.mkEnableOption": "mkEnableOption",
  "lib.mkPackageOption": "mkPackageOption",
};
