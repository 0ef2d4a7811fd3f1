import {
  baseNameOf,
  defineProjectRule,
  placeOfHost,
  plainText,
  sureDefinition,
  type Host,
  type HostDefinition,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "host-name-mismatch",
  summary: "a host that goes by several names",
  category: "hosts",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    hostName: "`{option}` is `{written}`, and the host is called `{host}` in the flake.",
    many: "{count} hosts have another name in the flake than in `{option}`: {names}.",
    folder: "The files of the host `{host}` are in `{folder}`.",
  },
  docs: {
    why: "`nixos-rebuild` without a name builds the host whose attribute is the machine's host name: where the two differ it finds none, or another one. Whoever looks for the files of a host looks for its name.",
    examples: [
      {
        path: "flake.nix",
        bad: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem { modules = [ ./web.nix ]; };\n  };\n}\n",
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.webserver = nixpkgs.lib.nixosSystem { modules = [ ./web.nix ]; };\n  };\n}\n",
        files: { "web.nix": '{ networking.hostName = "webserver"; }\n' },
      },
    ],
    traps: [
      {
        path: "flake.nix",
        good: '{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations."web.example.org" = nixpkgs.lib.nixosSystem { modules = [ ./web.nix ]; };\n  };\n}\n',
        because: "the attribute is the whole name of the machine",
        files: {
          "web.nix": '{ networking.hostName = "web"; networking.domain = "example.org"; }\n',
        },
      },
      {
        path: "flake.nix",
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem { modules = [ ./web.nix ]; };\n    nixosConfigurations.web-test = nixpkgs.lib.nixosSystem { modules = [ ./web.nix ]; };\n  };\n}\n",
        because: "the other one is a variant of the machine",
        files: { "web.nix": '{ networking.hostName = "web"; }\n' },
      },
    ],
    whenNotToUse: "Where machines are deployed under names of their own on purpose.",
    references: ["https://nixos.org/manual/nixos/stable/options#opt-networking.hostName"],
  },
  check(project, { report }) {
    const hosts = project.hosts.filter(
      ({ kind, isEphemeral }) => kind in nameOptions && !isEphemeral,
    );
    const names = new Set(hosts.map(baseNameOf));
    const found = new Map<string, Mismatch[]>();
    for (const host of hosts) {
      const option = nameOptions[host.kind] ?? "";
      const definition = sureDefinition(project.configurationOf(host), option);
      const written = definition && plainText(definition.value);
      if (definition === undefined || written === undefined) continue;
      const name = baseNameOf(host);
      // A variant of the machine that does go by this name.
      if (names.has(written) || isSameName(name, written)) continue;
      const group = JSON.stringify([host.place.path, option]);
      found.set(group, [...(found.get(group) ?? []), { host, option, name, written, definition }]);
    }
    for (const mismatches of found.values()) reportNames(mismatches);
    for (const { host, folder } of strayFolders(hosts)) {
      const name = baseNameOf(host);
      const at = placeOfHost(project, host);
      report({ at, message: "folder", data: { host: name, folder }, hosts: [host.name] });
    }

    function reportNames(mismatches: readonly Mismatch[]): void {
      const [first] = mismatches;
      if (first && mismatches.length > MOST_ALONE) {
        // So many are a way to name things.
        report({
          at: placeOfHost(project, first.host),
          message: "many",
          data: {
            option: first.option,
            count: mismatches.length,
            names: mismatches.map(({ name, written }) => `\`${name}\` (\`${written}\`)`).join(", "),
          },
          hosts: mismatches.map(({ host }) => host.name),
          confidence: "low",
        });
        return;
      }
      for (const { host, option, name, written, definition } of mismatches) {
        report({
          at: definition.place,
          message: "hostName",
          data: { option, host: name, written },
          related: [{ at: placeOfHost(project, host), message: "The host is named here." }],
          hosts: [host.name],
          ...(normal(name) === normal(written) ? { confidence: "low" as const } : {}),
        });
      }
    }
  },
});

interface Mismatch {
  readonly host: Host;
  readonly option: string;
  readonly name: string;
  readonly written: string;
  readonly definition: HostDefinition;
}

/** More hosts than that with another name are told together. */
const MOST_ALONE = 3;

const nameOptions: Readonly<Record<string, string>> = {
  nixos: "networking.hostName",
  darwin: "networking.hostName",
};

/** Whether the one is the other, or its first part, or has nothing that the other has not. */
function isSameName(name: string, written: string): boolean {
  if (written === "" || name === written) return true;
  if (name.startsWith(`${written}.`) || written.startsWith(`${name}.`)) return true;
  // `ofborg-build01` is `build01.ofborg.org`.
  if (!name.includes(".")) return false;
  const parts = new Set(partsOf(name));
  return partsOf(written).every((part) => parts.has(part));
}

function partsOf(name: string): readonly string[] {
  return name.toLowerCase().split(/[-_.]/);
}

function normal(name: string): string {
  return partsOf(name).join("");
}

/** Hosts whose folder is named otherwise, where the folders of the others beside it are named as the hosts. */
function strayFolders(
  hosts: readonly Host[],
): readonly { readonly host: Host; readonly folder: string }[] {
  const beside = new Map<string, { readonly host: Host; readonly folder: string }[]>();
  for (const host of hosts) {
    const [, above, folder] =
      /^(.*?)([^/]+)\/(?:default|configuration|config|host)\.nix$/.exec(host.root) ?? [];
    if (above === undefined || folder === undefined || host.root === host.place.path) continue;
    const others = beside.get(above);
    if (others) others.push({ host, folder });
    else beside.set(above, [{ host, folder }]);
  }
  return [...beside.values()].flatMap((found) => {
    const strays = found.filter(({ host, folder }) => !isNamed(host, folder));
    // A folder that is named as another host, or that several hosts share, is another thing.
    return strays.length * MOST_STRAYS > found.length
      ? []
      : strays.filter(
          ({ host, folder }) =>
            !found.some((other) => other.host !== host && other.folder === folder),
        );
  });
}

/** One of so many at most. */
const MOST_STRAYS = 3;

function isNamed(host: Host, folder: string): boolean {
  const name = baseNameOf(host);
  const [one, other] = [normal(name), normal(folder)];
  return one === other || isSameName(name, folder) || one.includes(other) || other.includes(one);
}
