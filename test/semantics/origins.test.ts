import { describe, expect, test } from "vitest";
import { nodeOf, understand } from "./parse.ts";

/** Where the function of the call `… 1 2` comes from. */
function originOfCallee(text: string): string | undefined {
  const semantics = understand(text);
  const [call] = semantics.tree
    .nodesOfKind("apply_expression")
    .filter(({ argument }) => argument.text === "1");
  if (!call) throw new Error(`no call with 1 in ${text}`);
  return semantics.originOf(call.function);
}

describe("one origin, however it is spelled", () => {
  test.each([
    ["{ lib, ... }: lib.mkIf 1 2"],
    ["{ lib, ... }: (lib.mkIf) 1 2"],
    ['{ lib, ... }: lib."mkIf" 1 2'],
    ["{ lib, ... }: let inherit (lib) mkIf; in mkIf 1 2"],
    ["{ lib, ... }: with lib; mkIf 1 2"],
    ["{ pkgs, ... }: pkgs.lib.mkIf 1 2"],
    ["{ pkgs, ... }: with pkgs.lib; mkIf 1 2"],
    ["{ pkgs, ... }: with pkgs; lib.mkIf 1 2"],
    ["{ lib, ... }: lib.modules.mkIf 1 2"],
    ["{ lib, ... }: let when = lib.mkIf; in when 1 2"],
    ["{ lib, ... }: let l = lib; in l.mkIf 1 2"],
    ["{ lib, ... }: let l = lib; when = l.mkIf; also = when; in also 1 2"],
    ["{ lib, ... }: rec { inherit (lib) mkIf; x = mkIf 1 2; }"],
    ["{ lib, ... }: let inherit (lib) modules; inherit (modules) mkIf; in mkIf 1 2"],
    ["{ lib, pkgs, ... }: with lib; with pkgs; mkIf 1 2"],
    ["{ lib, ... }: with builtins; with lib; mkIf 1 2"],
    ["{ lib, ... }: with lib; with builtins; mkIf 1 2"],
    ["{ inputs, ... }: inputs.nixpkgs.lib.mkIf 1 2"],
    ["{ nixpkgs, ... }: nixpkgs.lib.mkIf 1 2"],
    ["let lib = (import <nixpkgs> { }).lib; in lib.mkIf 1 2"],
    ["{ nixpkgs }: let pkgs = import nixpkgs { }; in pkgs.lib.mkIf 1 2"],
    ["{ nixpkgs }: nixpkgs.legacyPackages.x86_64-linux.lib.mkIf 1 2"],
    ["{ nixpkgs, system }: nixpkgs.legacyPackages.${system}.lib.mkIf 1 2"],
    ["inputs: inputs.nixpkgs.lib.mkIf 1 2"],
    ["{ stdenv }: stdenv.lib.mkIf 1 2"],
    ["{ stdenv }: with stdenv.lib; mkIf 1 2"],
    ["{ pkgs }: let inherit (pkgs.stdenv) lib; in lib.mkIf 1 2"],
    ["final: prev: { a = prev.lib.mkIf 1 2; }"],
    ["final: prev: { a = final.stdenv.lib.mkIf 1 2; }"],
    ["self: super: { a = super.lib.mkIf 1 2; }"],
  ])("%s", (text) => {
    expect(originOfCallee(text)).toBe("lib.mkIf");
  });

  test.each([
    ["map 1 2", "builtins.map"],
    ["builtins.map 1 2", "builtins.map"],
    ["__map 1 2", "builtins.map"],
    ["builtins.builtins.map 1 2", "builtins.map"],
    ["with builtins; filter 1 2", "builtins.filter"],
    ["{ lib }: with lib; map 1 2", "builtins.map"],
    ["{ pkgs }: pkgs.callPackage 1 2", "pkgs.callPackage"],
    ["{ lib }: lib.types.listOf 1", "lib.types.listOf"],
    ["{ lib }: with lib.types; listOf 1", "lib.types.listOf"],
    // The inner one wins where it has the name; which names are types is known.
    ["{ lib }: with lib; with types; nullOr 1", "lib.types.nullOr"],
    ["{ lib }: with lib.types; with lib; mkOption 1", "lib.mkOption"],
    ["{ nixpkgs }: nixpkgs.lib.nixosSystem 1", "lib.nixosSystem"],
  ])("%s", (text, origin) => {
    expect(originOfCallee(text)).toBe(origin);
  });
});

describe("no origin", () => {
  test.each([
    ["let lib = { mkIf = 1; }; in lib.mkIf 1 2"],
    ["let mkIf = x: x; in mkIf 1 2"],
    ["{ lib, mine }: with lib; with mine; mkIf 1 2"],
    ["{ lib }: lib.${x} 1"],
    ["{ lib }: (lib.mkIf or x) 1"],
    ["let f = f; in f 1"],
    ["(x: x) 1"],
  ])("%s", (text) => {
    expect(originOfCallee(text)).toBeUndefined();
  });

  test("for a global that is bound here", () => {
    const semantics = understand("let map = x: x; in map");
    expect(semantics.originOf(nodeOf(semantics, "variable_expression", "map"))).toBeUndefined();
  });
});
