# dist/ is committed and needs nothing but Node: there is no npm in this build.
{
  lib,
  makeWrapper,
  nodejs,
  stdenvNoCC,
}:
stdenvNoCC.mkDerivation {
  pname = "nixaudit";
  inherit ((lib.importJSON ../package.json)) version;
  src = lib.fileset.toSource {
    root = ../.;
    fileset = lib.fileset.unions [
      ../dist
      ../LICENSE
    ];
  };
  nativeBuildInputs = [ makeWrapper ];
  dontConfigure = true;
  dontBuild = true;
  installPhase = ''
    runHook preInstall
    mkdir -p $out/lib/nixaudit $out/bin
    cp -r dist LICENSE $out/lib/nixaudit
    makeWrapper ${lib.getExe nodejs} $out/bin/nixaudit \
      --add-flags $out/lib/nixaudit/dist/nixaudit.mjs
    runHook postInstall
  '';
  meta = {
    description = "Static-analysis linter and auditor for Nix configurations";
    homepage = "https://github.com/nixaudit/nixaudit";
    license = lib.licenses.mit;
    mainProgram = "nixaudit";
  };
}
