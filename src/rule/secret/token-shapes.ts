import { isSigningKey } from "./signing-key.ts";

/** What the tokens of one provider look like. */
export interface TokenShape {
  /** Who issues it, and what it is: "GitHub token". */
  readonly what: string;
  /** What a candidate begins with, literally; one of them. Public, and the only part that is ever shown. */
  readonly keywords: readonly string[];
  /**
   * The candidate from the keyword on. No open or nested quantifiers, and as little as may be that can also stand before a token:
   * hostile text must cost no more than it is long.
   */
  readonly pattern: RegExp;
  /** Least bits a character of what follows the keyword. */
  readonly bits: number;
  /** What stands before the keyword and belongs to the token: its first group, within so many characters. */
  readonly before?: { readonly pattern: RegExp; readonly reach: number };
  /** What tells the token from others of its shape: asked about the candidate from the keyword on. */
  readonly isReal?: (candidate: string) => boolean;
  /** Little is lost with one. */
  readonly isMinor?: true;
}

const shape = (
  what: string,
  keywords: string,
  pattern: RegExp,
  bits = 3,
  before?: TokenShape["before"],
  isReal?: TokenShape["isReal"],
): TokenShape => ({
  what,
  keywords: keywords.split(" "),
  pattern: new RegExp(`${pattern.source}(?![A-Za-z0-9_])`, "y"),
  bits,
  ...(before ? { before } : {}),
  ...(isReal ? { isReal } : {}),
});

/**
 * Shapes that say by themselves who issued a token. Source: the providers' own descriptions of their formats and the
 * public rule sets of secret scanners. As of 2025-10.
 */
