import type { HostConfiguration, HostDefinition, Place } from "../../project/index.ts";
import type { Folded } from "../../semantics/index.ts";
import { plainText } from "../security/setting-value.ts";

/** An address that a host gives itself. */
export interface HostAddress {
  /** Without the length of its prefix. */
  readonly address: string;
  readonly prefix: number | undefined;
  readonly interface: string;
  readonly isVpn: boolean;
  readonly place: Place;
}

/** Options that hold addresses: lists of `{ address; prefixLength; }`, of `address/length`, or one such text. */
const lanOptions = [
  "networking.interfaces.*.ipv4.addresses",
  "networking.interfaces.*.ipv6.addresses",
  "systemd.network.networks.*.address",
  "systemd.network.networks.*.networkConfig.Address",
  "systemd.network.networks.*.addresses",
];
const vpnOptions = [
  "networking.wireguard.interfaces.*.ips",
  "networking.wg-quick.interfaces.*.address",
];

/** The static addresses of a host whose text is known. */
export function addressesOf(configuration: HostConfiguration): readonly HostAddress[] {
  const read = (option: string, isVpn: boolean): HostAddress[] =>
    configuration
      .definitionsOf(option)
      .definitions.filter(({ isConditional }) => !isConditional)
      .flatMap((definition) => addressesIn(definition, isVpn));
  return [
    ...lanOptions.flatMap((option) => read(option, false)),
    ...vpnOptions.flatMap((option) => read(option, true)),
  ];
}

function addressesIn(
  { value, path, place }: HostDefinition,
  isVpn: boolean,
): readonly HostAddress[] {
  const parts = value.known && value.value.type === "list" ? value.value.elements : [value];
  return parts.flatMap((part) => {
    const [written, length] = textsOf(part);
    const [, address, prefix] = /^([\da-f.:]+)(?:\/(\d+))?$/i.exec(written ?? "") ?? [];
    if (address === undefined || !/[.:].*[.:]/.test(address)) return [];
    const known = Number(length ?? prefix);
    return {
      address: address.toLowerCase(),
      prefix: Number.isNaN(known) ? undefined : known,
      interface: path[2] ?? "",
      isVpn,
      place,
    };
  });
}

function textsOf(part: Folded): readonly [address?: string, prefix?: string] {
  if (!part.known || part.value.type !== "set") {
    const text = plainText(part);
    return text === undefined ? [] : [text];
  }
  const { attributes } = part.value;
  const inner = attributes.get("addressConfig");
  if (inner?.known && inner.value.type === "set") return textsOf(inner);
  const address = attributes.get("address") ?? attributes.get("Address");
  const prefix = attributes.get("prefixLength");
  const text = address && plainText(address);
  const length = prefix && plainText(prefix);
  return text === undefined ? [] : length === undefined ? [text] : [text, length];
}
