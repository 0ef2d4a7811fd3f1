import { defineOptionRule, elementsOf, settingsBeside } from "../../src/rule/index.ts";

/** Caches that hand on what another one signed. */
const mirrors = /(?:^|\.)(?:cache\.nixos\.org|mirrors?\.|mirror\.)|\/nix-channels\/store/;
/** Nix reads up to the padding, and needs none. */
const keyForm = /^[\w.-]{1,200}:[A-Za-z0-9+/]{43}(?:=.*)?$/;

export default defineOptionRule({
  id: "substituter-without-key",
  summary: "a binary cache whose key is not trusted",
  category: "nix-daemon",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  security: { score: 2.8, cwe: [347] },
  messages: {
    missing:
      "No trusted key bears the name of `{host}`: Nix asks this cache, and refuses what it gives.",
    malformed: "This is no public key of a cache, which is `name:` and 44 characters of base64.",
  },
  docs: {
    why: "Without the key the cache costs time at each build and helps nobody, and the next step is all too often to switch signatures off. The rule looks at files that set keys beside caches; those whose keys stand elsewhere are left alone.",
    examples: [
      {
        bad: '{ nix.settings = { substituters = [ "https://x.cachix.org" "https://y.cachix.org" ]; trusted-public-keys = [ "y.cachix.org-1:NotARealKey0NotARealKey1NotARealKey2NotARea=" ]; }; }\n',
        good: '{ nix.settings = { substituters = [ "https://x.cachix.org" ]; trusted-public-keys = [ "x.cachix.org-1:NotARealKey0NotARealKey1NotARealKey2NotARea=" ]; }; }\n',
      },
    ],
    traps: [
      {
        good: '{ nix.settings.substituters = [ "https://x.cachix.org" ]; }\n',
        because: "the key may stand in another module",
      },
      {
        good: '{ nix.settings = { substituters = [ "https://x.cachix.org" ]; trusted-public-keys = [ "build-farm-1:NotARealKey0NotARealKey1NotARealKey2NotARea=" ]; }; }\n',
        because: "a key that belongs to no other cache may be that of this one",
      },
      {
        good: '{ nix.settings = { substituters = [ "https://mirror.example.org/nix-channels/store" ]; trusted-public-keys = [ "y.cachix.org-1:NotARealKey0NotARealKey1NotARealKey2NotARea=" ]; }; }\n',
        because: "a mirror hands on what the official cache signed",
      },
    ],
    whenNotToUse: "Where a cache signs under another name than that of its host.",
    references: [
      "https://nix.dev/manual/nix/latest/command-ref/conf-file#conf-trusted-public-keys",
    ],
  },
  paths: ["nix.settings.trusted-public-keys", "nix.settings.extra-trusted-public-keys"],
  check(setting, context) {
    const { semantics, report, settingsOf } = context;
    const keys = keyPaths.flatMap((path) =>
      settingsOf(path).flatMap(({ value }) => elementsOf(value, semantics)),
    );
    for (const { node, text } of elementsOf(setting.value, semantics)) {
      if (text !== undefined && text.trim() !== "" && !keyForm.test(text.trim()))
        report({ at: node, message: "malformed" });
    }
    // The first of the lists of keys speaks for all.
    const isFirst = keyPaths
      .flatMap((path) => settingsOf(path))
      .every(({ name }) => name.start >= setting.name.start);
    if (!isFirst || keys.length === 0 || keys.some(({ text }) => text === undefined)) return;
    if (settingsBeside(setting, 2, context).has("require-sigs")) return;
    const names = keys
      .filter(({ text = "" }) => keyForm.test(text.trim()))
      .map(({ text = "" }) => labelsOf(text.replace(/(?:-\d+)?:.*$/, "")));
    const caches = cachePaths
      .flatMap((path) => settingsOf(path))
      .flatMap(({ value }) => elementsOf(value, semantics))
      .map(({ node, text = "" }) => ({ node, text, ...cacheOf(text) }));
    const isOf = (labels: readonly string[], wanted: readonly string[]): boolean =>
      labels.some((label) => wanted.includes(label));
    // A key that belongs to no cache by its name may be that of any.
    const isSpare = (labels: readonly string[]): boolean =>
      !labels.includes("nixos") && !caches.some(({ wanted }) => isOf(labels, wanted));
    if (names.length === 0 || names.some(isSpare)) return;
    for (const { node, text, host, wanted } of caches) {
      if (
        host === "" ||
        mirrors.test(text.replace(/^https?:\/\//, "")) ||
        text.includes("trusted=")
      )
        continue;
      if (!names.some((labels) => isOf(labels, wanted)))
        report({ at: node, message: "missing", data: { host } });
    }
  },
});

function cacheOf(url: string): { readonly host: string; readonly wanted: readonly string[] } {
  const [, host = "", rest = ""] = /^https?:\/\/([^/:?]+)(?::\d+)?([^?]*)/.exec(url) ?? [];
  return { host, wanted: labelsOf(`${host}.${rest.split("/").join(".")}`) };
}

const keyPaths = ["nix.settings.trusted-public-keys", "nix.settings.extra-trusted-public-keys"];
const cachePaths = ["nix.settings.substituters", "nix.settings.extra-substituters"];

const common = new Set(
  "com org net io dev cachix cache nix www de eu me systems xyz app".split(" "),
);

/** The parts of a name that tell it from others. */
function labelsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[.]/)
    .filter((label) => label !== "" && !common.has(label));
}