export const tokenShapes: readonly TokenShape[] = [
  shape("GitHub token", "ghp_ gho_ ghu_ ghs_ ghr_", /gh[pousr]_[A-Za-z0-9]{36}/),
  shape("GitHub token", "github_pat_", /github_pat_[A-Za-z0-9_]{82}/),
  shape(
    "GitLab token",
    "glpat- gldt- glrt- glcbt- glptt- glsoat- glagent-",
    /gl(?:pat|dt|rt|cbt|ptt|soat|agent)-[\w-]{20,300}/,
  ),
  shape("GitLab OAuth secret", "gloas-", /gloas-[0-9a-f]{64}/),
  shape("GitLab runner token", "GR1348941", /GR1348941[\w-]{20}/),
  shape(
    "Tailscale key",
    "tskey-",
    /tskey-(?:auth|api|client|webhook|scim)-[A-Za-z0-9]{4,40}-[A-Za-z0-9]{16,80}/,
  ),
  shape("Headscale key", "hskey-", /hskey-[a-z]{3,12}-[\w-]{12,100}/),
  shape("AWS access key", "AKIA ASIA ABIA ACCA", /A(?:KIA|SIA|BIA|CCA)[A-Z2-7]{16}/),
  shape("AWS Bedrock key", "ABSK", /(?<![+/])ABSK[A-Za-z0-9+/]{109,260}={0,2}/),
  shape("Google API key", "AIza", /AIza[\w-]{35}/, 4),
  shape("Google OAuth secret", "GOCSPX-", /GOCSPX-[\w-]{28}/),
  shape("Azure client secret", "Q~", /Q~[\w~.-]{31,34}/, 3, {
    pattern: /^([\w~.-]{3}\d)$/,
    reach: 4,
  }),
  shape("DigitalOcean token", "dop_v1_ doo_v1_ dor_v1_", /do[opr]_v1_[0-9a-f]{64}/),
  shape("Cloudflare tunnel token", "eyJhIjoi", /eyJhIjoi[A-Za-z0-9+/_-]{100,400}={0,2}/),
  shape("Cloudflare origin key", "v1.0-", /v1\.0-[0-9a-f]{24}-[0-9a-f]{146}/),
  shape("Porkbun key", "pk1_ sk1_", /[ps]k1_[0-9a-f]{64}/),
  shape(
    "Slack token",
    "xoxa- xoxb- xoxe- xoxo- xoxp- xoxr- xoxs-",
    /xox[abeoprs]-[\w-]{20,250}/,
    2,
  ),
  shape("Slack token", "xapp-", /xapp-\d-[A-Z0-9]{5,20}-\d{5,20}-[a-z0-9]{40,100}/, 2),
  shape(
    "Slack webhook",
    "hooks.slack.com/services/",
    /hooks\.slack\.com\/services\/T[A-Z0-9]{6,14}\/B[A-Z0-9]{6,14}\/[A-Za-z0-9]{20,32}/,
    2,
  ),
  shape(
    "Discord webhook",
    "discord.com/api/webhooks/ discordapp.com/api/webhooks/",
    /discord(?:app)?\.com\/api\/webhooks\/\d{15,22}\/[\w-]{50,90}/,
  ),
  shape("Telegram bot token", ":AA", /:AA[\w-]{32,33}/, 3, {
    pattern: /(?:^|\D)(\d{8,10})$/,
    reach: 11,
  }),
  shape("Matrix access token", "syt_", /syt_[\w-]{1,200}_[A-Za-z]{20}_[A-Za-z0-9]{6}/),
  shape("Matrix access token", "MDAx", /MDAx[\w-]{120,600}/),
  shape("ntfy token", "tk_", /tk_[a-z0-9]{29}/),
  shape("OpenAI key", "sk-", /sk-[\w-]{10,120}T3BlbkFJ[\w-]{20,120}/),
  shape("Anthropic key", "sk-ant-", /sk-ant-(?:api03|admin01)-[\w-]{93}AA/),
  shape("OpenRouter key", "sk-or-v1-", /sk-or-v1-[0-9a-f]{64}/),
  shape("Hugging Face token", "hf_", /hf_[A-Za-z]{34}/),
  shape("Perplexity key", "pplx-", /pplx-[A-Za-z0-9]{48}/),
  shape("Groq key", "gsk_", /gsk_[A-Za-z0-9]{52}/),
  shape("Replicate token", "r8_", /r8_[A-Za-z0-9]{37}/),
  shape("xAI key", "xai-", /xai-[A-Za-z0-9]{70,90}/),
  shape("npm token", "npm_", /npm_[A-Za-z0-9]{36}/, 2),
  shape("PyPI token", "pypi-AgEIcHlwaS5vcmc", /pypi-AgEIcHlwaS5vcmc[\w-]{50,250}/, 2),
  shape("RubyGems key", "rubygems_", /rubygems_[0-9a-f]{48}/, 2),
  shape("crates registry token", "cio", /cio[A-Za-z0-9]{32}/, 3.5),
  shape("Docker Hub token", "dckr_pat_ dckr_oat_", /dckr_[po]at_[\w-]{27,40}/),
  shape("Grafana token", "glc_", /glc_[A-Za-z0-9+/]{32,400}={0,2}/),
  shape("Grafana token", "glsa_", /glsa_[A-Za-z0-9]{32}_[0-9A-Fa-f]{8}/),
  shape("Grafana key", "eyJrIjoi", /eyJrIjoi[A-Za-z0-9+/]{60,400}={0,2}/),
  shape("Vault token", "hvs. hvb.", /hv[sb]\.[\w-]{24,300}/, 3.5),
  shape("Terraform token", ".atlasv1.", /\.atlasv1\.[\w-]{60,70}/, 3.5, {
    pattern: /^([A-Za-z0-9]{14})$/,
    reach: 14,
  }),
  shape("k3s token", "K10", /K10[0-9a-f]{64}::server:[\w-]{16,100}/),
  shape(
    "Stripe key",
    "sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_",
    /[sr]k_(?:live|test|prod)_[A-Za-z0-9]{10,99}/,
    2,
  ),
  shape("SendGrid key", "SG.", /SG\.[\w-]{20,24}\.[\w-]{39,50}/, 3),
  shape("Brevo key", "xkeysib-", /xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}/, 2),
  shape("1Password service account token", "ops_eyJ", /ops_eyJ[A-Za-z0-9+/]{200,1000}={0,2}/),
  shape("Doppler token", "dp.pt.", /dp\.pt\.[A-Za-z0-9]{40,50}/),
  shape("Pulumi token", "pul-", /pul-[0-9a-f]{40}/),
  shape("Dynatrace token", "dt0c01.", /dt0c01\.[A-Z2-7]{24}\.[A-Z2-7]{64}/),
  shape("Sentry token", "sntrys_", /sntrys_eyJ[\w-]{80,400}/),
  shape("New Relic key", "NRAK-", /NRAK-[A-Z0-9]{27}/),
  shape("MaxMind key", "_mmk", /_mmk/, 0, {
    pattern: /^([A-Za-z0-9]{6}_[A-Za-z0-9]{29})$/,
    reach: 36,
  }),
  // A cache's signing key is its seed and its public key; the public key alone has half the length.
  shape(
    "Nix cache signing key",
    "-1:",
    /-1:[A-Za-z0-9+/]{86}==/,
    4.5,
    // Nobody runs a cache under a name that is kept for examples: RFC 2606.
    { pattern: /([\w.-]{1,80})(?<!(?:^|[^\w-])example\.(?:com|net|org))$/, reach: 80 },
    (candidate) => isSigningKey(candidate.slice(3)),
  ),
  shape(
    "1Password secret key",
    "A3-",
    /A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}/,
    3.5,
  ),
  {
    ...shape(
      "ping address",
      "hc-ping.com/",
      /hc-ping\.com\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/,
    ),
    isMinor: true,
  },
  shape("Sentry token", "sntryu_", /sntryu_[0-9a-f]{64}/),
  shape(
    "login of a container registry",
    '"auth":',
    /"auth":\s{0,20}"[A-Za-z0-9+/]{16,400}={0,2}"/,
    3,
    undefined,
    isBasicLogin,
  ),
];

