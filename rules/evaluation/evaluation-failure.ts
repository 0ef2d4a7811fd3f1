import { defineEvaluationRule } from "../../src/rule/index.ts";

export default defineEvaluationRule({
  id: "evaluation-failure",
  summary: "a host or an output that Nix cannot evaluate",
  category: "evaluation",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: [
    "hammering:EvalError",
    "hammering:AttrPathNotFound",
    "nixpkgs-vet:NPV-100",
    "nixpkgs-vet:NPV-101",
    "nixpkgs-vet:NPV-120",
  ],
  messages: {
    plain: "`{target}` cannot be evaluated: {text}.",
    option: "`{target}` cannot be evaluated, because of `{option}`: {text}.",
    advised: "`{target}` cannot be evaluated: {text}; {advice}.",
    conflict: "`{target}` cannot be evaluated: `{option}` has conflicting definitions.",
    broken: "{text}; {advice}.",
  },
  docs: {
    why: "What cannot be evaluated can be neither built nor deployed. Nix says so at the machine that is deployed first; here it is said of all, at the innermost place of this tree that leads to the error.",
    examples: [
      {
        bad: "{ config, ... }:\n{\n  networking.hostName = config.networking.hostNam;\n}\n",
        good: '{ ... }:\n{\n  networking.hostName = "web";\n}\n',
      },
    ],
    traps: [
      {
        good: '{ ... }:\n{\n  networking.hostName = throw "unused";\n}\n',
        because:
          "nothing asks for the value of an option that is defined elsewhere with a higher priority",
      },
    ],
    whenNotToUse:
      "A failure that is known, and allowed for a while, belongs under `[[validate.allow]]` in the config, with its reason and the day when it ends.",
  },
  check({ problems }, { report }) {
    for (const problem of problems) {
      const { at, related, hosts, target, message: text, stage } = problem;
      const place = { at, related, hosts };
      if (problem.kind === "conflict") {
        report({ ...place, message: "conflict", data: { target, option: problem.option } });
        continue;
      }
      if (problem.kind !== "failure") continue;
      const { option, advice } = problem;
      if (advice !== undefined && stage === "lock")
        report({
          ...place,
          message: "broken",
          data: { text: "`flake.lock` does not fit the inputs of `flake.nix`", advice },
        });
      else if (advice !== undefined)
        report({ ...place, message: "advised", data: { target, text, advice } });
      else if (option !== undefined && !text.includes(option))
        report({ ...place, message: "option", data: { target, option, text } });
      else report({ ...place, message: "plain", data: { target, text } });
    }
  },
});
