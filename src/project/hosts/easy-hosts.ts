import {
  expectType,
  foldAttribute,
  setValue,
  stringValue,
  type Folded,
} from "../../semantics/index.ts";
import type { World } from "../evaluation/index.ts";
import type { HostKind } from "../model.ts";
import { builderValue, pathValue, setOf } from "./builder-value.ts";

/**
 * The hosts of the flake-parts module easy-hosts: those that `easy-hosts.hosts` names, and with `autoConstruct` those
 * with a folder `<path>/<architecture>-<class>/<name>`. Undefined where it is not used.
 */
export function easyHosts(
  config: Folded,
  { inputs, self }: { readonly inputs: Folded; readonly self: Folded },
  world: World,
): Folded | undefined {
  const { limits, tree } = world;
  const settings = limits.settle(foldAttribute(config, "easy-hosts", limits));
  if (!settings.known || settings.value.type !== "set") return undefined;
  const text = (set: Folded, key: string): string | undefined => {
    const found = limits.settle(foldAttribute(set, key, limits));
    return found.known && (found.value.type === "string" || found.value.type === "path")
      ? found.value.value
      : undefined;
  };
  const elements = (set: Folded, key: string): readonly Folded[] => {
    const found = expectType(foldAttribute(set, key, limits), "list");
    return found.known ? found.value.elements : [];
  };
  const made: Record<"nixos" | "darwin", Map<string, Folded>> = {
    nixos: new Map(),
    darwin: new Map(),
  };
  const folder = text(settings, "path");
  const automatic = limits.settle(foldAttribute(settings, "autoConstruct", limits));
  if (
    folder !== undefined &&
    automatic.known &&
    automatic.value.type === "boolean" &&
    automatic.value.value
  )
    construct(folder);
  const hosts = expectType(foldAttribute(settings, "hosts", limits), "set");
  if (hosts.known) {
    for (const [name, host] of hosts.value.attributes) {
      const own = text(host, "path") ?? (folder === undefined ? undefined : `${folder}/${name}`);
      const extra = elements(host, "modules");
      add(name, text(host, "class") ?? "nixos", text(host, "arch") ?? "x86_64", own, extra, host);
    }
  }
  return setOf({
    nixosConfigurations: setValue(made.nixos),
    ...(made.darwin.size > 0 ? { darwinConfigurations: setValue(made.darwin) } : {}),
  });

  function fileAt(path: string | undefined): string | undefined {
    return path !== undefined && tree.kindOf(path) === "folder" ? `${path}/default.nix` : path;
  }

  function construct(path: string): void {
    for (const [name, type] of tree.list(path) ?? []) {
      const [, arch, kind] = /^([^-]+)-([a-z]+)$/.exec(name) ?? [];
      if (type !== "folder" || arch === undefined || kind === undefined) continue;
      world.markListed(`${path}/${name}`);
      for (const [host, hostType] of tree.list(`${path}/${name}`) ?? [])
        if (hostType === "folder") add(host, kind, arch, `${path}/${name}/${host}`, [], undefined);
    }
  }

  function add(
    name: string,
    className: string,
    arch: string,
    path: string | undefined,
    extra: readonly Folded[],
    host: Folded | undefined,
  ): void {
    const kind: HostKind = className === "darwin" ? "darwin" : "nixos";
    const shared = foldAttribute(settings, "shared", limits);
    const own = path !== undefined && tree.kindOf(path) !== undefined ? [pathValue(path)] : [];
    const special = host === undefined ? undefined : foldAttribute(host, "specialArgs", limits);
    const named = special && expectType(special, "set");
    const args = new Map<string, Folded>([
      ["inputs", inputs],
      ["self", self],
      ...(named?.known ? named.value.attributes : []),
    ]);
    const platform = kind === "darwin" || className === "darwin" ? "darwin" : "linux";
    made[kind === "darwin" ? "darwin" : "nixos"].set(
      name,
      builderValue(
        {
          kind,
          modules: [...own, ...extra, ...elements(shared, "modules")],
          specialArgs: setValue(args),
          system: stringValue(`${arch}-${platform}`),
          path: fileAt(path) ?? `${tree.root}/flake.nix`,
        },
        world,
      ),
    );
  }
}
