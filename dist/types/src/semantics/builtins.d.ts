/** Attributes of `builtins` in any Nix or Lix from 2.3 on, experimental ones and those of plug-in-free builds included. */
export declare const builtinNames: ReadonlySet<string>;
/** Whether Nix knows the name everywhere: `map`, `builtins`, `__sub`, `__attrNames`. */
export declare function isGlobalName(name: string): boolean;
