import {
  defineRule,
  isTestPath,
  shellScripts,
  spanWithin,
  type ShellCommand,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "imperative-package-install",
  summary: "a script that installs packages or adds channels by hand",
  category: "purity",
  severity: "warning",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    package:
      "`{command}` changes a profile beside the configuration: what it installs is in no file.",
    channel:
      "`{command}` changes what `<nixpkgs>` is on this machine alone: no other machine builds the same.",
  },
  docs: {
    why: "What a command installs is not in the configuration: it is missing on the next machine, is not updated with the rest, and hides the version that the configuration gives.",
    examples: [
      {
        bad: '{ pkgs, ... }:\n{\n  environment.systemPackages = [\n    (pkgs.writeShellScriptBin "setup" "nix-env -iA nixpkgs.htop")\n  ];\n}\n',
        good: "{ pkgs, ... }:\n{\n  environment.systemPackages = [ pkgs.htop ];\n}\n",
      },
    ],
    traps: [
      {
        good: '{ pkgs, ... }:\n{\n  clean = pkgs.writeShellScriptBin "clean" "nix-env --delete-generations old && nix profile list && nix-env -q";\n}\n',
        because: "it lists and cleans up",
      },
      {
        good: '{ pkgs, system }:\npkgs.writeShellScript "deploy" "nix-env -p /nix/var/nix/profiles/system --set ${system} # not nix-env -i"\n',
        because: "that is how a system is deployed",
      },
      {
        good: '{ description = "Run nix-env -iA nixpkgs.tool to install it."; }\n',
        because: "it is prose",
      },
    ],
  },
  visit: {
    source_code(_node, { path, semantics, report }) {
      if (isTestPath(path)) return;
      for (const { node, text, role, commands } of shellScripts(semantics)) {
        // What a build does to a profile stays in the sandbox.
        if (role === "build") continue;
        for (const command of commands) {
          const found = installation(command);
          if (!found) continue;
          const at = spanWithin(node, text, command.start, command.end);
          report({ at, message: found.message, data: { command: found.words } });
        }
      }
    },
  },
});

interface Installation {
  readonly message: "package" | "channel";
  readonly words: string;
}

function installation({ name, words }: ShellCommand): Installation | undefined {
  switch (name) {
    case "nix-env": {
      // With a profile of its own it is no one's environment.
      if (words.some((word) => /^(?:-p|--profile)$/.test(word))) return undefined;
      const flag = words.find((word) =>
        /^-(?!-)[fbjkKQvq]*[ieu]\w*$|^--(?:install|uninstall|upgrade)$/.test(word),
      );
      return flag === undefined ? undefined : { message: "package", words: `nix-env ${flag}` };
    }
    case "nix": {
      const at = words.indexOf("profile");
      const verb = at === -1 ? "" : (words[at + 1] ?? "");
      return /^(?:install|add|remove|upgrade)$/.test(verb) && !words.includes("--profile")
        ? { message: "package", words: `nix profile ${verb}` }
        : undefined;
    }
    case "nix-channel": {
      const flag = words.find((word) => /^--(?:add|update)$/.test(word));
      return flag === undefined ? undefined : { message: "channel", words: `nix-channel ${flag}` };
    }
    default:
      return undefined;
  }
}
