import type { Host, HostKind } from "../../project/index.ts";
import { quoteForShell } from "../issues/quote-for-shell.ts";

/** Where a flake has hosts of a kind, and what of one is built. */
const outputs: Readonly<Record<HostKind, readonly [output: string, derivation: string]>> = {
  nixos: ["nixosConfigurations", "config.system.build.toplevel"],
  darwin: ["darwinConfigurations", "system"],
  home: ["homeConfigurations", "activationPackage"],
  droid: ["nixOnDroidConfigurations", "activationPackage"],
  "system-manager": ["systemConfigs", ""],
};

/** So many hosts are named in a command: a line that can be read. */
const MOST_HOSTS = 8;

/** Commands that show that hosts still evaluate and, where they are to stay the same, that they do. */
export function validationCommands(
  hosts: readonly Host[],
  { hasFlake, keepsResult }: { readonly hasFlake: boolean; readonly keepsResult: boolean },
): readonly string[] {
  const own = hosts.slice(0, MOST_HOSTS);
  const more = hosts.length - own.length;
  const note = more > 0 ? `  # and ${more} more` : "";
  const asked = [...new Set(own.map(({ name }) => ` --host ${quoteForShell(name)}`))].join("");
  if (!hasFlake || own.length === 0) return [`nixaudit validate${asked}${note}`];
  if (!keepsResult) return [`nixaudit validate${asked}${note}`];
  return evaluations(own).map((command) => `${command}${note}`);
}

/** One loop for the hosts of a kind and a flake. */
function evaluations(hosts: readonly Host[]): readonly string[] {
  const groups = new Map<string, { kind: HostKind; flake: string; names: string[] }>();
  for (const { name, kind } of hosts) {
    // A host of a flake further down goes by `folder#name`.
    const at = name.lastIndexOf("#");
    const flake = at === -1 ? "." : `./${name.slice(0, at)}`;
    const key = `${kind}\0${flake}`;
    const group = groups.get(key) ?? { kind, flake, names: [] };
    groups.set(key, group);
    group.names.push(name.slice(at + 1));
  }
  return [...groups.values()].map(({ kind, flake, names }) => {
    const [output, derivation] = outputs[kind];
    const below = derivation === "" ? "" : `.${derivation}`;
    const [only = ""] = names;
    if (names.length === 1 && /^[A-Za-z_][\w-]*$/.test(only) && /^[\w./-]+$/.test(flake))
      return `nix eval --raw ${flake}#${output}.${only}${below}.drvPath`;
    const words = names.map(quoteForShell).join(" ");
    const reference = `"${flake.replaceAll(/["$`\\]/g, String.raw`\$&`)}#${output}.\\"$host\\"${below}.drvPath"`;
    return `for host in ${words}; do nix eval --raw ${reference}; echo; done`;
  });
}
