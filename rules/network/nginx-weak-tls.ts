import {
  defineOptionRule,
  linesOf,
  PLACEHOLDER,
  plainText,
  replaceValue,
  stringsOf,
  type OfferedFix,
  type Setting,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "nginx-weak-tls",
  summary: "an old TLS protocol or cipher",
  category: "network",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 5.3, cwe: [326] },
  messages: { weak: "`{option}` allows what is no longer safe: {names}." },
  docs: {
    why: "TLS before 1.2, and ciphers such as RC4 and 3DES, are broken: whoever is on the way can make both sides use them, and read or change what passes.",
    examples: [
      {
        bad: '{ services.nginx.sslProtocols = "TLSv1 TLSv1.1 TLSv1.2"; }\n',
        good: '{ services.nginx.sslProtocols = "TLSv1.2"; }\n',
      },
    ],
    traps: [
      {
        good: '{ services.nginx.sslCiphers = "HIGH:!aNULL:!MD5:!RC4"; }\n',
        because: "`!` takes a cipher away",
      },
      {
        good: '{ lib, ... }: { options.services.nginx.sslProtocols = lib.mkOption { example = "TLSv1"; }; }\n',
        because: "an example sets nothing",
      },
    ],
    fixSafety: "The fix drops the old names: clients that know nothing newer no longer connect.",
    references: ["https://www.rfc-editor.org/rfc/rfc8996", "https://ssl-config.mozilla.org/"],
  },
  paths: [
    ...["sslProtocols", "sslCiphers", "commonHttpConfig", "appendHttpConfig", "appendConfig"].map(
      (name) => `services.nginx.${name}`,
    ),
    "services.nginx.virtualHosts.*.extraConfig",
    "services.httpd.sslProtocols",
    "services.httpd.sslCiphers",
    "services.httpd.extraConfig",
    "services.haproxy.config",
    ...["config", "settings.main"].flatMap((main) =>
      postfixKeys().map((key) => `services.postfix.${main}.${key}`),
    ),
  ],
  check(setting, { report, semantics }) {
    const { option, path, folded, span } = setting;
    if (!/config$/i.test(path.at(-1) ?? "")) {
      const text = plainText(folded);
      const names = weakWords(text ?? "");
      if (text !== undefined && names.length > 0)
        report({
          at: span,
          message: "weak",
          data: { option, names: names.join(", ") },
          fix: withoutWords(setting, text, names),
        });
      return;
    }
    for (const { text, at } of stringsOf(setting.value, semantics).flatMap(linesOf)) {
      const directive = /^(\w[\w-]*)\s+([^#]*)/.exec(text);
      if (!directive || text.includes(PLACEHOLDER)) continue;
      const names = lineKeys.test(text) ? weakWords(directive[2] ?? "") : [];
      if (names.length > 0)
        report({ at, message: "weak", data: { option, names: names.join(", ") } });
    }
  },
});

const lineKeys =
  /^(?:ssl_protocols|ssl_ciphers|proxy_ssl_protocols|SSLProtocol|SSLCipherSuite|bind\s[^#]*ssl-min-ver|ssl-default-bind-(?:options|ciphers))\b/;

function postfixKeys(): readonly string[] {
  return ["smtpd", "smtp"].flatMap((side) => [
    `${side}_tls_mandatory_protocols`,
    ...(side === "smtpd" ? [`${side}_tls_protocols`] : []),
  ]);
}

/** Names of protocols and ciphers that are asked for. `!` and `-` take one away, and so does postfix' `<=`. */
function weakWords(text: string): readonly string[] {
  return text
    .split(/[\s,:;"']+/)
    .filter((word) =>
      /^(?:\+|>=)?(?:SSLv[23]|TLSv1(?:\.[01])?|(?:\w+-)*(?:RC4|3DES|DES|NULL|EXPORT|EXP|MD5|aNULL|eNULL)(?:-\w+)*)$/.test(
        word,
      ),
    );
}

function withoutWords(
  setting: Setting,
  text: string,
  weak: readonly string[],
): OfferedFix | undefined {
  const words = text.split(" ");
  const kept = words.filter((word) => !weak.includes(word));
  if (kept.length === 0 || kept.length + weak.length !== words.length) return undefined;
  if (setting.value.text !== `"${text}"`) return undefined;
  return replaceValue(setting, `"${kept.join(" ")}"`, "Drop the old names");
}
