import {
  defineOptionRule,
  elementsOf,
  priorities,
  type ListElement,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "incomplete-binary-cache",
  summary: "a list of binary caches that leaves out the main one, or says one twice",
  category: "performance",
  severity: "info",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    replaced:
      "`{option}` replaces the default: without `https://cache.nixos.org` every package that these caches lack is built here.",
    twice: "`{cache}` is in this list already.",
    malformed:
      "A public key is written `name:base64`: Nix refuses this one, and what it signed is built here.",
  },
  docs: {
    why: "What no cache has is built on the machine. A list that replaces the default, or a key that Nix cannot read, turns minutes of download into hours of building, with no message that says why.",
    examples: [
      {
        bad: '{ lib, ... }:\n{ nix.settings.substituters = lib.mkForce [ "https://example.cachix.org" ]; }\n',
        good: '{ lib, ... }:\n{ nix.settings.substituters = [ "https://example.cachix.org" ]; }\n',
      },
      {
        bad: '{ nix.settings.trusted-public-keys = [ "example.cachix.org" ]; }\n',
        good: '{ nix.settings.trusted-public-keys = [ "example.cachix.org-1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" ]; }\n',
      },
    ],
    traps: [
      {
        good: '{ nix.settings.substituters = [ "https://example.cachix.org" ]; }\n',
        because: "NixOS adds cache.nixos.org to the list",
      },
      {
        good: '{ lib, ... }:\n{ nix.settings.substituters = lib.mkForce [ "https://mirror.example.org" "https://cache.nixos.org" ]; }\n',
        because: "the main cache is in it",
      },
      {
        good: "{ lib, ... }:\n{ nix.settings.substituters = lib.mkForce [ ]; }\n",
        because: "an empty list is meant: nothing is to be fetched",
      },
      {
        good: '{ nix.settings.trusted-public-keys = [ "example.cachix.org-1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" ]; }\n',
        because: "Nix reads a key without its padding",
      },
      {
        good: '{ config, ... }:\n{ nix.settings.trusted-public-keys = [ "cache:${config.site.key}" ]; }\n',
        because: "the key is made up elsewhere",
      },
    ],
  },
  paths: [
    "substituters",
    "extra-substituters",
    "trusted-public-keys",
    "extra-trusted-public-keys",
  ].map((name) => `nix.settings.${name}`),
  darwin: true,
  check(setting, { report, semantics, settingsOf }) {
    const { option, path, priority, name, conditions } = setting;
    // The operands of `++` come one by one.
    const parts = settingsOf(option).filter((other) => other.name.start === name.start);
    if (parts[0]?.value !== setting.value) return;
    const elements = parts.flatMap(({ value }) => elementsOf(value, semantics));
    const texts = elements.filter((element): element is Known => element.text !== undefined);
    const key = path.at(-1) ?? "";
    const seen = new Set<string>();
    for (const { node, text } of texts) {
      if (key.endsWith("public-keys") && !publicKey.test(text))
        report({ at: node, message: "malformed", severity: "warning" });
      const cache = key.endsWith("substituters") ? text.replace(/\/$/, "") : text;
      if (seen.has(cache)) report({ at: node, message: "twice", data: { cache } });
      seen.add(cache);
    }
    const isReplaced = key === "substituters" && priority < priorities.plain;
    if (!isReplaced || conditions.length > 0 || texts.length === 0) return;
    if (texts.length < elements.length || texts.some(({ text }) => isWholeCache(text))) return;
    report({ at: name, message: "replaced", data: { option } });
  },
});

type Known = ListElement & { readonly text: string };

/** A name, a colon, 32 bytes in base 64. Source: Nix's `Key` and `base64Decode`, which needs no padding and reads none of what follows it. */
const publicKey = /^[^\s:]+:[A-Za-z0-9+/]{43}(?:=.*)?$/;

/** The main cache, or one of its mirrors: they keep its paths. */
function isWholeCache(text: string): boolean {
  return /cache\.nixos\.org|mirrors?\.|\/nix-channels\/|^(?:file|local|daemon|auto|ssh(?:-ng)?):?/.test(
    text,
  );
}
