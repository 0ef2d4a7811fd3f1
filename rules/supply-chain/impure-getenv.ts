import {
  calledFunction,
  defineRule,
  isAside,
  plainText,
  secretKindOf,
  severityOf,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "impure-getenv",
  summary: "an evaluation that depends on the environment",
  category: "supply-chain",
  severity: "warning",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 4.6, cwe: [807] },
  messages: {
    secret:
      "The variable `{name}` is read into the evaluation, so that its value ends in the store.",
    other: "The variable `{name}` of whoever evaluates decides what is built.",
  },
  docs: {
    why: "The same text gives another result for another user, shell or machine, and in pure evaluation an empty string without a word. A secret that is read this way lies in the store, where every user may read it.",
    examples: [
      {
        bad: '{ wgKey = builtins.getEnv "WG_KEY"; }\n',
        good: '{ wgKeyFile = "/run/secrets/wg"; }\n',
      },
    ],
    traps: [
      {
        good: 'let override = builtins.getEnv "NIV_OVERRIDE_nixpkgs"; in override\n',
        because: "a pin tool leaves a way to try another source",
      },
      { good: "{ name }: builtins.getEnv name\n", because: "the variable is not known" },
    ],
  },
  mentions: ["getEnv"],
  visit: {
    apply_expression(node, { path, tree, semantics, report }) {
      const { origin, args } = calledFunction(node, semantics);
      const [argument, second] = args;
      if (origin !== "builtins.getEnv" || !argument || second || isAside({ path, tree })) return;
      const name = plainText(semantics.fold(argument));
      if (name === undefined || override.test(name)) return;
      const isSecret = secretKindOf(name) !== undefined || name.endsWith("_KEY");
      report({
        at: node,
        message: isSecret ? "secret" : "other",
        data: { name },
        ...(isSecret
          ? { severity: severityOf("high") }
          : ownPlace.test(name)
            ? { severity: severityOf("low") }
            : {}),
      });
    },
  },
});

const override = /^(?:NIV_|NPINS_|NIXPKGS_|NIX_PATH$)/;
const ownPlace =
  /^(?:HOME|PWD|USER|LOGNAME|HOSTNAME|HOST|SHELL|XDG_\w+|CI|TMPDIR|IN_NIX_SHELL|NIX_\w+)$/;
