import {
  defineProjectRule,
  findCopies,
  holdsUniqueCode,
  Type,
  type CopyPlace,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "duplicate-block",
  summary: "code that stands at several places with the same tokens",
  category: "structure",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  readsPrints: true,
  messages: {
    named:
      "{lines} lines, from `{name}` on, stand at {count} places token for token, also in {others}.",
    plain: "These {lines} lines stand at {count} places token for token, also in {others}.",
  },
  options: Type.Object({
    tokens: Type.Integer({
      default: 60,
      minimum: 30,
      description:
        "Copied code of this many tokens or fewer is let pass. Arguments, `inherit` and lists of names, paths or strings don't count.",
    }),
  }),
  docs: {
    why: "A copy is changed at one place and forgotten at the other, and after a year nobody knows which of them is right. As a module it is written once, and both import it.",
    examples: [
      {
        bad: `{
  networking.hostName = "web";
  services.nginx = {
    enable = true;
    recommendedProxySettings = true;
    recommendedTlsSettings = true;
    virtualHosts."status.example.org".locations."/" = {
      proxyPass = "http://[::1]:8080";
      proxyWebsockets = true;
    };
  };
}
`,
        good: '{\n  imports = [ ../profiles/status-page.nix ];\n  networking.hostName = "web";\n}\n',
        path: "hosts/web.nix",
        files: {
          "hosts/mail.nix": `{
  networking.hostName = "mail";
  services.nginx = {
    enable = true;
    recommendedProxySettings = true;
    recommendedTlsSettings = true;
    virtualHosts."status.example.org".locations."/" = {
      proxyPass = "http://[::1]:8080";
      proxyWebsockets = true;
    };
  };
}
`,
        },
        goodFiles: {
          "hosts/mail.nix":
            '{\n  imports = [ ../profiles/status-page.nix ];\n  networking.hostName = "mail";\n}\n',
          "profiles/status-page.nix": `{
  services.nginx = {
    enable = true;
    recommendedProxySettings = true;
    recommendedTlsSettings = true;
    virtualHosts."status.example.org".locations."/" = {
      proxyPass = "http://[::1]:8080";
      proxyWebsockets = true;
    };
  };
}
`,
        },
        options: { tokens: 40 },
      },
    ],
    traps: [
      {
        good: `{ config, lib, pkgs, modulesPath, inputs, outputs, hostName, userName, ... }:
{
  imports = [
    ../common/base.nix
    ../common/users.nix
    inputs.home-manager.nixosModules.home-manager
    inputs.sops-nix.nixosModules.sops
  ];
  environment.systemPackages = with pkgs; [
    git
    ripgrep
    fd
    htop
    tmux
  ];
}
`,
        because: "module headers, imports and lists of packages are alike everywhere",
        path: "hosts/web.nix",
        files: {
          "hosts/mail.nix": `{ config, lib, pkgs, modulesPath, inputs, outputs, hostName, userName, ... }:
{
  imports = [
    ../common/base.nix
    ../common/users.nix
    inputs.home-manager.nixosModules.home-manager
    inputs.sops-nix.nixosModules.sops
  ];
  environment.systemPackages = with pkgs; [
    git
    ripgrep
    fd
    htop
    tmux
  ];
}
`,
        },
        options: { tokens: 30 },
      },
      {
        good: `{
  fileSystems."/" = {
    device = "/dev/disk/by-label/nixos";
    fsType = "ext4";
    options = [ "noatime" ];
  };
  fileSystems."/boot" = {
    device = "/dev/disk/by-label/boot";
    fsType = "vfat";
  };
}
`,
        because: "two machines may have the same disks",
        path: "hosts/web.nix",
        files: {
          "hosts/mail.nix": `{
  fileSystems."/" = {
    device = "/dev/disk/by-label/nixos";
    fsType = "ext4";
    options = [ "noatime" ];
  };
  fileSystems."/boot" = {
    device = "/dev/disk/by-label/boot";
    fsType = "vfat";
  };
}
`,
        },
        options: { tokens: 30 },
      },
    ],
    whenNotToUse: "Where copies are meant to go apart later on.",
  },
  check(project, { options, report }) {
    const files = [...project.files.values()].filter((file) => holdsUniqueCode(file, project));
    for (const copied of findCopies(files, options.tokens + 1)) {
      const [first, ...others] = copied.places.toSorted(standingAloneFirst);
      const source = first && project.readText(first.path);
      if (!first || !source) continue;
      const lines = source.lineAt(first.end) - source.lineAt(first.start) + 1;
      const name = nameOf(source.slice(first.start, Math.min(first.end, first.start + 200)));
      const data = { lines, count: copied.places.length, others: describe(others, project) };
      const firstLine = source.lineSpan(source.lineAt(first.start));
      const at = {
        path: first.path,
        span: { start: first.start, end: Math.min(firstLine.end, first.end) },
      };
      const related = others.slice(0, MOST_RELATED).map(({ path, start, end }) => ({
        at: { path, span: { start, end } },
        message: "the same again",
      }));
      if (name === undefined) report({ at, message: "plain", data, related });
      else report({ at, message: "named", data: { ...data, name }, related });
    }
  },
});

const MOST_RELATED = 10;
const SHOWN_PLACES = 2;

function standingAloneFirst(a: CopyPlace, b: CopyPlace): number {
  return Number(a.isWithinLarger ?? false) - Number(b.isWithinLarger ?? false);
}

function describe(places: readonly CopyPlace[], project: Project): string {
  const shown = places
    .slice(0, SHOWN_PLACES)
    .map(({ path, start }) => `\`${path}\` line ${project.readText(path)?.lineAt(start) ?? 1}`);
  const rest = places.length - shown.length;
  if (rest > 0) return `${shown.join(", ")} and ${rest} more`;
  return shown.join(" and ");
}

/** The attribute that the code begins with, where it does. */
function nameOf(code: string): string | undefined {
  return /^((?:[\w'-]+|"[\w@ /.:-]*")(?:\.(?:[\w'-]+|"[\w@ /.:-]*"))*)\s*=(?!=)/.exec(code)?.[1];
}