/** Whether what stands in quotes after `"auth":` is a user and a password in base64. */
function isBasicLogin(candidate: string): boolean {
  const [, encoded = ""] = /:\s*"([^"]*)"/.exec(candidate) ?? [];
  return /^[\x21-\x39\x3b-\x7e]{1,200}:[\x21-\x7e]{6,300}$/.test(
    Buffer.from(encoded, "base64").toString("latin1"),
  );
}

/** The parts of a name that tell a provider whose tokens look like any other text, and what they look like. */
export interface NamedShape {
  readonly what: string;
  readonly name: RegExp;
  readonly pattern: RegExp;
  readonly bits: number;
}

const uuid = /^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/;

/** Shapes that count only under a name that speaks of the provider. As of 2025-10. */
export const namedShapes: readonly NamedShape[] = [
  { what: "Cloudflare token", name: /cloudflare|\bcf\b/i, pattern: /^[\w-]{37,40}$/, bits: 3 },
  { what: "NetBird key", name: /netbird/i, pattern: uuid, bits: 3 },
  { what: "ZeroTier token", name: /zerotier/i, pattern: /^[A-Za-z0-9]{32}$/, bits: 3 },
  {
    what: "Forgejo or Gitea token",
    name: /forgejo|gitea|codeberg/i,
    pattern: /^[0-9a-f]{40}$/,
    bits: 3,
  },
  {
    what: "AWS secret key",
    name: /aws|wasabi|minio|\bs3\b|\br2\b/i,
    pattern: /^[A-Za-z0-9+/]{40}$/,
    bits: 3.5,
  },
  { what: "Azure key", name: /azure/i, pattern: /^[A-Za-z0-9+/]{86}==$/, bits: 3.5 },
  { what: "Hetzner token", name: /hetzner|hcloud/i, pattern: /^[A-Za-z0-9]{32,64}$/, bits: 3 },
  { what: "Linode token", name: /linode/i, pattern: /^[0-9a-f]{64}$/, bits: 3 },
  { what: "Vultr key", name: /vultr/i, pattern: /^[A-Z0-9]{36}$/, bits: 3 },
  {
    what: "Backblaze key",
    name: /backblaze|\bb2\b/i,
    pattern: /^K00[A-Za-z0-9+/]{28}$/,
    bits: 3.5,
  },
  { what: "Telegram API hash", name: /telegram/i, pattern: /^[0-9a-f]{32}$/, bits: 3 },
  { what: "Gotify token", name: /gotify/i, pattern: /^A[\w.-]{14}$/, bits: 3 },
  { what: "Pushover token", name: /pushover/i, pattern: /^[a-z0-9]{30}$/, bits: 3 },
  {
    what: "bootstrap token",
    name: /kubernetes|kubeadm|k3s|bootstrap/i,
    pattern: /^[a-z0-9]{6}\.[a-z0-9]{16}$/,
    bits: 3,
  },
  { what: "Mailgun key", name: /mailgun/i, pattern: /^key-[0-9a-f]{32}$/, bits: 2 },
  { what: "Twilio key", name: /twilio/i, pattern: /^(?:SK)?[0-9a-f]{32}$/, bits: 2 },
  { what: "Scaleway key", name: /scaleway|\bscw\b/i, pattern: uuid, bits: 3 },
  { what: "OVH key", name: /\bovh\b/i, pattern: /^[A-Za-z0-9]{32}$/, bits: 3 },
  { what: "Exoscale key", name: /exoscale/i, pattern: /^[\w-]{43}$/, bits: 3.5 },
  { what: "Consul or Nomad token", name: /consul|nomad/i, pattern: uuid, bits: 3 },
  { what: "Postmark token", name: /postmark/i, pattern: uuid, bits: 3 },
  {
    what: "Datadog key",
    name: /datadog|\bdd\b/i,
    pattern: /^(?:[0-9a-f]{32}|[0-9a-f]{40})$/,
    bits: 3,
  },
  { what: "Headscale key", name: /headscale/i, pattern: /^[0-9a-f]{48}$/, bits: 3 },
  { what: "Infisical token", name: /infisical/i, pattern: /^st\.[\w.-]{40,120}$/, bits: 3 },
  { what: "MaxMind key", name: /maxmind|geoip/i, pattern: /^[A-Za-z0-9]{16}$/, bits: 3 },
  { what: "Plex token", name: /plex/i, pattern: /^[\w-]{20}$/, bits: 3 },
  { what: "ngrok token", name: /ngrok/i, pattern: /^[\w-]{40,60}$/, bits: 3 },
  {
    what: "API key of a media manager",
    name: /sonarr|radarr|lidarr|prowlarr|readarr|bazarr|jellyfin|sabnzbd/i,
    pattern: /^[0-9a-f]{32}$/,
    bits: 3,
  },
];
