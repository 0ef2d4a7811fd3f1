/** What the path of a file says about what it configures. */
export type FileSetting =
  /** Installers, images, virtual machines, demos: they live for an hour, or behind a door. */
  | "ephemeral"
  | "test"
  | "darwin"
  /** Written by a tool: npins, niv, node2nix, nixos-generate-config. */
  | "generated"
  | "archived"
  /** Of a copy of nixpkgs that lies in the tree: others look after it. */
  | "vendored";

const ephemeral =
  /(^|[-_./])(iso|install(?:er|ation)|images?|sd-image|vms?|microvms?|bootstrap|netboot|live-?cd|kexec|templates?|wsl|containers?|guests?|demo|playground|examples?|lxc)([-_./]|$)/i;
const test = /(^|\/)(tests?|checks?)(\/|\.nix$|-)/i;
const darwin = /(^|[-_./])(darwin|macos|nix-darwin|macbook)([-_./]|$)/i;
const generated =
  /(^|\/)(npins\/default|nix\/sources|sources|node-packages|node-env|node-composition|composition|hardware-configuration|hardware)\.nix$/;
const archived = /(^|\/)(archived?|snippets?|attic|old|deprecated)\//i;
/** Not any folder of that name: people keep their own modules in one as well. */
const vendored =
  /(^|\/)nixpkgs\/(nixos\/(modules|tests|lib|maintainers|doc)|pkgs\/(applications|build-support|by-name|desktops|development|games|os-specific|servers|stdenv|tools|top-level)|maintainers)\//;

/** The settings of a file by its root-relative path; mostly none. */
export function settingsOfFile(path: string): ReadonlySet<FileSetting> {
  const settings = new Set<FileSetting>();
  if (ephemeral.test(path)) settings.add("ephemeral");
  if (test.test(path)) settings.add("test");
  if (darwin.test(path)) settings.add("darwin");
  if (generated.test(path)) settings.add("generated");
  if (vendored.test(path)) settings.add("vendored");
  if (archived.test(path)) settings.add("archived");
  return settings;
}
