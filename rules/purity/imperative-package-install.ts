import {
  defineProjectRule,
  isSamplePath,
  isTestPath,
  shellCommands,
  shellScripts,
  spanWithin,
  type Place,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "imperative-package-install",
  summary: "a script that installs packages by hand",
  category: "purity",
  severity: "warning",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    profile: "`{command}` changes a profile that no configuration describes.",
    channel: "`{command}` makes what is built depend on when it ran.",
  },
  docs: {
    why: "What a script puts into a profile or a channel is in no configuration: the next machine does not have it, a rollback does not take it back, and it shadows the packages that the configuration gives.",
    examples: [
      {
        bad: '{ pkgs, ... }:\n{\n  environment.systemPackages = [ (pkgs.writeShellScriptBin "setup" "nix-env -iA nixos.git") ];\n}\n',
        good: "{ pkgs, ... }:\n{\n  environment.systemPackages = [ pkgs.git ];\n}\n",
      },
    ],
    traps: [
      {
        good: '{ pkgs, ... }:\n{\n  environment.systemPackages = [\n    (pkgs.writeShellScriptBin "old" "nix-env -p /nix/var/nix/profiles/system --list-generations; nix profile list; nix-channel --list")\n  ];\n}\n',
        because: "reading is fine",
      },
      {
        good: '{ pkgs, ... }:\n{\n  environment.systemPackages = [\n    (pkgs.writeShellScriptBin "deploy" "nix-env -p /nix/var/nix/profiles/system --set $1")\n  ];\n  environment.etc.motd.text = "Never run nix-env -i here";\n}\n',
        because: "a deployment sets the system, and prose runs nothing",
      },
    ],
    references: ["https://nix.dev/guides/faq#why-not-to-use-nix-env-i-foo"],
  },
  check(project, { report }) {
    for (const path of project.files.keys()) {
      if (isAside(path) || !mentions(project, path)) continue;
      const file = project.open(path);
      if (!file) continue;
      for (const { node, text, role, commands } of shellScripts(file.semantics)) {
        if (role === "build") continue;
        for (const { name, words, start, end } of commands)
          tell(name, words, () => ({ path, span: spanWithin(node, text, start, end) }));
      }
    }
    for (const path of project.otherFiles) {
      if (!script.test(path) || isAside(path) || !mentions(project, path)) continue;
      const source = project.readText(path);
      if (!source || source.bytes.length > LARGEST_SCRIPT) continue;
      // One character a byte, so that places are offsets in bytes.
      const text = latin1(source.bytes).replace(/^([ \t]*)[@-]/gm, "$1 ");
      for (const { name, words, start, end } of shellCommands(text))
        tell(name, words, () => ({ path, span: { start, end } }));
    }

    function tell(name: string, words: readonly string[], at: () => Place): void {
      const command = changing(name, words);
      if (command === undefined) return;
      const message = name === "nix-channel" ? "channel" : "profile";
      report({ at: at(), message, data: { command } });
    }
  },
});

const LARGEST_SCRIPT = 200_000;
const script = /\.(?:sh|bash|zsh)$|(?:^|\/)\.?(?:justfile|Justfile|Makefile|makefile)$/;

function isAside(path: string): boolean {
  return isTestPath(path) || isSamplePath(path);
}

function mentions(project: Project, path: string): boolean {
  const bytes = project.readText(path)?.bytes;
  return bytes !== undefined && /nix-env|nix-channel|nix\s+profile/.test(latin1(bytes));
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
}

/** The command without what it is given, where it changes what is installed. */
function changing(name: string, words: readonly string[]): string | undefined {
  const flag = (pattern: RegExp): string | undefined => words.find((word) => pattern.test(word));
  switch (name) {
    case "nix-env": {
      if (flag(/^--(?:set|list-generations|delete-generations|query|rollback)$|^-q/))
        return undefined;
      const action = flag(/^-[bPf]*[ieu]A?[bPA]*$|^--(?:install|uninstall|upgrade)$/);
      return action === undefined ? undefined : `nix-env ${action}`;
    }
    case "nix-channel": {
      const action = flag(/^--(?:add|update)$/);
      return action === undefined ? undefined : `nix-channel ${action}`;
    }
    case "nix": {
      const [first, second = ""] = words.filter((word) => !word.startsWith("-"));
      return first === "profile" && /^(?:install|add|remove|upgrade)$/.test(second)
        ? `nix profile ${second}`
        : undefined;
    }
    default:
      return undefined;
  }
}
