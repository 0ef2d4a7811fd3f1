import {
  defineProjectRule,
  differingLiterals,
  findFamilies,
  holdsUniqueCode,
  Type,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "extractable-helper",
  summary: "blocks that are alike but for a few literals",
  category: "structure",
  severity: "info",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  readsPrints: true,
  messages: {
    alike: "{count} blocks of {lines} lines are alike but for {parameters}.",
  },
  options: Type.Object({
    copies: Type.Integer({
      default: 3,
      minimum: 2,
      description: "As many blocks have to be alike, and no two of them equal.",
    }),
    tokens: Type.Integer({
      default: 40,
      minimum: 30,
      description: "Blocks of this many tokens or fewer are let pass. Literals don't count.",
    }),
    parameters: Type.Integer({
      default: 6,
      minimum: 1,
      description: "Blocks that differ in more literals than this are let pass.",
    }),
  }),
  docs: {
    why: "What the blocks have in common has to be changed at each of them, and what is meant to differ cannot be told from what was forgotten. A function says it once, and its arguments are the difference.",
    examples: [
      {
        bad: `{ lib, pkgs, ... }:
{
  systemd.services.a = {
    wantedBy = [ "multi-user.target" ];
    after = [ "network.target" ];
    serviceConfig = {
      ExecStart = lib.getExe pkgs.relay + " --port 8001";
      DynamicUser = true;
      PrivateTmp = true;
      StateDirectory = "a";
    };
  };
  systemd.services.bb = {
    wantedBy = [ "multi-user.target" ];
    after = [ "network.target" ];
    serviceConfig = {
      ExecStart = lib.getExe pkgs.relay + " --port 8002";
      DynamicUser = true;
      PrivateTmp = true;
      StateDirectory = "bb";
    };
  };
  systemd.services.ccc = {
    wantedBy = [ "multi-user.target" ];
    after = [ "network.target" ];
    serviceConfig = {
      ExecStart = lib.getExe pkgs.relay + " --port 8003";
      DynamicUser = true;
      PrivateTmp = true;
      StateDirectory = "ccc";
    };
  };
}
`,
        good: `{ lib, pkgs, ... }:
let
  relay = name: port: {
    wantedBy = [ "multi-user.target" ];
    after = [ "network.target" ];
    serviceConfig = {
      ExecStart = lib.getExe pkgs.relay + " --port \${toString port}";
      DynamicUser = true;
      PrivateTmp = true;
      StateDirectory = name;
    };
  };
in
{
  systemd.services.a = relay "a" 8001;
  systemd.services.bb = relay "bb" 8002;
  systemd.services.ccc = relay "ccc" 8003;
}
`,
        options: { tokens: 30 },
      },
    ],
    traps: [
      {
        good: `{ lib, pkgs, ... }:
{
  systemd.services.a = {
    wantedBy = [ "multi-user.target" ];
    after = [ "network.target" ];
    serviceConfig = {
      ExecStart = lib.getExe pkgs.relay + " --port 8001";
      DynamicUser = true;
      PrivateTmp = true;
      StateDirectory = "a";
    };
  };
  systemd.services.bb = {
    wantedBy = [ "multi-user.target" ];
    after = [ "network.target" ];
    serviceConfig = {
      ExecStart = lib.getExe pkgs.relay + " --port 8002";
      DynamicUser = true;
      PrivateTmp = true;
      StateDirectory = "bb";
    };
  };
}
`,
        because: "two are not enough to see what is common",
        options: { tokens: 30 },
      },
      {
        good: `{ lib, ... }:
{
  options.site.web = {
    enable = lib.mkEnableOption "web";
    port = lib.mkOption {
      type = lib.types.port;
      default = 0;
      description = "Port of web";
    };
  };
  options.site.mail = {
    enable = lib.mkEnableOption "mail";
    port = lib.mkOption {
      type = lib.types.port;
      default = 1;
      description = "Port of mail";
    };
  };
  options.site.news = {
    enable = lib.mkEnableOption "news";
    port = lib.mkOption {
      type = lib.types.port;
      default = 2;
      description = "Port of news";
    };
  };
}
`,
        because: "option declarations look alike by nature",
        options: { tokens: 30 },
      },
      {
        good: `{
  hosts.web = {
    address = "192.0.2.0";
    ports = [ 0 ];
    rack = { row = 0; slot = 7; };
    owner = { name = "web"; mail = "web@example.org"; };
    disks = { first = "web-1"; second = "web-2"; third = "web-3"; };
  };
  hosts.mail = {
    address = "192.0.2.1";
    ports = [ 1 ];
    rack = { row = 1; slot = 8; };
    owner = { name = "mail"; mail = "mail@example.org"; };
    disks = { first = "mail-1"; second = "mail-2"; third = "mail-3"; };
  };
  hosts.news = {
    address = "192.0.2.2";
    ports = [ 2 ];
    rack = { row = 2; slot = 9; };
    owner = { name = "news"; mail = "news@example.org"; };
    disks = { first = "news-1"; second = "news-2"; third = "news-3"; };
  };
}
`,
        because: "this is a table of data",
        options: { tokens: 30 },
      },
    ],
    whenNotToUse: "Where the blocks are meant to go apart later on.",
  },
  check(project, { options, report }) {
    const files = [...project.files.values()].filter((file) => holdsUniqueCode(file, project));
    const least = { tokens: options.tokens + 1, copies: options.copies };
    for (const family of findFamilies(files, least)) {
      const [first, ...others] = family.places;
      const parameters = differingLiterals(family.places, project, options.parameters);
      const source = first && project.readText(first.path);
      if (!parameters || !source) continue;
      const line = source.lineSpan(source.lineAt(first.start));
      report({
        at: {
          path: first.path,
          span: { start: first.start, end: Math.min(first.end, line.end) },
        },
        message: "alike",
        data: {
          count: family.places.length,
          lines: source.lineAt(first.end) - source.lineAt(first.start) + 1,
          parameters: enumerate(parameters),
        },
        related: others.slice(0, MOST_RELATED).map(({ path, start, end }) => ({
          at: { path, span: { start, end } },
          message: "alike",
        })),
      });
    }
  },
});

const MOST_RELATED = 10;

function enumerate(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
