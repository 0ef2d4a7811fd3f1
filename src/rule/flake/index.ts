/** Helpers of rules about flakes. */
export { speaksOfFollows, usesOwnCache } from "./deliberate-copies.ts";
export {
  isNixpkgs,
  listNames,
  nixpkgsInputs,
  nodeOf,
  nodePlace,
  referenceOf,
  releaseOf,
  shortName,
} from "./flake-inputs.ts";
export { addFollows, removeInput } from "./input-edits.ts";
export { lockedDifference, type LockedDifference } from "./locked-difference.ts";
export { endOfRelease } from "./releases.ts";
