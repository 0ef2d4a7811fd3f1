import { Type } from "typebox";
import type { ConfigurableRule } from "../../src/config/index.ts";

const base = {
  summary: "a sample",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  docs: { why: "", examples: [] },
} as const;

/** A small catalogue: every preset, a rule with options, one with a former id, one of `syntax`. */
export const sampleRules: readonly ConfigurableRule[] = [
  { ...base, id: "syntax-error", category: "syntax", severity: "error" },
  {
    ...base,
    id: "unused-binding",
    category: "dead-code",
    formerIds: ["dead-binding"],
  },
  { ...base, id: "unused-formal", category: "dead-code", preset: "strict" },
  {
    ...base,
    id: "large-file",
    category: "structure",
    preset: "opt-in",
    options: Type.Object({
      "max-lines": Type.Integer({
        default: 500,
        minimum: 1,
        description: "Lines.",
      }),
      count: Type.Union([Type.Literal("code"), Type.Literal("all")], {
        default: "all",
      }),
      allowed: Type.Array(Type.String(), { default: [] }),
    }),
  },
  { ...base, id: "unlocked-input", category: "flake" },
  { ...base, id: "hardcoded-secret", category: "secrets" },
  { ...base, id: "weak-hash", category: "secrets", preset: "opt-in" },
];
