import { describe, expect, test } from "vitest";
import { flattenOptions, type ModuleOptions } from "../../src/options/index.ts";
import { understand } from "../semantics/parse.ts";

function flatten(text: string): ModuleOptions {
  return flattenOptions(understand(text));
}

/** One definition a line: the path, the value, and what is not plain about it. */
function lines(text: string): string[] {
  return flatten(text).definitions.map(
    ({ path, value, priority, conditions, contexts, isAnchored }) =>
      [
        `${path.map((key) => (/[.\s]/.test(key) ? `"${key}"` : key)).join(".")} = ${value.text}`,
        ...(priority === 100 ? [] : [`@${priority}`]),
        ...conditions.map(({ kind, node }) => `${kind}(${node.text})`),
        ...contexts.map(({ kind, name }) => `${kind}:${name}`),
        ...(isAnchored ? [] : ["floating"]),
      ].join(" "),
  );
}

const cases: Record<string, Record<string, string | string[]>> = {
  spellings: {
    "{ a.b.c = 1; }": "a.b.c = 1",
    "{ a = { b = { c = 1; }; }; }": "a.b.c = 1",
    "{ a.b = { c = 1; d.e = 2; }; }": ["a.b.c = 1", "a.b.d.e = 2"],
    "rec { a.b = 1; }": "a.b = 1",
    '{ a."b".c = 1; }': "a.b.c = 1",
    '{ a."kernel.sysrq" = 1; }': 'a."kernel.sysrq" = 1',
    '{ ${"a"}.b = 1; }': "a.b = 1",
    "x: { a.${x}.b = 1; }": "a.*.b = 1",
    'x: { a."p-${x}".b = 1; }': "a.*.b = 1",
    "{ a.b = (((1))); }": "a.b = 1",
    "{ a = { }; }": "a = { }",
    "{ a.b = [ 1 2 ]; }": "a.b = [ 1 2 ]",
  },
  roots: {
    "{ config, ... }: { config.a.b = 1; }": "a.b = 1",
    "{ config = { a.b = 1; }; }": "a.b = 1",
    "{ lib, ... }: { config = lib.mkIf true { a.b = 1; }; }": "a.b = 1 call(true)",
    "{ options.a.b = 1; c.d = 2; }": "c.d = 2",
    "{ lib, ... }: { options.a.b = lib.mkOption { default = 1; }; }": [],
    "{ a.options.b = 1; a.config.b = 2; }": ["a.options.b = 1", "a.config.b = 2"],
  },
  "wrappers of the module system": {
    "{ lib, ... }: { a.b = lib.mkForce 1; }": "a.b = 1 @50",
    "{ lib, ... }: { a.b = lib.mkDefault 1; }": "a.b = 1 @1000",
    "{ lib, ... }: { a.b = lib.mkOptionDefault 1; }": "a.b = 1 @1500",
    "{ lib, ... }: { a.b = lib.mkOverride 10 1; }": "a.b = 1 @10",
    "{ lib, x, ... }: { a.b = lib.mkOverride x 1; }": "a.b = 1",
    "{ lib, ... }: { a.b = lib.mkVMOverride 1; }": "a.b = 1 @10",
    "{ lib, ... }: { a.b = lib.mkImageMediaOverride 1; }": "a.b = 1 @60",
    "{ lib, ... }: { a = lib.mkForce { b = 1; }; }": "a.b = 1 @50",
    "{ lib, ... }: { a.b = lib.mkBefore [ 1 ]; a.c = lib.mkAfter [ 2 ]; a.d = lib.mkOrder 5 [ 3 ]; }":
      ["a.b = [ 1 ]", "a.c = [ 2 ]", "a.d = [ 3 ]"],
    "{ lib, c, ... }: { a = lib.mkIf c { b = 1; }; }": "a.b = 1 call(c)",
    "{ lib, c, d, ... }: { a = lib.mkIf c { b = lib.mkIf d (lib.mkForce 1); }; }":
      "a.b = 1 @50 call(c) call(d)",
    "{ lib, c, ... }: { a = lib.mkMerge [ { b = 1; } (lib.mkIf c { b = 2; }) ]; }": [
      "a.b = 1",
      "a.b = 2 call(c)",
    ],
    "{ lib, c, ... }: lib.mkMerge ([ { a = 1; } ] ++ lib.optional c { b = 2; } ++ lib.optionals c [ { d = 3; } ])":
      ["a = 1", "b = 2 call(c)", "d = 3 call(c)"],
    "{ lib, xs, ... }: { a = lib.mkMerge (map (x: { ${x}.b = 1; }) xs); }": "a.*.b = 1",
    "{ lib, c, ... }: { a = lib.optionalAttrs c { b = 1; }; }": "a.b = 1 call(c)",
    "{ lib, c, ... }: { a = [ 1 ] ++ lib.optionals c [ 2 ]; }": ["a = [ 1 ]", "a = [ 2 ] call(c)"],
    '{ lib, c, ... }: { a = lib.optional c "x"; }': 'a = "x" call(c)',
    "{ lib, c, ... }: { a = [ { b = 1; } ] ++ lib.optional c { b = 2; }; }": [
      "a.[].b = 1",
      "a.[].b = 2 call(c)",
    ],
    '{ lib, ... }: { a."*" = lib.hm.dag.entryAfter [ "x" ] { b = 1; }; }': "a.*.b = 1",
  },
  "names of the wrappers": {
    "{ lib, ... }: with lib; { a.b = mkForce 1; }": "a.b = 1 @50",
    "{ lib, ... }: let inherit (lib) mkForce; in { a.b = mkForce 1; }": "a.b = 1 @50",
    "{ lib, ... }: let f = lib.mkForce; in { a.b = f 1; }": "a.b = 1 @50",
    "{ lib, ... }: { a.b = lib.modules.mkForce 1; }": "a.b = 1 @50",
    "{ pkgs, ... }: { a.b = pkgs.lib.mkForce 1; }": "a.b = 1 @50",
    "{ mkForce, ... }: { a.b = mkForce 1; }": "a.b = mkForce 1",
  },
  language: {
    "{ a = { b = 1; } // { c = 2; }; }": ["a.b = 1", "a.c = 2"],
    "{ lib, x, ... }: lib.recursiveUpdate { a = 1; } { b = 2; }": ["a = 1", "b = 2"],
    "x: { a.b = 1; } // x": "a.b = 1",
    "c: { a.b = if c then 1 else 2; }": ["a.b = 1 then(c)", "a.b = 2 else(c)"],
    "c: assert c; { a.b = 1; }": "a.b = 1 assert(c)",
    "{ lib, ... }: with lib; { a.b = 1; }": "a.b = 1",
    "let x = 1; in { a.b = x; }": "a.b = 1",
    "let x = y; y = 1; in { a.b = x; }": "a.b = 1",
    "let s = { b = 1; c.d = 2; }; in { a = s; }": ["a.b = 1", "a.c.d = 2"],
    "let b = 1; in { a = { inherit b; }; }": "a.b = 1",
    "let s = { b = 1; }; in { a = { inherit (s) b; }; }": "a.b = 1",
    "{ s, ... }: { a = { inherit (s) b; }; }": "a.b = b",
    "{ b, ... }: { a = { inherit b; }; }": "a.b = b",
    "{ x, ... }: { a.b = x; }": "a.b = x",
    "{ x, ... }: { a.b = x.y; }": "a.b = x.y",
    "{ x, ... }: y: { a.b = 1; }": "a.b = 1",
    "let x = x; in { a.b = x; }": "a.b = x",
    "rec { a = b; b = a; }": ["a = a", "b = b"],
  },
  lists: {
    "{ a = [ { b = 1; } { b = 2; } ]; }": ["a.[].b = 1", "a.[].b = 2"],
    "{ a = [ { b = [ { c = 1; } ]; } ]; }": "a.[].b.[].c = 1",
    '{ a = [ "x" { b = 1; } ]; }': ['a.[] = "x"', "a.[].b = 1"],
    "let r = { b = 1; }; in { a = [ r ]; }": "a.[].b = 1",
    "xs: { a = map (x: { b = 1; }) xs; }": "a.[].b = 1",
    "{ lib, xs, ... }: { a = lib.mapAttrsToList (n: v: { b = 1; }) xs; }": "a.[].b = 1",
    "{ lib, xs, ... }: { a = lib.forEach xs (x: { b = 1; }); }": "a.[].b = 1",
    "xs: { a = builtins.concatMap (x: [ { b = 1; } ]) xs; }": "a.[].b = 1",
    "f: xs: { a = map f xs; }": "a = map f xs",
  },
  "sets made by functions": {
    "{ lib, xs, ... }: { a = lib.mapAttrs (n: v: { b = 1; }) xs; }": "a.*.b = 1",
    "{ xs, ... }: { a = builtins.mapAttrs (n: v: { b = 1; }) xs; }": "a.*.b = 1",
    "{ lib, xs, ... }: { a = lib.genAttrs xs (n: { b = 1; }); }": "a.*.b = 1",
    "{ lib, xs, ... }: { a = lib.attrsets.genAttrs xs (_: 1); }": "a.* = 1",
    "{ lib, xs, ... }: { a = lib.mapAttrs' (n: v: lib.nameValuePair n { b = 1; }) xs; }":
      "a.*.b = 1",
    "{ xs, ... }: { a = builtins.listToAttrs (map (n: { name = n; value = { b = 1; }; }) xs); }":
      "a.*.b = 1",
    '{ lib, ... }: { a = lib.listToAttrs [ (lib.nameValuePair "n" { b = 1; }) ]; }': "a.*.b = 1",
    "{ f, ... }: { a = f { b = 1; }; }": ["a = f { b = 1; }", "a.().b = 1 floating"],
  },
  "modules within": {
    "{ containers.web.config = { pkgs, ... }: { a.b = 1; }; }": "a.b = 1 container:web",
    "{ containers.web.config.config.a.b = 1; }": "a.b = 1 container:web",
    "x: { containers.${x} = { config = { a.b = 1; }; }; }": "a.b = 1 container:*",
    "{ home-manager.users.bob.programs.x.y = 1; }": "programs.x.y = 1 home:bob",
    "{ home-manager.users.bob = { pkgs, ... }: { programs.x = 1; }; }": "programs.x = 1 home:bob",
    "{ nodes.machine = { ... }: { a.b = 1; }; }": "a.b = 1 node:machine",
    "{ virtualisation.vmVariant = { a.b = 1; }; }": "a.b = 1 vm-variant:",
    "{ specialisation.x.configuration.a.b = 1; }": "a.b = 1 specialisation:x",
    "{ imports = [ { a.b = 1; } ./x.nix ({ lib, ... }: { config.a.c = 2; }) ]; }": [
      "a.b = 1 inline-module:",
      "a.c = 2 inline-module:",
    ],
    "{ modules = [ ./a.nix { a.b = 1; } ]; }": "a.b = 1 inline-module:",
    "f: { x = f { modules = [ ./a.nix { a.b = 1; } ]; }; }": [
      "x = f { modules = [ ./a.nix { a.b = 1; } ]; }",
      "a.b = 1 inline-module:",
    ],
    "let common = { a.b = 1; }; in { modules = [ common ]; }": "a.b = 1 inline-module:",
    "{ home-manager.sharedModules = [ { a.b = 1; } ]; }": "a.b = 1 inline-module:",
    "{ flake.modules.nixos.ssh = { ... }: { a.b = 1; }; }": "a.b = 1",
    "{ flake.modules.homeManager.ssh.a.b = 1; }": "a.b = 1 home:ssh",
    "{ flake.nixosModules.ssh = { a.b = 1; }; }": "a.b = 1",
    "{ outputs = inputs: { nixosModules.default = { ... }: { a.b = 1; }; }; }": "a.b = 1",
    "{ containers.a.config.home-manager.users.b.x.y = 1; }": "x.y = 1 container:a home:b",
  },
  "old names": {
    '{ services.openssh.permitRootLogin = "yes"; }':
      'services.openssh.settings.PermitRootLogin = "yes"',
    "{ nix.trustedUsers = [ ]; }": "nix.settings.trusted-users = [ ]",
    "{ nix = { useSandbox = false; }; }": "nix.settings.sandbox = false",
    "{ users.extraUsers.bob.password = 1; }": "users.users.bob.password = 1",
    "{ services.xserver.displayManager.autoLogin.enable = true; }":
      "services.displayManager.autoLogin.enable = true",
    "{ services.mingetty.autologinUser = 1; }": "services.getty.autologinUser = 1",
    "{ config.security.pam.enableSSHAgentAuth = true; }": "security.pam.sshAgentAuth.enable = true",
    "{ containers.x.config.nix.trustedUsers = [ ]; }":
      "nix.settings.trusted-users = [ ] container:x",
  },
};

