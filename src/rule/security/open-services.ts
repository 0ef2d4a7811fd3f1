import { hostKindOf } from "./host-kind.ts";

/** A service that asks nobody who they are, as nixpkgs sets it up. As of 2025-10, NixOS 25.05. */
export interface OpenService {
  /** Its set of options, below `services`. */
  readonly name: string;
  readonly port: number;
  /** The option that says on which address it listens. */
  readonly address: string;
  /** Whether it listens on all addresses when that option is left alone. */
  readonly isOpenByDefault: boolean;
  /** The option that opens the firewall for it. */
  readonly firewall?: string;
  /** Options with which it does ask, or lets in only some. */
  readonly protections: readonly string[];
}

const services: readonly OpenService[] = [
  {
    name: "ollama",
    port: 11434,
    address: "host",
    isOpenByDefault: false,
    firewall: "openFirewall",
    protections: [],
  },
  {
    name: "llama-cpp",
    port: 8080,
    address: "host",
    isOpenByDefault: false,
    firewall: "openFirewall",
    protections: ["extraFlags"],
  },
  {
    name: "prometheus",
    port: 9090,
    address: "listenAddress",
    isOpenByDefault: true,
    protections: ["webConfigFile", "extraFlags"],
  },
  {
    name: "prometheus.alertmanager",
    port: 9093,
    address: "listenAddress",
    isOpenByDefault: true,
    firewall: "openFirewall",
    protections: ["extraFlags"],
  },
  {
    name: "prometheus.exporters.node",
    port: 9100,
    address: "listenAddress",
    isOpenByDefault: true,
    firewall: "openFirewall",
    protections: ["extraFlags", "firewallFilter", "firewallRules"],
  },
  {
    name: "esphome",
    port: 6052,
    address: "address",
    isOpenByDefault: false,
    firewall: "openFirewall",
    protections: [],
  },
];

const byName = new Map(services.map((service) => [service.name, service]));

/** The service of that name below `services`, if it asks for no login. */
export function openService(name: string): OpenService | undefined {
  return byName.get(name);
}

/** The options that may open one of them. */
export const openServicePaths: readonly string[] = services.flatMap(({ name, address, firewall }) =>
  ["enable", address, ...(firewall === undefined ? [] : [firewall])].map(
    (option) => `services.${name}.${option}`,
  ),
);

/** Whether an address, with or without a port, stands for all of the machine. */
export function listensOnAll(address: string): boolean {
  const host = /^(.*?)(?::\d{1,5})?$/.exec(address.trim())?.[1] ?? "";
  const bare = address.trim() === "::" ? "::" : host;
  return bare !== "" && hostKindOf(bare) === "any" && bare !== "0";
}
