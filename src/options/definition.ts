import type { AnyNode, Expression } from "../syntax/index.ts";
import type { Span } from "../text/index.ts";
import type { Rename } from "./renamed-options.ts";

/** Priorities of nixpkgs' `lib/modules.nix`: the lowest number wins. */
export const priorities = {
  vm: 10,
  force: 50,
  imageMedia: 60,
  plain: 100,
  default: 1000,
  optionDefault: 1500,
} as const;

/** Under what a definition holds. */
export interface Condition {
  /** `mkIf`, `optionalAttrs`, `optionals` and kin; the branches of an `if`; `assert`. */
  readonly kind: "call" | "then" | "else" | "assert";
  /** The condition itself. */
  readonly node: Expression;
}

/** Where a definition stands, when that is not the host's own configuration. */
export interface ModuleContext {
  readonly kind:
    /** A NixOS container, declared in place. */
    | "container"
    /** A node of a NixOS test or of a deployment set. */
    | "node"
    /** A user's Home Manager configuration. */
    | "home"
    /** The variant that `nixos-rebuild build-vm` builds. */
    | "vm-variant"
    | "specialisation"
    /** A module written in place in a list of modules. */
    | "inline-module";
  /** `*` where it is computed. */
  readonly name: string;
}

/** One definition of an option, in whichever spelling: `a.b = x;`, `a = { b = x; };` and `a = mkMerge [ … ]` alike. */
export interface OptionDefinition {
  /**
   * The option, below the module: a computed name is `*`, an element of a list `[]`. Old names are replaced by the present
   * ones. A quoted name is one segment, also with dots in it.
   */
  readonly path: readonly string[];
  /** The value without `mkForce`, `mkIf` and the like. A local name bound to a literal is followed. */
  readonly value: Expression;
  /** See {@link priorities}. */
  readonly priority: number;
  /** Outermost first; empty when it always holds. */
  readonly conditions: readonly Condition[];
  /** Outermost first; empty in the configuration itself. */
  readonly contexts: readonly ModuleContext[];
  /** There where the text gives an old name. */
  readonly rename?: Rename;
  /** There where `mkVMOverride` or `mkImageMediaOverride` gives the value. */
  readonly isEphemeral?: true;
  /** What spells the last part of the path: where a finding about the setting stands. */
  readonly name: Span;
  /** The binding, `inherit` or list element that makes the definition. */
  readonly site: AnyNode;
  /** Whether the path begins at a module, as far as the text tells: else only its end can be trusted. */
  readonly isAnchored: boolean;
}

/** One option that a module declares. */
export interface OptionDeclaration {
  readonly path: readonly string[];
  readonly via: "mkOption" | "mkEnableOption" | "mkPackageOption";
  /** The literal argument of `mkOption`, if it is one. */
  readonly attributes: ReadonlyMap<string, Expression>;
  readonly name: Span;
  readonly site: AnyNode;
}
