import { crossHostReads, defineProjectRule, type CrossHostRead } from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "cross-host-cycle",
  summary: "hosts that read each other's configuration",
  category: "hosts",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    cycle: "`{host}` reads `{target}`, and that leads back to `{host}`: {way}.",
  },
  docs: {
    why: "Nix works such a circle out only as long as no value on it needs itself. One more reference, anywhere in it, ends in an infinite recursion that names none of the files, and no host of the circle can be built alone.",
    examples: [
      {
        path: "flake.nix",
        bad: "{\n  outputs = { self, nixpkgs, ... }: {\n    nixosConfigurations.a = nixpkgs.lib.nixosSystem { specialArgs = { inherit self; }; modules = [ ./a.nix ]; };\n    nixosConfigurations.b = nixpkgs.lib.nixosSystem { specialArgs = { inherit self; }; modules = [ ./b.nix ]; };\n  };\n}\n",
        good: "{\n  outputs = { self, nixpkgs, ... }: {\n    nixosConfigurations.a = nixpkgs.lib.nixosSystem { specialArgs = { inherit self; }; modules = [ ./a.nix ]; };\n    nixosConfigurations.b = nixpkgs.lib.nixosSystem { specialArgs = { inherit self; }; modules = [ ]; };\n  };\n}\n",
        files: {
          "a.nix":
            "{ self, ... }: { networking.extraHosts = self.nixosConfigurations.b.config.networking.hostName; }\n",
          "b.nix":
            "{ self, ... }: { networking.extraHosts = self.nixosConfigurations.a.config.networking.hostName; }\n",
        },
      },
    ],
    traps: [
      {
        path: "flake.nix",
        good: "{\n  outputs = { self, nixpkgs, ... }: {\n    nixosConfigurations.a = nixpkgs.lib.nixosSystem { specialArgs = { inherit self; }; modules = [ ./a.nix ]; };\n    nixosConfigurations.b = nixpkgs.lib.nixosSystem { modules = [ ]; };\n  };\n}\n",
        because: "one way is no circle",
        files: {
          "a.nix":
            "{ self, ... }: { networking.extraHosts = self.nixosConfigurations.b.config.networking.hostName + self.nixosConfigurations.a.config.networking.domain; }\n",
        },
      },
    ],
  },
  check(project, { report }) {
    const reads = new Map<string, Map<string, CrossHostRead>>();
    for (const read of crossHostReads(project)) {
      for (const reader of read.readers) {
        const { target } = read;
        if (target === undefined) continue;
        const own = reads.get(reader) ?? new Map<string, CrossHostRead>();
        if (!own.has(target)) own.set(target, read);
        reads.set(reader, own);
      }
    }
    const said = new Set<string>();
    for (const host of reads.keys()) {
      // Every host of a circle that was told leads to the same circle.
      const way = said.has(host) ? undefined : wayBack(host, reads);
      if (!way) continue;
      for (const name of way) said.add(name);
      const [, target = host] = way;
      const steps = [...way.slice(1), host].map((name, index) =>
        reads.get(way[index] ?? "")?.get(name),
      );
      const [first, ...others] = steps.flatMap((step) => step ?? []);
      if (!first) continue;
      report({
        at: first.at,
        message: "cycle",
        data: { host, target, way: [...way, host].map((name) => `\`${name}\``).join(" → ") },
        related: others.map(({ at }) => ({ at, message: "This is the next step." })),
        hosts: way,
      });
    }
  },
});

/** The shortest way from a host to itself, without its second end. */
function wayBack(
  host: string,
  reads: ReadonlyMap<string, ReadonlyMap<string, CrossHostRead>>,
): readonly string[] | undefined {
  const from = new Map<string, string>();
  const waiting = [host];
  for (const name of waiting) {
    for (const next of reads.get(name)?.keys() ?? []) {
      if (next === host) {
        const way = [name];
        for (let at = name; at !== host;) way.unshift((at = from.get(at) ?? host));
        return way;
      }
      if (from.has(next)) continue;
      from.set(next, name);
      waiting.push(next);
    }
  }
  return undefined;
}
