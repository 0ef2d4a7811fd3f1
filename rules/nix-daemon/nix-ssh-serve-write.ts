import { defineOptionRule, isYes, plainText, severityOf } from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "nix-ssh-serve-write",
  summary: "a store served over SSH that takes what it is sent",
  category: "nix-daemon",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 6.2, cwe: [732] },
  messages: {
    trusted:
      "`{option}` trusts everyone whose key `nix.sshServe` knows: each of them can become root.",
    signed:
      "`{option}` lets everyone whose key `nix.sshServe` knows add signed paths to the store.",
  },
  docs: {
    why: "A client that is trusted puts any program under the name of any package, and the host runs it at the next switch. One stolen key is enough.",
    examples: [
      {
        bad: "{ nix.sshServe = { enable = true; write = true; trusted = true; }; }\n",
        good: "{ nix.sshServe.enable = true; }\n",
      },
    ],
    traps: [
      {
        good: "{ nix.sshServe = { enable = false; trusted = true; }; }\n",
        because: "nothing is served",
      },
    ],
    whenNotToUse:
      "On a builder that takes work from hosts of the same owner. Without these settings clients can only read.",
    references: ["https://search.nixos.org/options?query=nix.sshServe"],
  },
  paths: ["nix.sshServe.write", "nix.sshServe.trusted"],
  check({ folded, option, span, path }, { report, isSetTo }) {
    if (!isYes(plainText(folded)) || isSetTo("nix.sshServe.enable", false)) return;
    if (path.at(-1) === "trusted") report({ at: span, message: "trusted", data: { option } });
    else if (!isSetTo("nix.sshServe.trusted", true))
      report({ at: span, message: "signed", data: { option }, severity: severityOf("low") });
  },
});
