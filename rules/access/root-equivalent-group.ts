import {
  calledFunction,
  defineOptionRule,
  elementsOf,
  rootGroups,
  severityOf,
  type Level,
  type ListElement,
  type OptionContext,
  type Semantics,
  type Setting,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "root-equivalent-group",
  summary: "a user in a group that equals root",
  category: "access",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.8, cwe: [250] },
  messages: {
    group: "Whoever is in `{group}` {power}, and so is root without a password.",
    aroundSudo: "Whoever is in `{group}` {power}: this goes round the password that sudo asks for.",
    noMore: "Whoever is in `{group}` {power}, as `wheel` without a password already allows.",
  },
  docs: {
    why: "The group looks like the right to use one program. Whatever runs as the user can start that program with a file of root's, and is root.",
    examples: [
      {
        bad: '{ users.users.ci.extraGroups = [ "docker" ]; }\n',
        good: "{ virtualisation.docker.rootless.enable = true; }\n",
      },
    ],
    traps: [
      {
        good: '{ users.users.ci.extraGroups = [ "podman" "video" ]; }\n',
        because: "without the socket for Docker's clients this group is no way to root",
      },
    ],
    whenNotToUse:
      "On a desktop of one person who is in `wheel` anyway. Without the group, the program has to be started with sudo, or rootless.",
    references: ["https://docs.docker.com/engine/security/#docker-daemon-attack-surface"],
  },
  paths: ["users.users.*.extraGroups", "users.groups.*.members"],
  check(setting, context) {
    const { path, value } = setting;
    const { report, semantics, isSetTo } = context;
    const isMembers = path.at(-1) === "members";
    if (isMembers && value.is("list_expression") && value.elements.length === 0) return;
    const groups = isMembers
      ? [{ group: path[2] ?? "", at: setting.span }]
      : groupsIn(setting, semantics).map(({ text, node }) => ({ group: text ?? "", at: node }));
    for (const { group, at } of groups) {
      const power = rootGroups.get(group);
      if (power === undefined) continue;
      if (group === "podman" && !isSetTo("virtualisation.podman.dockerSocket.enable", true))
        continue;
      const { message, level } = isMembers ? unknownUser : judge(setting, context);
      report({ at, message, data: { group, power }, severity: severityOf(level) });
    }
  },
});

interface Judgement {
  readonly message: "group" | "aroundSudo" | "noMore";
  readonly level: Level;
}

const unknownUser: Judgement = { message: "group", level: "medium" };

type Context = Pick<OptionContext<never, never>, "semantics" | "settingsOf" | "isSetTo">;

/** What the group adds depends on whether its user may use sudo, as far as this file says. */
function judge({ option, path }: Setting, { semantics, settingsOf, isSetTo }: Context): Judgement {
  const lists = settingsOf(option);
  const groups = lists.flatMap((setting) => groupsIn(setting, semantics));
  if (groups.some(({ text }) => text === "wheel"))
    return isSetTo("security.sudo.wheelNeedsPassword", false)
      ? { message: "noMore", level: "info" }
      : { message: "aroundSudo", level: "medium" };
  const isWholeUser = settingsOf(`users.users.${path[2] ?? ""}.isNormalUser`).length > 0;
  const isAllKnown = groups.every(({ text }) => text !== undefined) && path[2] !== "*";
  return isWholeUser && isAllKnown ? { message: "group", level: "high" } : unknownUser;
}

/** The elements of a list, also of one that a function only filters. */
function groupsIn({ value }: Setting, semantics: Semantics): readonly ListElement[] {
  if (!value.is("apply_expression")) return elementsOf(value, semantics);
  const last = calledFunction(value, semantics).args.at(-1);
  return last?.is("list_expression", "binary_expression") ? elementsOf(last, semantics) : [];
}
