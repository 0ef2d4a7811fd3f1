import {
  defineRule,
  isTestPath,
  shellScripts,
  spanWithin,
  type ShellCommand,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "unreviewed-rebuild",
  summary: "a script that switches to a configuration that nobody looked at",
  category: "purity",
  severity: "info",
  confidence: "low",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  messages: {
    upgrade: "`{command}` switches to whatever the channels hold today.",
    unchecked: "`{command}` runs without a build, a check or a dry run before it.",
  },
  docs: {
    why: "A switch restarts services and replaces the boot entry. Where a script does that without a build before it, an error shows in the middle; where it upgrades as well, nobody has seen what comes.",
    examples: [
      {
        bad: '{ pkgs }: pkgs.writeShellScriptBin "update" "sudo nixos-rebuild switch --upgrade"\n',
        good: '{ pkgs }: pkgs.writeShellScriptBin "update" "nixos-rebuild build && nvd diff /run/current-system result && sudo nixos-rebuild switch"\n',
      },
    ],
    traps: [
      {
        good: '{ environment.shellAliases.rebuild = "sudo nixos-rebuild switch --flake ."; }\n',
        because: "a person types the alias and reads what it prints",
      },
      {
        good: "{ pkgs }:\npkgs.writeShellScriptBin \"update\" ''\n  nix flake check\n  nixos-rebuild switch --flake .\n''\n",
        because: "it is checked first",
      },
      {
        good: "{ pkgs }: pkgs.writeShellScriptBin \"hint\" ''echo \"now run nixos-rebuild switch\"''\n",
        because: "the script only speaks of it",
      },
    ],
  },
  visit: {
    source_code(_node, { path, semantics, report }) {
      if (isTestPath(path)) return;
      for (const { node, text, role, commands } of shellScripts(semantics)) {
        if (role === "build") continue;
        let isChecked = role === "alias";
        for (const command of commands) {
          isChecked ||= checks(command);
          const words = rebuild(command);
          if (words === undefined) continue;
          const isUpgrade = command.words.some((word) => /^--upgrade(?:-all)?$/.test(word));
          if (isChecked && !isUpgrade) continue;
          const at = spanWithin(node, text, command.start, command.end);
          if (isUpgrade)
            report({ at, message: "upgrade", data: { command: `${words} --upgrade` } });
          else report({ at, message: "unchecked", data: { command: words } });
        }
      }
    },
  },
});

const rebuilder = /^(?:nixos-rebuild|darwin-rebuild|home-manager)$/;

/** The command as far as it switches. */
function rebuild({ name, words }: ShellCommand): string | undefined {
  if (rebuilder.test(name)) return words.includes("switch") ? `${name} switch` : undefined;
  const [kind = "", verb] = words;
  return name === "nh" &&
    /^(?:os|home|darwin)$/.test(kind) &&
    verb === "switch" &&
    !words.some((word) => /^(?:-a|--ask|-n|--dry)$/.test(word))
    ? `nh ${kind} switch`
    : undefined;
}

function checks({ name, words }: ShellCommand): boolean {
  if (rebuilder.test(name) || name === "nh")
    return words.some((word) =>
      /^(?:build|test|dry-build|dry-activate|dry-run|--dry-run|build-vm|check)$/.test(word),
    );
  if (name === "nix")
    return words.some((word) => /^(?:build|check|eval|diff-closures)$/.test(word));
  return /^(?:nix-build|nvd|nix-diff|nixaudit)$/.test(name);
}
