import {
  defineProjectRule,
  hostModulesOf,
  moduleFactsOf,
  sideIn,
  Type,
  type Host,
  type PackageFact,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "user-application-in-system-packages",
  summary: "a desktop application installed for everyone on a host whose users have Home Manager",
  category: "module",
  severity: "info",
  confidence: "low",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  messages: {
    application:
      "`{name}` is a desktop application, installed for everyone on hosts whose users have Home Manager.",
  },
  options: Type.Object({
    "single-user-hosts": Type.Array(Type.String(), {
      default: [],
      description: "Names of hosts with one user, where it makes no difference.",
    }),
  }),
  docs: {
    why: "The application is there for root and every service account too, changing it needs a rebuild of the system, and its settings live in another place than the rest of the user's.",
    examples: [
      {
        bad: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.desk = nixpkgs.lib.nixosSystem { modules = [ ./desk.nix ]; };\n  };\n}\n",
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.desk = nixpkgs.lib.nixosSystem { modules = [ ./desk.nix ]; };\n  };\n}\n",
        path: "flake.nix",
        files: {
          "desk.nix":
            "{ pkgs, ... }:\n{\n  environment.systemPackages = [ pkgs.firefox ];\n  home-manager.users.me.programs.git.enable = true;\n}\n",
        },
        goodFiles: {
          "desk.nix":
            "{ pkgs, ... }:\n{\n  home-manager.users.me.home.packages = [ pkgs.firefox ];\n}\n",
        },
      },
    ],
    traps: [
      {
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.desk = nixpkgs.lib.nixosSystem { modules = [ ./desk.nix ]; };\n  };\n}\n",
        path: "flake.nix",
        files: {
          "desk.nix": "{ pkgs, ... }:\n{\n  environment.systemPackages = [ pkgs.firefox ];\n}\n",
        },
        because: "there is no Home Manager on this host",
      },
      {
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.desk = nixpkgs.lib.nixosSystem { modules = [ ./desk.nix ]; };\n  };\n}\n",
        path: "flake.nix",
        files: {
          "desk.nix":
            "{ pkgs, ... }:\n{\n  environment.systemPackages = [ pkgs.firefox ];\n  home-manager.users.me.programs.git.enable = true;\n}\n",
        },
        options: { "single-user-hosts": ["desk"] },
        because: "the host has one user, as the configuration of the rule says",
      },
    ],
    whenNotToUse: "Where each machine has one user anyway.",
  },
  check(project, { options, report }) {
    const singleUser = new Set(options["single-user-hosts"]);
    const found = new Map<
      string,
      { readonly path: string; readonly fact: PackageFact; readonly hosts: string[] }
    >();
    // A file that a host without Home Manager reads as well is the only place for the package.
    const needed = new Set<string>();
    for (const host of project.hosts) {
      if (host.kind === "home" || host.isEphemeral) continue;
      const modules = hostModulesOf(project, host).filter(({ side }) => side === "system");
      if (singleUser.has(host.name) || !hasHomes(project, host)) {
        for (const { path } of modules) needed.add(path);
        continue;
      }
      for (const { path } of modules) {
        for (const fact of moduleFactsOf(project, path)?.packages ?? []) {
          if (fact.owner !== "system" || !applications.has(lastName(fact.name))) continue;
          const key = `${path} ${fact.at.start}`;
          const known = found.get(key) ?? { path, fact, hosts: [] };
          found.set(key, known);
          known.hosts.push(host.name);
        }
      }
    }
    for (const { path, fact, hosts } of found.values()) {
      if (needed.has(path)) continue;
      report({
        at: { path, span: fact.at },
        message: "application",
        data: { name: fact.name },
        hosts: [...new Set(hosts)].toSorted(),
      });
    }
  },
});

/** Whether a module of the host configures a user's home. */
function hasHomes(project: Project, host: Host): boolean {
  return hostModulesOf(project, host).some(
    (module) =>
      module.side === "home" ||
      moduleFactsOf(project, module.path)?.settings.some(
        ({ side }) => sideIn(module, side) === "home",
      ),
  );
}

function lastName(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** Attributes of nixpkgs that are applications with a window. */
const applications: ReadonlySet<string> = new Set(
  `firefox firefox-bin firefox-esr firefox-devedition librewolf floorp chromium ungoogled-chromium google-chrome brave vivaldi
  microsoft-edge opera tor-browser qutebrowser zen-browser
  discord vesktop webcord slack telegram-desktop signal-desktop element-desktop fractal nheko teams-for-linux zoom-us skypeforlinux
  whatsapp-for-linux zapzap mattermost-desktop dino gajim thunderbird thunderbird-bin evolution geary mailspring betterbird
  spotify vlc mpv celluloid obs-studio audacity kdenlive handbrake gimp gimp3 inkscape krita blender darktable rawtherapee
  shotwell digikam ardour reaper lmms strawberry clementine rhythmbox jellyfin-media-player plex-desktop tidal-hifi
  libreoffice libreoffice-fresh libreoffice-qt libreoffice-qt6 libreoffice-qt-fresh onlyoffice-desktopeditors onlyoffice-bin
  wpsoffice obsidian logseq joplin-desktop zotero calibre anki anki-bin xournalpp okular evince zathura notion-app-enhanced
  lutris heroic prismlauncher minecraft bottles retroarch pcsx2 dolphin-emu
  vscode vscodium vscode-fhs zed-editor sublime4 jetbrains-toolbox idea-community idea-ultimate pycharm-community
  pycharm-professional webstorm clion rider goland android-studio code-cursor lapce
  bitwarden-desktop keepassxc qbittorrent transmission_4-gtk deluge nextcloud-client dropbox`.split(
    /\s+/,
  ),
);
