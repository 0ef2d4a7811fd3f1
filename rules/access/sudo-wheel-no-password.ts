import {
  defineOptionRule,
  isNo,
  plainText,
  replaceValue,
  severityOf,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "sudo-wheel-no-password",
  summary: "a wheel whose members become root without a password",
  category: "access",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 6.4, cwe: [250] },
  messages: {
    wheel: "`{option}` makes everyone in `wheel` root without a password.",
    reachable:
      "`{option}` makes everyone in `wheel` root without a password, on a host that SSH lets passwords into.",
  },
  docs: {
    why: "Whatever runs as a member of `wheel`, a browser or a script from the net included, is root at once.",
    examples: [
      {
        bad: "{ security.sudo.wheelNeedsPassword = false; }\n",
        good: "{ security.sudo.wheelNeedsPassword = true; }\n",
      },
    ],
    traps: [
      {
        good: "{ config, ... }: { security.sudo.wheelNeedsPassword = config.x; }\n",
        because: "the value is unknown here",
      },
    ],
    fixSafety:
      "The fix writes `true`: a deployment from afar then needs a narrow rule of its own, or `nixos-rebuild --ask-sudo-password`.",
    references: ["https://search.nixos.org/options?query=security.sudo.wheelNeedsPassword"],
  },
  paths: ["sudo", "sudo-rs", "doas"].map((program) => `security.${program}.wheelNeedsPassword`),
  check(setting, { report, isSetTo }) {
    const { folded, option, span } = setting;
    if (!isNo(plainText(folded))) return;
    const isReachable = isSetTo("services.openssh.settings.PasswordAuthentication", true);
    report({
      at: span,
      message: isReachable ? "reachable" : "wheel",
      data: { option },
      ...(isReachable ? { severity: severityOf("high") } : {}),
      fix: replaceValue(setting, "true", "Write true"),
    });
  },
});
