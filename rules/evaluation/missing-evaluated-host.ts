import { defineEvaluationRule } from "../../src/rule/index.ts";

export default defineEvaluationRule({
  id: "missing-evaluated-host",
  summary: "a host that only the source or only the outputs have",
  category: "evaluation",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    unevaluated: "The host `{name}` is written here, but the flake's outputs do not have it.",
    unwritten: "The flake's outputs have a host `{name}` that the source does not name.",
  },
  docs: {
    why: "A host that is written down and not in the outputs is never built, and nobody is told. One that only evaluation shows is left out by every tool that reads the source: its files look unused.",
    examples: [
      {
        bad: '{\n  outputs = { self, nixpkgs }: {\n    nixosConfigurations = nixpkgs.lib.filterAttrs (name: _: name != "web") {\n      web = nixpkgs.lib.nixosSystem { modules = [ ./web.nix ]; };\n    };\n  };\n}\n',
        good: "{\n  outputs = { self, nixpkgs }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem { modules = [ ./web.nix ]; };\n  };\n}\n",
        path: "flake.nix",
      },
    ],
    traps: [
      {
        good: "{\n  outputs = { self }: { };\n}\n",
        because: "neither side has a host",
        path: "flake.nix",
      },
    ],
    whenNotToUse: "Where hosts depend on the system that evaluates.",
  },
  check({ hosts, staticHosts }, { report }) {
    if (!hosts || staticHosts.length === 0) return;
    const key = ({ name, kind }: { readonly name: string; readonly kind: string }): string =>
      `${kind} ${name}`;
    const evaluated = new Set(hosts.map(key));
    const written = new Set(staticHosts.map(key));
    // Of other kinds of hosts, no output was listed.
    const listed = new Set(["nixos", "darwin", "home"]);
    for (const host of staticHosts) {
      if (!listed.has(host.kind) || evaluated.has(key(host))) continue;
      report({
        at: host.place,
        hosts: [host.name],
        message: "unevaluated",
        data: { name: host.name },
      });
    }
    for (const host of hosts) {
      if (!written.has(key(host)))
        report({
          at: host.place,
          hosts: [host.name],
          message: "unwritten",
          data: { name: host.name },
        });
    }
  },
});
