import { afterEach, describe, expect, it } from "vitest";
import { removeTree } from "../cli/command-line.ts";
import { createFlake, lacksNix, validateIn } from "./flakes.ts";

const stages = ["--stages", "audit,lock,hosts,evaluate", "--preset", "recommended"];
let folder = "";
afterEach(() => removeTree(folder));

/** A host as the module system of nixpkgs gives it: a configuration, and options that know what defines them. */
const flake = (hosts: string): string => `{
  outputs = { self }: let
    drv = name: derivation { inherit name; system = "x86_64-linux"; builder = "/bin/sh"; };
    option = value: definitions: {
      _type = "option";
      inherit value;
      isDefined = true;
      highestPrio = if definitions == [ ] then 1500 else 100;
      files = if definitions == [ ] then [ "/default.nix" ] else map (d: d.file) definitions;
      definitionsWithLocations = if definitions == [ ] then [ { file = "/default.nix"; inherit value; } ] else definitions;
    };
    host = { enable ? true, root, definitions }: {
      config = {
        assertions = [ ];
        warnings = [ ];
        services.openssh = { inherit enable; settings.PermitRootLogin = root; settings.PasswordAuthentication = throw "broken"; };
        system.build.toplevel = drv "host";
      };
      options.services.openssh = {
        enable = option enable [ ];
        settings = option { PermitRootLogin = root; } definitions;
      };
    };
  in {
${hosts}  };
}
`;

describe.skipIf(lacksNix)("option rules on evaluated hosts (need Nix)", { timeout: 60_000 }, () => {
  it("find what only evaluation shows, at the line that sets it or with the host", async () => {
    folder = createFlake({
      "flake.nix": flake(
        [
          '    nixosConfigurations.computed = host { root = "yes"; definitions = [ { file = toString ./ssh.nix; value.PermitRootLogin = "yes"; } ]; };\n',
          '    nixosConfigurations.default = host { root = "yes"; definitions = [ ]; };\n',
          '    nixosConfigurations.elsewhere = host { root = "yes"; definitions = [ { file = "/nix/store/11111111111111111111111111111111-source/nixos/modules/x.nix"; value.PermitRootLogin = "yes"; } ]; };\n',
          '    nixosConfigurations.off = host { enable = false; root = "yes"; definitions = [ ]; };\n',
          '    nixosConfigurations.sound = host { root = "no"; definitions = [ ]; };\n',
        ].join(""),
      ),
      "ssh.nix":
        '{ lib, ... }:\n{\n  services.openssh = {\n    enable = true;\n    settings.PermitRootLogin = lib.concatStrings [ "y" "es" ];\n  };\n}\n',
    });
    const { report } = await validateIn(folder, stages);
    const logins = report.findings.filter(({ ruleId }) => ruleId === "ssh-root-login");
    const shown = logins.map(({ path, hosts, message }) => `${path} ${hosts.join()}: ${message}`);
    expect(shown).toHaveLength(3);
    expect(shown.join("\n")).toContain("ssh.nix computed: ");
    expect(logins.find(({ path }) => path === "ssh.nix")?.startLine).toBe(5);
    expect(shown.join("\n")).toMatch(
      /flake\.nix default: .* on `default`: it is the option's default\./,
    );
    expect(shown.join("\n")).toMatch(
      /flake\.nix elsewhere: .* it is set by `nixos\/modules\/x\.nix`\./,
    );
  });

  it("say nothing twice, and add the host to what the source shows", async () => {
    folder = createFlake({
      "flake.nix": flake(
        '    nixosConfigurations.web = host { root = "yes"; definitions = [ { file = toString ./ssh.nix; value.PermitRootLogin = "yes"; } ]; };\n',
      ),
      "ssh.nix": '{\n  services.openssh.settings.PermitRootLogin = "yes";\n}\n',
    });
    const { report } = await validateIn(folder, stages);
    const logins = report.findings.filter(({ ruleId }) => ruleId === "ssh-root-login");
    expect(logins).toMatchObject([{ path: "ssh.nix", startLine: 2, hosts: ["web"] }]);
    expect(new Set(report.findings.map(({ fingerprint }) => fingerprint)).size).toBe(
      report.findings.length,
    );
  });

  it("never show a secret's value, wherever it was found", async () => {
    const secret = "hunter2-hunter2-hunter2";
    folder = createFlake({
      "flake.nix": `{
  outputs = { self }: {
    nixosConfigurations.web = {
      config = {
        assertions = [ ];
        warnings = [ ];
        users.users.root.password = import ./word.nix;
        system.build.toplevel = derivation { name = "x"; system = "x86_64-linux"; builder = "/bin/sh"; };
      };
      options.users.users = {
        _type = "option";
        highestPrio = 100;
        files = [ (toString ./users.nix) ];
        definitions = [ { root.password = import ./word.nix; } ];
      };
    };
  };
}
`,
      "users.nix": "{\n  users.users.root.password = import ./word.nix;\n}\n",
      "word.nix": `"${secret}"\n`,
    });
    const { report, stdout } = await validateIn(folder, stages);
    expect(
      report.findings.some(
        ({ ruleId, path }) => ruleId === "user-plaintext-password" && path === "users.nix",
      ),
    ).toBe(true);
    expect(stdout).not.toContain(secret);
  });
});
