import {
  expectType,
  foldAttribute,
  foldCall,
  known,
  listValue,
  openSet,
  setValue,
  unknown,
  type Folded,
} from "../../semantics/index.ts";
import type { World } from "../evaluation/index.ts";
import type { EdgeTarget } from "../model.ts";
import { easyHosts } from "./easy-hosts.ts";
import { mergeDefinitions } from "./merge-definitions.ts";
import { moduleArguments } from "./module-arguments.ts";
import { walkModules, type WalkedModules } from "./module-walk.ts";
import { definitionsAt } from "./property.ts";

/** Parts of flake-parts that are known to make no hosts. */
const hostless =
  /treefmt|git-hooks|pre-commit|devshell|devenv|flake-parts|flake-root|process-compose|topology|agenix-rekey|hercules-ci|pkgs-by-name|terranix|mkdocs|nixvim|flake-file|files\b/;

/** What the walk through the parts of each flake found besides its outputs. */
export type PartsSink = (walked: WalkedModules) => void;

/** `flake-parts.lib.mkFlake`: the outputs that all parts of the tree make together. */
export function makeFlake(
  given: Folded,
  module: Folded,
  world: World,
  onWalked: PartsSink,
): Folded {
  const { limits } = world;
  const inputs = foldAttribute(given, "inputs", limits);
  const self = foldAttribute(inputs, "self", limits);
  const specialArgs = expectType(given, "set");
  const special = specialArgs.known ? specialArgs.value.attributes.get("specialArgs") : undefined;
  const symbol = (origin: string, reason: string): Folded => ({ ...unknown(reason), origin });

  const parts = lazily(() => collect());
  const config: Folded = limits.lazy(() => mergeDefinitions(parts().definitions, limits, true));
  const flake: Folded = limits.lazy(() => outputsOf());
  let isReading = false;
  const openConfig = openSet(new Map([["flake", flake]]), (key) => {
    // What is imported cannot depend on what the imports set.
    if (isReading) return symbol(`config.${key}`, `option \`${key}\` of flake-parts`);
    const found = limits.settle(foldAttribute(config, key, limits));
    return found.known || !found.fails ? found : unknown(`option \`${key}\` of flake-parts`);
  });
  const names: readonly (readonly [string, Folded])[] = [
    ["inputs", inputs],
    ["self", self],
    ["lib", world.named("lib")],
    ["config", openConfig],
    ["options", symbol("options", "options of flake-parts")],
    ["flake-parts-lib", flakePartsLibrary()],
    ["withSystem", withSystem()],
    ["moduleWithSystem", symbol("moduleWithSystem", "`moduleWithSystem`")],
    ["getSystem", symbol("getSystem", "`getSystem`")],
  ];
  const ownArgs = (key: string): Folded => {
    if (isReading) return symbol(key, `module argument \`${key}\``);
    for (const definition of parts().definitions) {
      for (const { value } of definitionsAt(definition, ["_module", "args", key], limits))
        return value;
    }
    return symbol(key, `module argument \`${key}\``);
  };
  const base = moduleArguments(new Map(names), special ?? setValue(new Map()));
  const args = openSet(new Map(names), (key) => {
    const found = limits.settle(foldAttribute(base, key, limits));
    // Arguments that modules set are known only when all modules are.
    return !found.known && found.origin === key ? limits.lazy(() => ownArgs(key)) : found;
  });
  return flake;

  function collect(): { definitions: readonly Folded[]; external: readonly string[] } {
    const site = world.valueSiteOf(module) ?? {
      path: `${world.tree.root}/flake.nix`,
      span: { start: 0, end: 0 },
    };
    isReading = true;
    const walked = walkModules(world, {
      modules: listValue([module]),
      site,
      args,
      what: "parts of the flake",
      kind: "module",
    });
    isReading = false;
    onWalked(walked);
    return {
      definitions: walked.definitions.map(({ value }) => value),
      external: walked.edges.flatMap(({ target }) => externalName(target)),
    };
  }

  function outputsOf(): Folded {
    const { definitions, external } = parts();
    const own = definitions.flatMap((definition) =>
      definitionsAt(definition, ["flake"], limits).map(({ value }) => inner(value)),
    );
    const merged = limits.settle(
      own.length === 0 ? setValue(new Map()) : mergeDefinitions(own, limits),
    );
    const made = easyHosts(openConfig, { inputs, self }, world);
    const both = made ? mergeDefinitions([merged, made], limits) : merged;
    const set = expectType(both, "set");
    if (!set.known || external.length === 0) return both;
    const first = external.find((name) => !hostless.test(name));
    if (first === undefined) return both;
    const reason = `\`${first}\` may define it`;
    return openSet(
      set.value.attributes,
      (key) => {
        const other = set.value.rest && limits.settle(set.value.rest(key));
        if (other && (other.known || !other.fails)) return other;
        return key === "nixosModules" || key === "lib" || key === "overlays"
          ? setValue(new Map(), false)
          : unknown(reason);
      },
      set.value.gaps,
    );
  }

  /** `flake` takes modules as well as sets. */
  function inner(value: Folded): Folded {
    const settled = limits.settle(value);
    if (!settled.known || settled.value.type !== "function") return value;
    const innerArgs = openSet(
      new Map([
        ["config", flake],
        ["lib", world.named("lib")],
      ]),
      (key) => symbol(key, `module argument \`${key}\``),
    );
    const called = foldCall(settled, innerArgs, limits);
    const set = expectType(called, "set");
    return (set.known ? set.value.attributes.get("config") : undefined) ?? called;
  }

  function withSystem(): Folded {
    return known({
      type: "function",
      call: (system) =>
        known({
          type: "function",
          call: (body) => {
            const context = openSet(
              new Map<string, Folded>([
                ["system", system],
                ["config", symbol("perSystem", "what `perSystem` makes")],
                ["pkgs", symbol("pkgs", "`pkgs` of a system")],
              ]),
              (key) => symbol(key, `\`${key}\` of a system`),
            );
            return foldCall(body, context, limits);
          },
        }),
    });
  }

  function flakePartsLibrary(): Folded {
    const importApply = world.named("lib.importApply");
    return openSet(new Map([["importApply", importApply]]), (key) =>
      symbol(`inputs.flake-parts.lib.${key}`, `\`${key}\` of flake-parts`),
    );
  }
}

function externalName(target: EdgeTarget): readonly string[] {
  return target.kind === "external" ? [target.name] : [];
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