for (const [group, spellings] of Object.entries(cases)) {
  describe(group, () => {
    test.each(Object.entries(spellings))("%s", (text, expected) => {
      expect(lines(text)).toEqual([expected].flat());
    });
  });
}

describe("where a definition stands", () => {
  test("the name is the last part of the path as written", () => {
    const text = "{ a.b = { c.d = 1; }; }";
    const [definition] = flatten(text).definitions;
    expect(definition && text.slice(definition.name.start, definition.name.end)).toBe("c.d");
    expect(definition?.site.text).toBe("c.d = 1;");
  });

  test("a followed name keeps the place that uses it", () => {
    const text = "let x = 1; in { a.b = x; }";
    const [definition] = flatten(text).definitions;
    expect(definition?.site.text).toBe("a.b = x;");
    expect(definition?.value.start).toBe(text.indexOf("1"));
  });
});

describe("declarations", () => {
  test("are apart from definitions, submodules included", () => {
    const { definitions, declarations } = flatten(`
      { lib, ... }: {
        options.a.b = lib.mkEnableOption "b";
        options.c = lib.mkOption {
          type = lib.types.attrsOf (lib.types.submodule { options.d = lib.mkOption { default = 1; }; });
          example = { services.openssh.enable = true; };
        };
        config.e = 1;
      }`);
    expect(definitions.map(({ path }) => path.join("."))).toEqual(["e"]);
    expect(declarations.map(({ path, via }) => `${path.join(".")} ${via}`).sort()).toEqual([
      "a.b mkEnableOption",
      "c mkOption",
      "c.*.d mkOption",
    ]);
  });
});

describe("hostile text", () => {
  test("names that double stay cheap", () => {
    const names = Array.from({ length: 30 }, (_, index) => `x${index}`);
    const text = `let x0 = { a = 1; }; ${names
      .slice(1)
      .map((name, index) => `${name} = [ x${index} x${index} x${index} x${index} ];`)
      .join(" ")} in { ${names.map((name) => `${name} = [ ${name} ${name} ];`).join(" ")} }`;
    const start = performance.now();
    flatten(text);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test("deep text ends", () => {
    expect(() => flatten("{ a = ".repeat(500) + "1" + "; }".repeat(500))).not.toThrow();
  });
});
