import { describe, expect, test } from "vitest";
import { flattenOptions } from "../../src/options/index.ts";
import { reportFactsOf, type ReportFacts } from "../../src/project/index.ts";
import { createSemantics } from "../../src/semantics/index.ts";
import { createParser, loadParserModule } from "../../src/syntax/index.ts";

const parser = createParser(loadParserModule());

function summaryOf(text: string): ReportFacts {
  const tree = parser.parse(Buffer.from(text));
  const semantics = createSemantics(tree);
  return reportFactsOf({
    path: "a.nix",
    source: tree.source,
    tree,
    semantics,
    module: flattenOptions(semantics),
    hasSyntaxError: false,
  });
}

describe("the summary of a file", () => {
  test("holds its options with what each of them has", () => {
    const { options } = summaryOf(`{ lib, ... }: {
  options.services.x = {
    enable = lib.mkEnableOption "x";
    port = lib.mkOption { type = lib.types.port; };
  };
}`);
    expect(options).toEqual([
      { option: "services.x.enable", line: 3, hasType: true, hasDescription: true, isEnable: true },
      { option: "services.x.port", line: 4, hasType: true, hasDescription: false, isEnable: false },
    ]);
  });

  test("holds its services with what confines them, in whichever spelling", () => {
    const { services } = summaryOf(`{
  systemd.services.a = { script = "x"; serviceConfig.ProtectSystem = "strict"; };
  systemd.services.a.serviceConfig = { User = "a"; PrivateTmp = true; ProtectHome = false; };
  systemd.services.b.serviceConfig = { DynamicUser = true; ExecStart = "x"; CapabilityBoundingSet = ""; };
  systemd.services.nginx.serviceConfig.PrivateDevices = true;
  home-manager.users.me.systemd.user.services.c.Service.ExecStart = "x";
}`);
    expect(services).toEqual([
      { name: "a", line: 2, isOwn: true, user: "a", hardening: ["ProtectSystem", "PrivateTmp"] },
      {
        name: "b",
        line: 4,
        isOwn: true,
        user: "DynamicUser",
        hardening: [
          "NoNewPrivileges",
          "ProtectSystem",
          "ProtectHome",
          "PrivateTmp",
          "CapabilityBoundingSet",
        ],
      },
      { name: "nginx", line: 5, isOwn: false, hardening: ["PrivateDevices"] },
    ]);
  });

  test("holds who is let in by the host's own firewall", () => {
    const { firewall } = summaryOf(`{ config, lib, ... }: {
  networking.firewall = {
    allowedTCPPorts = [ 22 80 ];
    allowedUDPPortRanges = [ { from = 1; to = 9; } ];
    interfaces.eth0.allowedTCPPorts = [ config.x.port ];
    logRefusedConnections = false;
    extraCommands = "iptables -A x";
  };
  networking.firewall.enable = lib.mkIf config.a false;
  containers.c.config.networking.firewall.allowedTCPPorts = [ 9 ];
}`);
    expect(firewall).toEqual([
      { option: "allowedTCPPorts", line: 3, value: "22, 80", isConditional: false },
      { option: "allowedUDPPortRanges", line: 4, value: "1–9", isConditional: false },
      { option: "interfaces.eth0.allowedTCPPorts", line: 5, isConditional: false },
      { option: "extraCommands", line: 7, value: "own rules", isConditional: false },
      { option: "enable", line: 9, value: "false", isConditional: true },
    ]);
  });

  test("holds lists of packages and managers of secrets", () => {
    const { packages, secretManagers } = summaryOf(`{ pkgs, ... }: {
  environment.systemPackages = with pkgs; [ git vim ];
  users.users.me.packages = [ pkgs.a ];
  sops.secrets.x = { };
  age.secrets.y.file = ./y.age;
}`);
    expect(packages).toEqual([
      { option: "environment.systemPackages", line: 2, count: 2 },
      { option: "users.users.me.packages", line: 3, count: 1 },
    ]);
    expect(secretManagers).toEqual(["agenix", "sops-nix"]);
  });

  test("is plain data, also of a file of nothing", () => {
    for (const text of ["", "{ }", "x: x"]) {
      const summary = summaryOf(text);
      expect(structuredClone(summary)).toEqual(summary);
    }
  });
});
