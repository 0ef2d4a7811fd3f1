import type { AttributeBinding } from "../../syntax/index.ts";
import { placeOf } from "../secret/place.ts";

/** Whether a binding stands in a configuration of nixpkgs: `nixpkgs.config.x`, `import nixpkgs { config.x }`, `config.nix`. */
export function isPackageConfig(binding: AttributeBinding, path: string): boolean {
  const { names, isDescription } = placeOf(binding);
  if (isDescription) return false;
  const before = names.at(-2);
  return before === undefined
    ? /(?:^|\/)(?:nixpkgs[-_.\w]*|config)\.nix$|(?:^|\/)nixpkgs\/config/.test(path)
    : /^(?:config|nixpkgsConfig|nixpkgs-config|pkgsConfig|nixpkgs)$/.test(before);
}
