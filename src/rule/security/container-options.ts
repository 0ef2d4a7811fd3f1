import type { OptionContext, Setting } from "../define-option-rule.ts";
import type { Messages } from "../define-rule.ts";
import type { Semantics } from "../../semantics/index.ts";
import type { Span } from "../../text/index.ts";
import { elementsOf } from "./list-elements.ts";

/**
 * Where containers are declared, and what each place calls the same thing. Source: nixpkgs `oci-containers.nix`, arion's
 * service options, quadlet-nix, Home Manager's `services.podman`. As of 2025-11-30.
 */
const families = [
  { container: "virtualisation.oci-containers.containers.*", names: {} },
  { container: "virtualisation.arion.projects.*.settings.services.*.service", names: {} },
  {
    container: "virtualisation.quadlet.containers.*.containerConfig",
    names: { ports: "publishPorts", extraOptions: "podmanArgs" },
  },
  { container: "services.podman.containers.*", names: { extraOptions: "extraPodmanArgs" } },
] as const;

/** The paths of options of containers, in all the places where those are declared. */
export function containerPaths(...keys: readonly string[]): readonly string[] {
  return families.flatMap(({ container, names }) =>
    keys.map((key) => `${container}.${(names as Record<string, string>)[key] ?? key}`),
  );
}

/** The other settings of the container, or of whatever else encloses the setting. */
export function siblingsOf(
  { path }: Setting,
  keys: readonly string[],
  { settingsOf }: Pick<OptionContext<Messages, unknown>, "settingsOf">,
): readonly Setting[] {
  return keys.flatMap((key) => settingsOf([...path.slice(0, -1), key].join(".")));
}

/** A command-line flag that a container is started with. */
export interface ContainerFlag {
  /** With its dashes. */
  readonly name: string;
  /** `undefined` where there is none. */
  readonly value: string | undefined;
  readonly at: Span;
}

/** The flags in a list such as `extraOptions`: `--a=b`, `--a b` and the two elements `--a` `b` alike. Unknown ones are left out. */
export function containerFlags(setting: Setting, semantics: Semantics): readonly ContainerFlag[] {
  const elements = elementsOf(setting.value, semantics);
  return elements.flatMap(({ node, text }, index) => {
    const match = /^(--?[a-z][\w-]*)(?:[= ](.*))?$/i.exec(text?.trim() ?? "");
    if (!match) return [];
    const next = elements[index + 1];
    const separate = next?.text?.startsWith("-") ? undefined : next;
    const isSeparate = match[2] === undefined && separate?.text !== undefined;
    return [
      {
        name: match[1] ?? "",
        value: isSeparate ? separate.text : match[2]?.trim(),
        at: { start: node.start, end: isSeparate ? separate.node.end : node.end },
      },
    ];
  });
}

/** Whether the list is one that holds flags. */
export function holdsFlags({ path }: Setting): boolean {
  return /^(?:extraOptions|podmanArgs|extraPodmanArgs)$/.test(path.at(-1) ?? "");
}

/** Whether a container shares the network of the host. */
export function isOnHostNetwork(
  setting: Setting,
  context: Pick<OptionContext<Messages, unknown>, "settingsOf" | "semantics">,
): boolean {
  const { semantics } = context;
  const flags = siblingsOf(setting, ["extraOptions", "podmanArgs", "extraPodmanArgs"], context);
  const networks = siblingsOf(setting, ["networks", "network", "network_mode"], context);
  return (
    flags.some((list) =>
      containerFlags(list, semantics).some(
        ({ name, value }) => /^--net(?:work)?$/.test(name) && value === "host",
      ),
    ) ||
    networks.some(({ value }) => elementsOf(value, semantics).some(({ text }) => text === "host"))
  );
}
