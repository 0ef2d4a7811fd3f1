import {
  defineOptionRule,
  daemonPaths,
  directivesOf,
  isYes,
  severityOf,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "unsafe-native-eval",
  summary: "native code that runs during evaluation",
  category: "supply-chain",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 9.3, cwe: [94] },
  messages: {
    allowed: "`{option}` lets every expression that is evaluated run programs.",
    plugin: "`{option}` loads native code into Nix itself.",
  },
  docs: {
    why: "Evaluating a flake or a package of someone else's then runs commands as the user who evaluates, before anything is built and outside of every sandbox.",
    examples: [
      {
        bad: "{ nix.settings.allow-unsafe-native-code-during-evaluation = true; }\n",
        good: "{ nix.settings.allow-unsafe-native-code-during-evaluation = false; }\n",
      },
    ],
    traps: [
      { good: "{ nix.settings.plugin-files = [ ]; }\n", because: "there is no plugin" },
      {
        good: "{\n  nix.extraOptions = ''\n    # allow-unsafe-native-code-during-evaluation = true\n  '';\n}\n",
        because: "the line is a comment",
      },
    ],
    fixSafety: "Expressions that call `builtins.exec` or `builtins.importNative` fail without it.",
    references: [
      "https://nix.dev/manual/nix/stable/command-ref/conf-file.html#conf-allow-unsafe-native-code-during-evaluation",
    ],
  },
  paths: daemonPaths("allow-unsafe-native-code-during-evaluation", "plugin-files"),
  ephemeral: "same",
  darwin: true,
  check(setting, { report, semantics }) {
    const keys = ["allow-unsafe-native-code-during-evaluation", "plugin-files"];
    for (const directive of directivesOf(setting, keys, semantics)) {
      const { key, option, text, at, isLine } = directive;
      if (key === "plugin-files") {
        const { folded } = setting;
        const isEmpty =
          !isLine &&
          folded.known &&
          ((folded.value.type === "list" && folded.value.elements.length === 0) || text === "");
        if (!isEmpty)
          report({ at, message: "plugin", data: { option }, severity: severityOf("medium") });
      } else if (isYes(text)) {
        report({ at, message: "allowed", data: { option } });
      }
    }
  },
});
