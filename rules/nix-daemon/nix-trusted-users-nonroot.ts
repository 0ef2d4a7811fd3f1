import {
  daemonPaths,
  defineOptionRule,
  isEveryone,
  removeElements,
  severityOf,
  trustedUsers,
  type Level,
  type ModuleOptions,
  type TrustedUser,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "nix-trusted-users-nonroot",
  summary: "a user or group other than root that the Nix daemon trusts",
  category: "nix-daemon",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 6.5, cwe: [250] },
  messages: {
    trusted: "`{option}` trusts {users}, which is root without a password.",
    service: "`{option}` trusts {users}: whoever gets a build through is root.",
  },
  docs: {
    why: "Whoever the daemon trusts may add any store path, change its settings and run builds outside of the sandbox. Nix's own manual calls that the same as giving them root.",
    examples: [
      {
        bad: '{ nix.settings.trusted-users = [ "root" "@wheel" ]; }\n',
        good: '{ nix.settings.trusted-users = [ "root" ]; }\n',
      },
    ],
    traps: [
      {
        good: '{ nix.settings.allowed-users = [ "@wheel" ]; }\n',
        because: "that only says who may build",
      },
    ],
    whenNotToUse:
      "Where the user is root anyway, and signs no paths for the hosts that are deployed to.",
    fixSafety:
      "The fix takes the names out of the list: caches that these users bring, and unsigned paths that they copy here, are refused after it. List the caches in `substituters`, and sign what is copied.",
    references: [
      "https://nix.dev/manual/nix/latest/command-ref/conf-file#conf-trusted-users",
      "https://github.com/NixOS/nix/issues/9649",
    ],
  },
  darwin: true,
  paths: daemonPaths("trusted-users", "extra-trusted-users"),
  check(setting, context) {
    const { report, semantics, isSetTo } = context;
    // A user's own `nix.conf` cannot say whom the daemon trusts.
    if (setting.contexts.some(({ kind }) => kind === "home")) return;
    const users = trustedUsers(setting, semantics).filter(
      ({ name }) => name !== "root" && !isEveryone(name),
    );
    const [first] = users;
    if (!first) return;
    const isWheelRoot = isSetTo("security.sudo.wheelNeedsPassword", false);
    const levels = new Set(users.map((user) => levelOf(user, context, isWheelRoot)));
    const worst = ranking.find((level) => levels.has(level)) ?? "medium";
    const raised = isSetTo("nix.settings.accept-flake-config", true) ? raise(worst) : worst;
    const elements = users.flatMap(({ element }) => element ?? []);
    report({
      at: { start: first.at.start, end: Math.max(...users.map(({ at }) => at.end)) },
      message: users.every(({ name }) => services.test(name)) ? "service" : "trusted",
      data: { option: setting.option, users: users.map(({ name }) => `\`${name}\``).join(", ") },
      severity: severityOf(raised),
      fix:
        elements.length === users.length
          ? removeElements(elements, "Take everyone but root out")
          : undefined,
    });
  },
});

const ranking: readonly Level[] = ["high", "medium", "low", "info"];

function raise(level: Level): Level {
  return ranking[Math.max(0, ranking.indexOf(level) - 1)] ?? level;
}

/** Accounts that run what others send. */
const services =
  /^@?(?:forgejo|gitea|gitlab|github|jenkins|hydra|buildbot|woodpecker|drone|hercules)\b(?!.*build)/;

/** Accounts that only take builds from other hosts. */
const builder = /build|remote|^nix(?:-|$)/i;

function levelOf(
  { name }: TrustedUser,
  { module, path }: { readonly module: ModuleOptions; readonly path: string },
  isWheelRoot: boolean,
): Level {
  if (services.test(name)) return "high";
  if (name === "nix-ssh") return "info";
  if ((builder.test(name) || /build/i.test(path)) && isGivenKeys(name, module)) return "info";
  return name === "@wheel" && isWheelRoot ? "low" : "medium";
}

/** Whether the file lets the user in by key: then it is an account for remote builds. */
function isGivenKeys(name: string, { definitions }: ModuleOptions): boolean {
  const isComputed = !/^@?[\w-]+$/.test(name);
  return definitions.some(
    ({ path }) =>
      path[0] === "users" &&
      (path[2] === name.replace(/^@/, "") || (isComputed && path[2] === "*")) &&
      path.includes("authorizedKeys"),
  );
}
