import {
  addressesOf,
  areVariants,
  defineProjectRule,
  hostKindOf,
  placeOfHost,
  plainText,
  sureDefinition,
  type Host,
  type HostAddress,
  type Place,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "host-address-conflict",
  summary: "two hosts with one address, host id or name",
  category: "hosts",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    same: "{what} `{value}` of `{host}` is that of `{other}` too.",
    many: "{what} `{value}` of `{host}` is that of {count} other hosts too: {names}.",
  },
  docs: {
    why: "Of two machines with one address only one is reached, now this and now that; a deployment to the wrong one replaces its system. Machines with one host id import the disk pools of each other.",
    examples: [
      {
        path: "flake.nix",
        bad: '{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem { modules = [ ./web.nix ]; };\n    nixosConfigurations.mail = nixpkgs.lib.nixosSystem { modules = [ { networking.hostId = "8425e349"; } ]; };\n  };\n}\n',
        good: '{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem { modules = [ ./web.nix ]; };\n    nixosConfigurations.mail = nixpkgs.lib.nixosSystem { modules = [ { networking.hostId = "1f2e3d4c"; } ]; };\n  };\n}\n',
        files: { "web.nix": '{ networking.hostId = "8425e349"; }\n' },
      },
    ],
    traps: [
      {
        path: "flake.nix",
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem { modules = [ ./web.nix ]; };\n    nixosConfigurations.web-installer = nixpkgs.lib.nixosSystem { modules = [ ./web.nix ]; };\n  };\n}\n",
        because: "one machine in two variants has one identity",
        files: { "web.nix": '{ networking.hostId = "8425e349"; networking.hostName = "web"; }\n' },
      },
    ],
    whenNotToUse:
      "Where machines of one address are in networks that do not meet; say so at the address.",
  },
  check(project, { report }) {
    const claims = new Map<string, Claim[]>();
    for (const host of project.hosts) {
      if (host.kind !== "nixos" && host.kind !== "darwin") continue;
      for (const claim of claimsOf(project, host)) {
        const key = JSON.stringify([claim.what, claim.key]);
        const others = claims.get(key);
        if (others) others.push(claim);
        else claims.set(key, [claim]);
      }
    }
    for (const all of claims.values()) {
      const [first, ...others] = distinct(all);
      const last = others.at(-1);
      if (!first || !last) continue;
      const { what, value, at } = last;
      const rest = [first, ...others.slice(0, -1)];
      const grade = {
        hosts: [...rest, last].map(({ host }) => host.name),
        related: rest.map((claim) => ({
          at: claim.at,
          message: `\`${claim.host.name}\` has it here.`,
        })),
        ...gradeOf([...rest, last]),
      };
      const data = { what: titles[what], value, host: last.host.name };
      if (rest.length === 1)
        report({ at, message: "same", data: { ...data, other: first.host.name }, ...grade });
      else {
        const names = rest.map(({ host }) => `\`${host.name}\``).join(", ");
        report({ at, message: "many", data: { ...data, count: rest.length, names }, ...grade });
      }
    }
  },
});

interface Claim {
  readonly what: keyof typeof titles;
  /** What must not be the same. */
  readonly key: string;
  readonly value: string;
  readonly host: Host;
  readonly at: Place;
  readonly port?: string;
}

const titles = {
  deploy: "The deploy address",
  hostId: "`networking.hostId`",
  hostName: "`networking.hostName`",
  address: "The address",
  vpn: "The VPN address",
};

function claimsOf(project: Project, host: Host): readonly Claim[] {
  const claims: Claim[] = [];
  const [, target, port] =
    /^(?:[^@]*@)?(\[[^\]]*\]|[^:]*|.*:.*:.*?)(?::(\d+))?$/.exec(host.deploy?.address ?? "") ?? [];
  if (target !== undefined && hostKindOf(target) !== "any" && hostKindOf(target) !== "loopback") {
    const at = placeOfHost(project, host);
    claims.push({
      what: "deploy",
      key: target.toLowerCase(),
      value: target,
      host,
      at,
      ...(port === undefined ? {} : { port }),
    });
  }
  const configuration = project.configurationOf(host);
  if (!configuration) return claims;
  for (const what of ["hostId", "hostName"] as const) {
    const definition = sureDefinition(configuration, `networking.${what}`);
    const value = definition && plainText(definition.value);
    if (!definition || value === undefined || value === "") continue;
    const domain =
      what === "hostName" ? sureDefinition(configuration, "networking.domain") : undefined;
    const key = `${value}.${(domain && plainText(domain.value)) ?? ""}`.toLowerCase();
    claims.push({ what, key, value, host, at: definition.place });
  }
  for (const address of addressesOf(configuration)) {
    if (isShared(address)) continue;
    const what = address.isVpn ? "vpn" : "address";
    const net = address.isVpn ? address.interface : "";
    claims.push({
      what,
      key: `${net} ${address.address}`,
      value: address.address,
      host,
      at: address.place,
    });
  }
  return claims;
}

/** Whether other hosts may have the address as well: of loopback, one link, a bridge inside, or one that moves. */
function isShared({ address, prefix, isVpn, interface: name }: HostAddress): boolean {
  const kind = hostKindOf(address);
  if (kind === "loopback" || kind === "any" || /^(?:169\.254\.|fe80:)/.test(address)) return true;
  if (isVpn) return false;
  if (prefix === (address.includes(":") ? 128 : 32)) return true;
  return (
    kind === "private" &&
    /^(?:\d+-)?(?:lo|br|docker|podman|virbr|veth|v[eb]-|dummy|tap|tun|cni|lxc|ctr|vm|microvm|container)/i.test(
      name,
    )
  );
}

/** Of variants of one machine the first; a shared module that gives all hosts one address means it. */
function distinct(claims: readonly Claim[]): readonly Claim[] {
  const kept: Claim[] = [];
  for (const claim of claims) {
    const isOther = kept.every(
      (other) =>
        !areVariants(other.host, claim.host) &&
        ((claim.what !== "address" && claim.what !== "vpn") || !isSamePlace(other.at, claim.at)),
    );
    if (isOther) kept.push(claim);
  }
  return kept;
}

function isSamePlace(one: Place, other: Place): boolean {
  return one.path === other.path && one.span.start === other.span.start;
}

function gradeOf([first, ...others]: readonly Claim[]): {
  readonly severity?: "warning" | "info";
  readonly confidence?: "medium";
} {
  const { what, value, port } = first ?? {};
  if (what === "deploy")
    return others.some((other) => other.port !== port) ? { severity: "info" } : {};
  // They live together until they meet.
  if (what === "hostId" || what === "hostName") return { severity: "warning" };
  const isPrivate = hostKindOf(value ?? "") === "private";
  return what === "address" && isPrivate ? { severity: "warning", confidence: "medium" } : {};
}
