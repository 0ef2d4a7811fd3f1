import {
  daemonPaths,
  defineOptionRule,
  directivesOf,
  isLoopback,
  isPrivateHost,
  severityOf,
} from "../../src/rule/index.ts";

const keys = [
  "substituters",
  "extra-substituters",
  "trusted-substituters",
  "extra-trusted-substituters",
];

export default defineOptionRule({
  id: "nix-insecure-substituter",
  summary: "a binary cache over plain HTTP",
  category: "nix-daemon",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 3.5, cwe: [319] },
  messages: {
    plain: "`{option}` fetches from `{host}` over plain HTTP.",
    unsigned: "`{option}` fetches from `{host}` over plain HTTP, and no signature is asked for.",
  },
  docs: {
    why: "Signatures keep what is fetched from being changed. Everyone on the way still sees which programs, and which versions, the host runs, and can hold back updates.",
    examples: [
      {
        bad: '{ nix.settings.substituters = [ "http://cache.example.org" ]; }\n',
        good: '{ nix.settings.substituters = [ "https://cache.example.org" ]; }\n',
      },
    ],
    traps: [
      {
        good: '{ nix.settings.substituters = [ "http://localhost:8080" "http://[::1]:5000" ]; }\n',
        because: "nobody is on the way",
      },
    ],
    whenNotToUse: "On a network of one's own. The cache has to serve HTTPS before the change.",
    references: ["https://nix.dev/manual/nix/latest/command-ref/conf-file#conf-substituters"],
  },
  darwin: true,
  paths: daemonPaths(...keys),
  check(setting, { report, semantics, isSetTo }) {
    const isUnsigned = isSetTo("nix.settings.require-sigs", false);
    for (const { option, words } of directivesOf(setting, keys, semantics)) {
      for (const { text, at } of words) {
        const host = /^http:\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?]+)/.exec(text)?.[1]?.toLowerCase();
        if (host === undefined || isLoopback(host)) continue;
        report({
          at,
          message: isUnsigned ? "unsigned" : "plain",
          data: { option, host: host.replace(/[[\]]/g, "") },
          severity: severityOf(isUnsigned ? "critical" : isPrivateHost(host) ? "info" : "medium"),
        });
      }
    }
  },
});
