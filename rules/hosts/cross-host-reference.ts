import { crossHostReads, defineProjectRule, type CrossHostRead } from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "cross-host-reference",
  summary: "a host that reads the configuration of another one",
  category: "hosts",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    one: "{readers} can't be evaluated without `{target}`, whose configuration is read here.",
    some: "{readers} can't be evaluated without other hosts, whose configurations are read here.",
  },
  docs: {
    why: "Each host that is read is evaluated along with the one that reads it: that costs time and memory, an error in the one stops both, and a change of the one rebuilds the other. A value that both need can stand in a file of its own.",
    examples: [
      {
        path: "flake.nix",
        bad: "{\n  outputs = { self, nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem { specialArgs = { inherit self; }; modules = [ ./web.nix ]; };\n    nixosConfigurations.db = nixpkgs.lib.nixosSystem { modules = [ ./db.nix ]; };\n  };\n}\n",
        good: "{\n  outputs = { self, nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem { specialArgs = { inherit self; }; modules = [ ./db.nix ]; };\n    nixosConfigurations.db = nixpkgs.lib.nixosSystem { modules = [ ./db.nix ]; };\n  };\n}\n",
        files: {
          "web.nix":
            '{ self, ... }:\n{\n  networking.extraHosts = "${self.nixosConfigurations.db.config.networking.hostName}";\n}\n',
          "db.nix": '{ networking.hostName = "db"; }\n',
        },
      },
    ],
    traps: [
      {
        path: "flake.nix",
        good: "{\n  outputs = { self, nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem { specialArgs = { inherit self; }; modules = [ ./web.nix ]; };\n    packages.x86_64-linux.iso = self.nixosConfigurations.web.config.system.build.isoImage;\n  };\n}\n",
        because:
          "an output of the flake is no host, and a host may read itself and the flake's modules",
        files: {
          "web.nix":
            "{ self, pkgs, ... }:\n{\n  imports = [ self.nixosModules.base ];\n  environment.systemPackages = [ self.packages.x86_64-linux.tool ];\n  environment.etc.name.text = self.nixosConfigurations.web.config.networking.hostName;\n}\n",
        },
      },
    ],
  },
  check(project, { report }) {
    const together = new Map<string, CrossHostRead[]>();
    for (const read of crossHostReads(project)) {
      const key = JSON.stringify([read.target, read.readers]);
      const others = together.get(key);
      if (others) others.push(read);
      else together.set(key, [read]);
    }
    for (const [first, ...others] of together.values()) {
      if (!first) continue;
      const { at, target, readers: hosts } = first;
      const names = hosts.slice(0, MOST_NAMED).map((name) => `\`${name}\``);
      const more = hosts.length - names.length;
      const readers = names.join(", ") + (more > 0 ? ` and ${String(more)} more` : "");
      const related = others
        .slice(0, MOST_NAMED)
        .map((other) => ({ at: other.at, message: "It is read here as well." }));
      if (target === undefined) report({ at, message: "some", data: { readers }, related, hosts });
      else report({ at, message: "one", data: { readers, target }, related, hosts });
    }
  },
});

const MOST_NAMED = 6;
