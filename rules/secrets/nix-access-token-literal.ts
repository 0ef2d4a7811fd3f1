import {
  defineOptionRule,
  isHarmless,
  isString,
  literalsOfSetting,
  looksSecret,
  pathLiteralsOf,
  readString,
  secretKindOf,
  spansOfPart,
  storeTextOf,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "nix-access-token-literal",
  summary: "an access token in the configuration of Nix",
  category: "secrets",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 8.5, cwe: [522] },
  messages: {
    token:
      "`{option}` holds a token in clear text: nix.conf is in /nix/store, readable by every local user.",
    netrc: "`{option}` is copied to /nix/store, where every local user can read its passwords.",
  },
  docs: {
    why: "nix.conf is a file of the store that everyone on the machine can read, and `nix config show` prints it. The token fetches private repositories, and often more. An `!include` of a file that a secret manager writes keeps it out.",
    examples: [
      {
        bad: '{ nix.settings.access-tokens = "git.example.org=PAT:NotAToken0NotAToken1"; }\n',
        good: '{ config, ... }:\n{ nix.extraOptions = "!include ${config.sops.secrets.tokens.path}"; }\n',
      },
    ],
    traps: [
      {
        good: '{ config, ... }:\n{ nix.extraOptions = "!include /run/secrets/nix"; nix.settings.netrc-file = "/run/secrets/netrc"; nix.settings.access-tokens = config.x; }\n',
        because: "the token is read at run time",
      },
    ],
    references: ["https://nix.dev/manual/nix/latest/command-ref/conf-file#conf-access-tokens"],
  },
  paths: [
    "nix.settings.access-tokens",
    "nix.settings.extra-access-tokens",
    "nix.settings.access-tokens.*",
    "nix.settings.netrc-file",
    "nix.settings.impure-env",
    "nix.extraOptions",
  ],
  ephemeral: "same",
  tests: "info",
  darwin: true,
  check(setting, { report, semantics }) {
    const { path, value, option, span } = setting;
    const data = { option };
    const leaf = path.at(-1) ?? "";
    if (leaf === "netrc-file") {
      if (pathLiteralsOf(value).length > 0 || storeTextOf(value, semantics))
        report({ at: span, message: "netrc", data });
      return;
    }
    if (leaf === "extraOptions") {
      if (!isString(value)) return;
      const string = readString(value);
      for (const line of string.text.matchAll(
        /^[ \t]*(?:extra-)?access-tokens[ \t]*=([^\n]{0,4000})/gm,
      )) {
        if (!tokensOf(line[1] ?? "").some(isToken)) continue;
        const end = line.index + line[0].length;
        report({ ...spansOfPart(string, line.index, end), message: "token", data });
      }
      return;
    }
    for (const { text, spans } of literalsOfSetting(setting)) {
      const isHeld =
        leaf === "impure-env"
          ? holdsVariable(text)
          : (path.at(-2) === "access-tokens" ? [text] : tokensOf(text)).some(isToken);
      if (isHeld) report({ ...spans, message: "token", data });
    }
  },
});

/** The tokens of `host=token host=token`. */
function tokensOf(text: string): readonly string[] {
  return text
    .trim()
    .split(/\s+/)
    .flatMap((pair) => (pair.includes("=") ? [pair.slice(pair.indexOf("=") + 1)] : []));
}

function isToken(token: string): boolean {
  const plain = token.replace(/^(?:PAT|OAuth2|Bearer):/, "");
  return plain.length >= 8 && !isHarmless(plain, "", "token");
}

function holdsVariable(text: string): boolean {
  return text.split(/\s+/).some((pair) => {
    const [key = "", value = ""] = pair.split("=", 2);
    const kind = secretKindOf(key);
    return kind !== undefined && looksSecret(value, key, kind);
  });
}
