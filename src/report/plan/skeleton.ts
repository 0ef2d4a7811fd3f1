import type { Concern } from "../../project/index.ts";

/** Options of nixpkgs and Home Manager at the top: names below them are taken. */
const foreignNamespaces: ReadonlySet<string> = new Set(
  `accounts assertions boot containers console dconf documentation environment fileSystems fonts gtk hardware home home-manager i18n
  lib location launchd meta microvm networking nix nixpkgs oci-containers perSystem power powerManagement programs qt security services
  snapraid sops age disko stylix swapDevices system systemd targets time users virtualisation warnings wayland xdg xsession zramSwap flake
  homebrew _module nixos darwin image specialisation`.split(/\s+/),
);

/** Below which name the tree declares what can be switched on: the one it uses most, or `my`. */
export function ownNamespace(declared: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const option of declared) {
    const [first = "", ...rest] = option.split(".");
    if (rest.length < 2 || rest.at(-1) !== "enable") continue;
    if (/^[A-Za-z_][\w'-]*$/.test(first) && !foreignNamespaces.has(first))
      counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  const [best] = [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  // A name that is there once is a feature, not a habit.
  return best && best[1] > 1 ? best[0] : "my";
}

const plainName = /^[A-Za-z_][\w'-]*$/;
const keywords: ReadonlySet<string> = new Set([
  "assert",
  "else",
  "if",
  "in",
  "inherit",
  "let",
  "or",
  "rec",
  "then",
  "with",
]);

/** A name as an attribute path writes it. */
function attribute(name: string): string {
  return plainName.test(name) && !keywords.has(name) ? name : quoted(name);
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]|\$\{/g, String.raw`\$&`).replaceAll(/[\r\n]+/g, " ")}"`;
}

/**
 * A module that can be switched on, with what belongs into it named in comments: it parses whatever the names are, and changes
 * nothing until something is moved into it.
 */
export function renderModule(
  { namespace, name }: { readonly namespace: string; readonly name: string },
  concerns: readonly Concern[],
  from: string,
): string {
  const path = `${attribute(namespace)}.${attribute(name)}`;
  const source = from.replaceAll(/[\r\n]+/g, " ");
  const parts = concerns.map(
    ({ option, firstLine, lastLine }) =>
      `    # ${option.replaceAll(/[\r\n]+/g, " ")}, from ${firstLine === lastLine ? `line ${firstLine}` : `lines ${firstLine} to ${lastLine}`} of ${source}`,
  );
  return `{
  config,
  lib,
  ...
}:
let
  cfg = config.${path};
in
{
  options.${path} = {
    enable = lib.mkEnableOption ${quoted(name)};
  };

  config = lib.mkIf cfg.enable {
${parts.join("\n")}
  };
}
`;
}
