import type { AttributeBinding } from "../../syntax/index.ts";
/** Whether a binding stands in a configuration of nixpkgs: `nixpkgs.config.x`, `import nixpkgs { config.x }`, `config.nix`. */
export declare function isPackageConfig(binding: AttributeBinding, path: string): boolean;
