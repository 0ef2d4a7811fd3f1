import {
  daemonPaths,
  defineOptionRule,
  elementsOf,
  directivesOf,
  type Semantics,
  type Setting,
  type Span,
} from "../../src/rule/index.ts";

const keys = ["sandbox-paths", "extra-sandbox-paths"];

export default defineOptionRule({
  id: "nix-sandbox-path-leak",
  summary: "a path or credential of the host that every build can see",
  category: "nix-daemon",
  severity: "warning",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.6, cwe: [668] },
  messages: {
    credential: "`{option}` shows `{path}`, which holds a credential, to every build.",
    socket: "`{option}` lets every build talk to `{path}`.",
    folder: "`{option}` shows all of `{path}` to every build.",
  },
  docs: {
    why: "A build runs code from the net, for whichever user asked for it. What it can read there it can put into its output, and a socket of the host gets it out of the sandbox.",
    examples: [
      {
        bad: '{ nix.settings.extra-sandbox-paths = [ "/etc/nix/netrc" ]; }\n',
        good: '{ nix.settings.netrc-file = "/run/secrets/netrc"; }\n',
      },
    ],
    traps: [
      {
        good: '{ nix.settings.extra-sandbox-paths = [ "/var/cache/ccache" "/run/binfmt" "/dev/kvm" ]; }\n',
        because: "these are made for builds",
      },
    ],
    whenNotToUse:
      "Where every build comes from people who may have the credential. Builds that fetch with it need a fixed-output fetcher after a change.",
    references: ["https://nix.dev/manual/nix/latest/command-ref/conf-file#conf-sandbox-paths"],
  },
  paths: daemonPaths(...keys),
  check(setting, { report, semantics }) {
    for (const { path, at } of pathsOf(setting, semantics)) {
      const message = judge(path);
      if (message) report({ at, message, data: { option: setting.option, path } });
    }
  },
});

interface SandboxPath {
  /** What of the host is shown. */
  readonly path: string;
  readonly at: Span;
}

function pathsOf(setting: Setting, semantics: Semantics): readonly SandboxPath[] {
  if (setting.path.at(-1) === "extraOptions")
    return directivesOf(setting, keys, semantics).flatMap(({ words }) =>
      words.map(({ text, at }) => ({ path: sourceOf(text), at })),
    );
  return elementsOf(setting.value, semantics).flatMap(({ node, text }): SandboxPath[] => {
    if (text !== undefined) return [{ path: sourceOf(text), at: node }];
    // The value of a secret's path is unknown, though not that it leads to a secret.
    const secret = /\bconfig\.(?:sops|age)\.[\w.-]+/.exec(node.text)?.[0];
    return secret === undefined ? [] : [{ path: secret, at: node }];
  });
}

/** `/shown/as=/of/the/host?`, where the `?` says that it may be missing. */
function sourceOf(text: string): string {
  return (text.split("=").at(-1) ?? "").replace(/\?$/, "");
}

function judge(path: string): "credential" | "socket" | "folder" | undefined {
  if (path.startsWith("config.") || credential.test(path)) return "credential";
  if (/\.sock(?:et)?$/.test(path)) return "socket";
  return wholeFolders.has(path.replace(/(.)\/$/, "$1")) || /^\/home\/[^/]+\/?$/.test(path)
    ? "folder"
    : undefined;
}

const credential =
  /(?:^|[/.])(?:netrc|auth\.json|id_(?:rsa|ed25519|ecdsa)|credentials|\.aws|\.ssh|\.docker)(?:\/|$)|^\/run\/(?:secrets|agenix)(?:\/|$)/;

const wholeFolders = new Set(["/", "/home", "/root", "/etc", "/var", "/nix/var", "/run", "/tmp"]);
