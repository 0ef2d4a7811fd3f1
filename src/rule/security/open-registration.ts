/** An option of a service by which strangers make accounts. */
export interface Registration {
  readonly service: string;
  /** How many segments of the option's path lead to the settings that stand beside it. */
  readonly depth: number;
  /** The value that lets them: most options say yes, some say no. */
  readonly opensWith: "yes" | "no";
  /** Settings beside it of which one, set to anything but no, keeps strangers out. */
  readonly guards: readonly string[];
}

const matrixGuards = [
  "registration_token",
  "registration_token_file",
  "registration_shared_secret_path",
];
const forgeGuards = [
  "ALLOW_ONLY_EXTERNAL_REGISTRATION",
  "REGISTER_MANUAL_CONFIRM",
  "ENABLE_CAPTCHA",
  "EMAIL_DOMAIN_ALLOWLIST",
  "EMAIL_DOMAIN_WHITELIST",
];

function entry(
  service: string,
  depth: number,
  guards: readonly string[] = [],
  opensWith: "yes" | "no" = "yes",
): Registration {
  return { service, depth, opensWith, guards };
}

/** Options by their path. Source: the modules of nixpkgs and the services' manuals, as of 2025-11-30. */
export const registrations: Readonly<Record<string, Registration>> = {
  "services.matrix-synapse.settings.enable_registration": entry("Synapse", 3, [
    "registration_requires_token",
    "enable_registration_captcha",
    "registrations_require_3pid",
  ]),
  "services.matrix-conduit.settings.global.allow_registration": entry("Conduit", 4, matrixGuards),
  "services.matrix-conduwuit.settings.global.allow_registration": entry(
    "conduwuit",
    4,
    matrixGuards,
  ),
  "services.conduwuit.settings.global.allow_registration": entry("conduwuit", 4, matrixGuards),
  "services.matrix-continuwuity.settings.global.allow_registration": entry(
    "Continuwuity",
    4,
    matrixGuards,
  ),
  "services.matrix-tuwunel.settings.global.allow_registration": entry("tuwunel", 4, matrixGuards),
  "services.dendrite.settings.client_api.registration_disabled": entry(
    "Dendrite",
    4,
    ["enable_registration_captcha", "registration_requires_token"],
    "no",
  ),
  "services.gitea.settings.service.DISABLE_REGISTRATION": entry("Gitea", 4, forgeGuards, "no"),
  "services.forgejo.settings.service.DISABLE_REGISTRATION": entry("Forgejo", 4, forgeGuards, "no"),
  "services.vaultwarden.config.SIGNUPS_ALLOWED": entry("Vaultwarden", 3, [
    "SIGNUPS_DOMAINS_WHITELIST",
  ]),
  "services.vaultwarden.config.signupsAllowed": entry("Vaultwarden", 3, [
    "signupsDomainsWhitelist",
  ]),
  "services.grafana.settings.users.allow_sign_up": entry("Grafana", 4),
  "services.mealie.settings.ALLOW_SIGNUP": entry("Mealie", 3),
  "services.linkwarden.enableRegistration": entry("Linkwarden", 2),
  "services.open-webui.environment.ENABLE_SIGNUP": entry("Open WebUI", 3),
  "services.vikunja.settings.service.enableregistration": entry("Vikunja", 4),
  "services.hedgedoc.settings.allowEmailRegister": entry("HedgeDoc", 3),
  "services.peertube.settings.signup.enabled": entry("PeerTube", 4, ["requires_approval"]),
  "services.prosody.allowRegistration": entry("Prosody", 2),
  "services.atuin.openRegistration": entry("Atuin", 2),
};
