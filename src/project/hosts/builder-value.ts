import {
  foldCall,
  known,
  listValue,
  setValue,
  stringValue,
  type Folded,
} from "../../semantics/index.ts";
import type { World } from "../evaluation/index.ts";
import type { HostKind } from "../model.ts";

const builders: Readonly<Record<HostKind, string>> = {
  nixos: "nixosSystem",
  darwin: "darwinSystem",
  home: "homeManagerConfiguration",
  droid: "nixOnDroidConfiguration",
  "system-manager": "makeSystemConfig",
};

/** A host that a flake of conventions makes out of a folder or a setting. */
export interface ConventionalHost {
  readonly kind: HostKind;
  /** Modules, each an element of the list. */
  readonly modules: readonly Folded[];
  readonly specialArgs?: Folded;
  readonly system?: Folded;
  /** Absolute path of the file that is the host's own. */
  readonly path: string;
}

/** The same value that a call of the builder in a flake.nix would have. */
export function builderValue(host: ConventionalHost, world: World): Folded {
  const args = host.specialArgs ?? setValue(new Map());
  const name = host.kind === "home" || host.kind === "droid" ? "extraSpecialArgs" : "specialArgs";
  const argument = setValue(
    new Map<string, Folded>([
      ["modules", listValue(host.modules)],
      [name, args],
      ...(host.system ? ([["system", host.system]] as const) : []),
    ]),
  );
  const builder = world.named(builders[host.kind]);
  const value = world.limits.lazy(() => foldCall(builder, argument, world.limits));
  world.markFile(value, host.path);
  return value;
}

/** A path as a value. */
export function pathValue(path: string): Folded {
  return known({ type: "path", value: path });
}

/** A set of these attributes. */
export function setOf(attributes: Readonly<Record<string, Folded | undefined>>): Folded {
  return setValue(
    new Map(
      Object.entries(attributes).filter(
        (entry): entry is [string, Folded] => entry[1] !== undefined,
      ),
    ),
  );
}

/** A string as a value. */
export const textValue = stringValue;
