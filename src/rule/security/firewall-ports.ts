import type { Setting } from "../define-option-rule.ts";
import type { Semantics } from "../../semantics/index.ts";
import type { Expression } from "../../syntax/index.ts";
import { elementsOf } from "./list-elements.ts";
import { defaultPortOf } from "./sensitive-ports.ts";

/** A port in a list of the firewall. */
export interface OpenedPort {
  readonly port: number;
  readonly node: Expression;
}

/**
 * The ports that a list opens, as far as the text tells. `config.services.x.port` is what the file sets it to, else the
 * default that is known.
 */
export function openedPorts(
  setting: Setting,
  semantics: Semantics,
  settingsOf: (option: string) => readonly Setting[],
): readonly OpenedPort[] {
  return elementsOf(setting.value, semantics).flatMap(({ node, text }) => {
    const port = text === undefined ? portOfOption(node, settingsOf) : Number(text);
    return port !== undefined && Number.isInteger(port) ? [{ port, node }] : [];
  });
}

function portOfOption(
  node: Expression,
  settingsOf: (option: string) => readonly Setting[],
): number | undefined {
  const option =
    node.is("select_expression") && /^config\.(services\.[\w.-]+)$/.exec(node.text)?.[1];
  if (!option) return undefined;
  const settings = settingsOf(option);
  if (settings.length === 0) return defaultPortOf(option);
  const { folded } = settings[0] ?? { folded: undefined };
  return folded?.known && folded.value.type === "integer" ? Number(folded.value.value) : undefined;
}

/** Interfaces of overlay networks and tunnels, loopback and the bridges of virtual machines: who is there was let in. */
export function isInnerInterface(name: string): boolean {
  return /^lo$|^virbr|tailscale|^ts\d|wg|wire|^zt|zero|nebula|^ygg|^tun|^tap|vpn|tinc|mesh|netbird|^wt\d|headscale|^nb-|^dn42/i.test(
    name,
  );
}

/** Whether the definition holds only where somebody sets an `openFirewall`: a module that others use. */
export function isOptedInto({ conditions }: Setting): boolean {
  return conditions.some(({ node }) => node.text.includes("openFirewall"));
}
