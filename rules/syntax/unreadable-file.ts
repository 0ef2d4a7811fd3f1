import { defineRule } from "../../src/rule/index.ts";

export default defineRule({
  id: "unreadable-file",
  summary: "a file that cannot be read as Nix",
  category: "syntax",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["nixpkgs-vet:NPV-126"],
  // The engine reports this one: it alone knows what reading a file gave.
  messages: { unreadable: "This cannot be read as a Nix file: {detail}." },
  docs: {
    why: "A file that the audit cannot read, Nix cannot read either, or reads something else than what you see.",
    examples: [],
    whenNotToUse: "Exclude the path in `nixaudit.toml` when the file is meant to be like that.",
  },
  visit: {},
});
