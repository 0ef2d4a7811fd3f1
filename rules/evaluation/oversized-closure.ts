import { defineEvaluationRule, Type } from "../../src/rule/index.ts";

export default defineEvaluationRule({
  id: "oversized-closure",
  summary: "a host whose closure is larger than it may be",
  category: "evaluation",
  severity: "info",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "none",
  messages: { large: "The closure of `{name}` takes up {size} MB, more than {limit} MB." },
  docs: {
    why: "Every deployment copies the closure, every generation keeps it, and small disks fill up with it.",
    examples: [
      {
        bad: "{ pkgs, ... }:\n{\n  environment.systemPackages = [ pkgs.texliveFull ];\n}\n",
        good: "{ pkgs, ... }:\n{\n  environment.systemPackages = [ pkgs.texliveSmall ];\n}\n",
        options: { size: 4000 },
      },
    ],
    traps: [
      {
        good: '{ ... }:\n{\n  networking.hostName = "web";\n}\n',
        because: "only a host that was built, with `--build`, has a size",
      },
    ],
  },
  options: Type.Object({
    size: Type.Integer({
      default: 8000,
      minimum: 1,
      description: "Largest closure that is fine, in megabytes (10⁶ bytes).",
    }),
  }),
  check({ hosts = [] }, { options, report }) {
    for (const { name, place, closureSize } of hosts) {
      if (closureSize === undefined || closureSize <= options.size * 1e6) continue;
      const size = Math.round(closureSize / 1e6);
      report({
        at: place,
        hosts: [name],
        message: "large",
        data: { name, size, limit: options.size },
      });
    }
  },
});
