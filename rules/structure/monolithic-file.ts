import { defineRule, monolithScore, Type, type MonolithScore } from "../../src/rule/index.ts";

export default defineRule({
  id: "monolithic-file",
  summary: "a module that does many things at once",
  category: "structure",
  severity: "warning",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    monolithic:
      "{lines} lines set {count} things at once, which makes {score} points of {limit}: {parts}.",
  },
  options: Type.Object({
    score: Type.Integer({
      default: 100,
      minimum: 1,
      description:
        "Points that a file may have: a quarter of its lines of code, 3 for each namespace of options such as `services.nginx` that takes up three lines or more, 10 for each service that it writes in full, 10 for each string of ten lines or more.",
    }),
    namespaces: Type.Integer({
      default: 5,
      minimum: 2,
      description: "A file that sets fewer namespaces than this is about one thing.",
    }),
    lines: Type.Integer({
      default: 150,
      minimum: 1,
      description: "Lines of code that any file may have.",
    }),
  }),
  docs: {
    why: "Whoever wants one of the things in such a file on another host can only copy it. Changes to unrelated services meet in one place, and nobody sees from the list of files what the machine does.",
    examples: [
      {
        bad: `{ pkgs, ... }:
{
  services.nginx = {
    enable = true;
    recommendedTlsSettings = true;
    recommendedProxySettings = true;
  };
  services.postgresql = {
    enable = true;
    package = pkgs.postgresql_17;
    ensureDatabases = [ "web" ];
  };
  users.users.deploy = {
    isNormalUser = true;
    extraGroups = [ "wheel" ];
    description = "Deployment";
  };
  systemd.services.report = {
    startAt = "daily";
    script = "exec report";
  };
}
`,
        good: `{
  imports = [
    ./nginx.nix
    ./postgresql.nix
    ./deploy-user.nix
    ./report.nix
  ];
}
`,
        options: { score: 20, namespaces: 3, lines: 10 },
      },
    ],
    traps: [
      {
        good: `{
  services.nginx = {
    enable = true;
    virtualHosts = {
      "a.example.org".locations."/".return = "200";
      "b.example.org".locations."/".return = "200";
      "c.example.org".locations."/".return = "200";
      "d.example.org".locations."/".return = "200";
    };
  };
  networking.firewall = {
    enable = true;
    allowPing = false;
    allowedTCPPorts = [ 80 ];
  };
}
`,
        because: "one namespace takes up most of it",
        options: { score: 2, namespaces: 2, lines: 5 },
      },
      {
        good: `{
  services.nginx = {
    enable = true;
    recommendedTlsSettings = true;
    recommendedProxySettings = true;
  };
  services.immich = {
    enable = true;
    host = "::1";
    mediaLocation = "/srv/photos";
  };
}
`,
        path: "hosts/web/immich.nix",
        because: "the file is named for one service, and the others serve it",
        options: { score: 6, namespaces: 2, lines: 5 },
      },
      {
        good: `{ lib, config, ... }:
{
  options.services.backup.enable = lib.mkEnableOption "the backup";
  config = lib.mkIf config.services.backup.enable {
    users.users.backup = {
      isSystemUser = true;
      group = "backup";
      home = "/srv/backup";
    };
    systemd.services.backup = {
      startAt = "daily";
      after = [ "network.target" ];
      script = "backup";
    };
  };
}
`,
        because: "a module that declares the options of one feature is about this feature",
        options: { score: 2, namespaces: 2, lines: 5 },
      },
      {
        good: `{
  colors = {
    red = "#f00";
    green = "#0f0";
    blue = "#00f";
  };
  fonts = {
    mono = "Hack";
    serif = "Noto";
    sans = "Inter";
  };
  sizes = {
    text = 11;
    small = 9;
    title = 14;
  };
}
`,
        because: "a table of its own is no configuration",
        options: { score: 2, namespaces: 2, lines: 5 },
      },
      {
        good: `{
  boot.initrd = {
    kernelModules = [ "i915" ];
    availableKernelModules = [ "nvme" ];
    verbose = false;
  };
  boot.loader = {
    timeout = 1;
    efi.canTouchEfiVariables = true;
    grub.enable = false;
  };
}
`,
        path: "hosts/web/hardware-configuration.nix",
        because: "a tool wrote the file",
        options: { score: 2, namespaces: 2, lines: 5 },
      },
    ],
    whenNotToUse: "For a machine that is one file on purpose.",
  },
  visit: {
    source_code({ expression }, context) {
      const { options, hasSyntaxError, source, report } = context;
      // Most files are shorter, and need no closer look.
      if (!expression || hasSyntaxError || source.lineCount < options.lines) return;
      const measured = monolithScore(context);
      if (!measured || measured.isCohesive) return;
      const { score, lines, parts } = measured;
      if (score <= options.score || parts.length < options.namespaces || lines < options.lines)
        return;
      const { end } = source.lineSpan(source.lineAt(expression.start));
      report({
        at: { start: expression.start, end: Math.min(end, expression.end) },
        message: "monolithic",
        data: {
          lines,
          count: parts.length,
          score,
          limit: options.score,
          parts: describe(measured),
        },
        related: parts.slice(0, SHOWN_PARTS).map(({ namespace, lines: own, at }) => ({
          at,
          message: `\`${namespace}\` takes up ${own} lines`,
        })),
      });
    },
  },
});

const SHOWN_PARTS = 4;

function describe({ parts, units, texts }: MonolithScore): string {
  const [most = "", ...rest] = [
    ...parts
      .slice(0, SHOWN_PARTS)
      .map(({ namespace, lines }) => `\`${namespace}\` in ${lines} lines`),
    ...(units.length > 0 ? [count(units.length, "service written in full")] : []),
    ...(texts > 0 ? [count(texts, "text of ten lines or more")] : []),
  ].toReversed();
  return rest.length === 0 ? most : `${rest.toReversed().join(", ")} and ${most}`;
}

function count(number: number, what: string): string {
  if (number === 1) return `one ${what}`;
  return `${number} ${what.replace(/^(service|text)/, "$1s")}`;
}
