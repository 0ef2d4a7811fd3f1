import {
  daemonPaths,
  defineOptionRule,
  isEveryone,
  removeElements,
  trustedUsers,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "nix-trusted-users-all",
  summary: "a Nix daemon that trusts every user",
  category: "nix-daemon",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 9.4, cwe: [250] },
  messages: { everyone: "`{option}` trusts `{user}`, so that every local user can become root." },
  docs: {
    why: "Whoever the daemon trusts may add any store path, change its settings and run builds outside of the sandbox: the same as root. Here that is everyone, service accounts included.",
    examples: [
      {
        bad: '{ nix.settings.trusted-users = [ "*" ]; }\n',
        good: '{ nix.settings.trusted-users = [ "root" ]; }\n',
      },
    ],
    traps: [
      {
        good: '{ nix.settings.allowed-users = [ "*" ]; }\n',
        because: "that lets everyone build, as by default, and trusts nobody",
      },
    ],
    fixSafety:
      "The fix trusts root alone: users who add caches or copy unsigned paths are refused after it.",
    references: ["https://nix.dev/manual/nix/latest/command-ref/conf-file#conf-trusted-users"],
  },
  darwin: true,
  paths: daemonPaths("trusted-users", "extra-trusted-users"),
  check(setting, { report, semantics }) {
    const users = trustedUsers(setting, semantics);
    const namesRoot = users.some(({ name }) => name === "root");
    for (const { name, at, element } of users) {
      if (!isEveryone(name)) continue;
      const isWritten = element?.list?.elements.includes(element.node) ?? false;
      const title = "Trust root alone";
      const fix =
        isWritten && element
          ? namesRoot
            ? removeElements([element], title)
            : { title, edits: [{ span: { start: at.start, end: at.end }, newText: '"root"' }] }
          : undefined;
      report({ at, message: "everyone", data: { option: setting.option, user: name }, fix });
    }
  },
});
