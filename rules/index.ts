// Generated from the folders below by `npm run generate`. Do not edit.
import type { Rule } from "../src/rule/index.ts";
import redundantRec from "./style/redundant-rec.ts";
import syntaxError from "./syntax/syntax-error.ts";
import unreadableFile from "./syntax/unreadable-file.ts";
import unusedSuppression from "./quality/unused-suppression.ts";
import unusedWith from "./dead-code/unused-with.ts";

/** Every rule of the catalogue, sorted by id. */
export const rules: readonly Rule[] = [
  redundantRec,
  syntaxError,
  unreadableFile,
  unusedSuppression,
  unusedWith,
];
