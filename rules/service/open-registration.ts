import {
  defineOptionRule,
  isNo,
  isYes,
  optionPath,
  plainText,
  registrations,
  severityOf,
  settingsBeside,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "open-registration",
  summary: "a public sign-up",
  category: "service",
  severity: "warning",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 4.8, cwe: [284] },
  messages: {
    open: "`{option}` lets everyone who reaches {service} make an account.",
    unverified: "`{option}` lets every program that reaches {service} make accounts.",
  },
  docs: {
    why: "Accounts of strangers fill the disk, send spam in the host's name, and reach everything that the service shows to those who are logged in, its next hole included.",
    examples: [
      {
        bad: "{ services.matrix-synapse.settings.enable_registration = true; }\n",
        good: "{ services.matrix-synapse.settings.enable_registration = false; }\n",
      },
    ],
    traps: [
      {
        good: "{ services.matrix-synapse.settings = { enable_registration = true; registration_requires_token = true; }; }\n",
        because: "only who was given a token gets in",
      },
      {
        good: "{ services.forgejo.settings.service = { DISABLE_REGISTRATION = false; ALLOW_ONLY_EXTERNAL_REGISTRATION = true; }; }\n",
        because: "the accounts come from a login service",
      },
    ],
    whenNotToUse:
      "For services that are meant for the public. Elsewhere new users have to be added by hand, or get a token.",
  },
  paths: Object.keys(registrations),
  check(setting, context) {
    const { option, folded, span } = setting;
    const found = registrations[optionPath(setting).join(".")];
    if (!found) return;
    const text = plainText(folded);
    if (!(found.opensWith === "yes" ? isYes(text) : isNo(text))) return;
    const beside = settingsBeside(setting, found.depth, context);
    const isGuarded = found.guards.some(
      (guard) => beside.has(guard) && !isNo(beside.text(guard)) && !beside.isNull(guard),
    );
    if (isGuarded) return;
    const isUnverified =
      found.service === "Synapse" && isYes(beside.text("enable_registration_without_verification"));
    context.report({
      at: span,
      message: isUnverified ? "unverified" : "open",
      data: { option, service: found.service },
      ...(isUnverified ? { severity: severityOf("high") } : {}),
    });
  },
});
