/** A function of nixpkgs that makes a derivation. */
export interface Builder {
  /** Its name, without the set that it comes from: `mkDerivation`, `buildGoModule`. */
  readonly name: string;
  /**
   * `plain`: `mkDerivation` of any stdenv. `language`: a builder that wraps it for one ecosystem. `shell`: `mkShell`.
   * `command`: `runCommand` and its kin, whose script is their build.
   */
  readonly kind: "plain" | "language" | "shell" | "command";
  /** Whether it also takes `finalAttrs: { … }` (in nixpkgs 25.05). */
  readonly takesFunction: boolean;
  /** Whether a name comes before the set. */
  readonly takesName: boolean;
  /** Whether it sets `strictDeps` on its own (in nixpkgs 25.05). */
  readonly setsStrictDeps: boolean;
}

const takesFunction = new Set(
  "buildGoModule buildRustPackage buildNpmPackage buildDotnetModule".split(" "),
);

/** Builders of nixpkgs that hand their set on to `mkDerivation`, phases and inputs included. */
const languageBuilders = new Set(
  `buildPythonPackage buildPythonApplication buildGoModule buildGoPackage buildRustPackage buildNpmPackage
  buildDotnetModule buildDotnetPackage buildPerlPackage buildPerlModule buildRubyGem buildDunePackage
  buildTopkgPackage buildOcaml buildOasisPackage buildLuarocksPackage buildLuaPackage buildLuaApplication
  buildVimPlugin buildVimPluginFrom2Nix mkCoqDerivation buildMavenPackage buildComposerProject
  buildComposerProject2 buildRPackage buildHomeAssistantComponent buildFlutterApplication buildKodiAddon
  buildBazelPackage buildCrystalPackage buildErlangMk buildMix buildRebar3 mixRelease mkYarnPackage
  buildGradleApplication buildNimPackage buildNimSbom buildSwiftPackage buildHaxelib buildTypstPackage
  buildIdris buildLakePackage`.split(/\s+/),
);

const setsStrictDeps = new Set(
  `buildPythonPackage buildPythonApplication buildGoModule buildRustPackage buildNpmPackage buildDunePackage
  buildRubyGem buildLuarocksPackage buildPerlPackage buildPerlModule buildGoPackage mixRelease buildNimPackage
  buildDotnetModule`.split(/\s+/),
);

const shells = new Set(["mkShell", "mkShellNoCC"]);
const commands = new Set(
  "runCommand runCommandCC runCommandLocal runCommandNoCC runCommandNoCCLocal".split(" "),
);

/** A Go builder of a fixed release: `buildGo123Module`. */
const versionedGoBuilder = /^buildGo(?:\d+|Latest)(Module|Package)$/;

/** `stdenv`, `stdenvNoCC`, `clangStdenv`, `gcc13Stdenv`, `stdenv_32bit`, `swiftStdenv`, … */
const standardEnvironment = /^stdenv|[sS]tdenv(?:NoCC|NoLibs|_32bit)?$/;

const qtPackages = /^(?:qt\d+|libsForQt\d+)$/;

/** Whether a builder goes by this name; quoted, too. A cheap question, before where it comes from. */
export function isBuilderName(text: string): boolean {
  const name = text.startsWith('"') ? text.slice(1, -1) : text;
  return (
    name === "mkDerivation" ||
    languageBuilders.has(name) ||
    shells.has(name) ||
    commands.has(name) ||
    versionedGoBuilder.test(name)
  );
}

/** The builder that a path of names ends in: `["pkgs", "stdenv", "mkDerivation"]`. */
export function findBuilder(path: readonly string[]): Builder | undefined {
  const last = path.at(-1) ?? "";
  if (last === "mkDerivation") {
    const owner = path.at(-2) ?? "";
    if (standardEnvironment.test(owner)) return plainBuilder;
    // Haskell, Agda and others have a `mkDerivation` of their own, with other attributes.
    return qtPackages.test(owner) ? { ...plainBuilder, takesFunction: false } : undefined;
  }
  const versioned = versionedGoBuilder.exec(last);
  const name = versioned ? `buildGo${versioned[1] ?? ""}` : last;
  if (languageBuilders.has(name)) {
    return {
      name: last,
      kind: "language",
      takesFunction: takesFunction.has(name),
      takesName: false,
      setsStrictDeps: setsStrictDeps.has(name),
    };
  }
  if (shells.has(last)) return { ...plainBuilder, name: last, kind: "shell", takesFunction: false };
  return commands.has(last)
    ? { ...plainBuilder, name: last, kind: "command", takesFunction: false, takesName: true }
    : undefined;
}

const plainBuilder: Builder = {
  name: "mkDerivation",
  kind: "plain",
  takesFunction: true,
  takesName: false,
  setsStrictDeps: false,
};
