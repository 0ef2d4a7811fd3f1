import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runProgram, type Run } from "../cli/command-line.ts";

const checkout = fileURLToPath(new URL("../..", import.meta.url));
const hasNix = spawnSync("nix", ["--version"]).error === undefined;

let folder = "";
beforeAll(() => {
  if (!hasNix) return;
  folder = realpathSync(mkdtempSync(join(tmpdir(), "nixaudit-flake-")));
  mkdirSync(join(folder, "tool"));
  for (const name of ["flake.nix", "flake.lock", "nix", "package.json", "LICENSE", "dist"])
    cpSync(join(checkout, name), join(folder, "tool", name), {
      recursive: true,
      filter: (path) => !path.includes("dist/types"),
    });
  const stub = readFileSync(join(checkout, "fixtures/ways-in/nixpkgs/flake.nix"), "utf8");
  mkdirSync(join(folder, "nixpkgs"));
  writeFileSync(
    join(folder, "nixpkgs/flake.nix"),
    stub
      .replace("@path@", `${dirname(process.execPath)}:/usr/bin:/bin`)
      .replace("@node@", dirname(dirname(process.execPath))),
  );
});
afterAll(() => {
  if (folder !== "") rmSync(folder, { recursive: true, force: true });
});

/** Runs nix with a store of its own, without a network. */
function nix(...given: string[]): Promise<Run> {
  const environment = {
    HOME: join(folder, "home"),
    NIX_STORE_DIR: join(folder, "store"),
    NIX_STATE_DIR: join(folder, "state"),
    NIX_LOG_DIR: join(folder, "log"),
    NIX_CONF_DIR: join(folder, "none"),
    NIX_CONFIG:
      "experimental-features = nix-command flakes\nsandbox = false\nbuild-users-group =\nsubstituters =\n",
  };
  const nixpkgs = ["--override-input", "nixpkgs", `path:${folder}/nixpkgs`];
  return runProgram("nix", [...given, ...nixpkgs, "--no-write-lock-file"], { folder, environment });
}

async function evaluate(attribute: string, apply = "x: x"): Promise<unknown> {
  const { code, stdout, stderr } = await nix(
    "eval",
    "--json",
    `path:${folder}/tool#${attribute}`,
    "--apply",
    apply,
  );
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
}

const system = { x64: "x86_64", arm64: "aarch64" }[process.arch as "x64"] ?? "x86_64";
const here = `${system}-${process.platform === "darwin" ? "darwin" : "linux"}`;

describe.runIf(hasNix)("the flake, with a nixpkgs of its own", { timeout: 120_000 }, () => {
  it("has the outputs that the docs name, for every system", async () => {
    const systems = ["aarch64-darwin", "aarch64-linux", "x86_64-darwin", "x86_64-linux"];
    for (const output of ["packages", "apps", "checks", "devShells"])
      expect(await evaluate(output, "builtins.attrNames")).toEqual(systems);
    expect(
      await evaluate("checks", `x: builtins.mapAttrs (_: check: check.drvPath) x.${here}`),
    ).toEqual({
      audit: expect.stringMatching(/\.drv$/),
      package: expect.stringMatching(/\.drv$/),
    });
    expect(await evaluate("overlays", "builtins.attrNames")).toEqual(["default"]);
  });

  it("builds a tool that runs, and finds nothing in its own Nix code", async () => {
    const built = await nix(
      "build",
      `path:${folder}/tool#checks.${here}.audit`,
      "--out-link",
      join(folder, "audit"),
      "-L",
    );
    expect(built.code, built.stderr).toBe(0);
    const program = String(await evaluate(`apps.${here}.default.program`));
    expect(await runProgram(program, ["--version"], { folder })).toMatchObject({
      code: 0,
      stdout: `${JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")).version}\n`,
    });
  });

  it("makes a check that fails on findings and builds without", async () => {
    const flake = (more: string): string => `{
      inputs.nixpkgs.url = "path:${folder}/nixpkgs";
      inputs.nixaudit.url = "path:${folder}/tool";
      inputs.nixaudit.inputs.nixpkgs.follows = "nixpkgs";
      outputs = { self, nixpkgs, nixaudit }: {
        check = nixaudit.lib.mkCheck { pkgs = nixpkgs.legacyPackages.${here}; src = self; ${more} };
        overlaid = (nixaudit.overlays.default nixpkgs.legacyPackages.${here} { }).nixaudit;
      };
    }`;
    mkdirSync(join(folder, "user"));
    writeFileSync(join(folder, "user/bad.nix"), "rec { a = 1; }\n");
    const build = async (more: string): Promise<Run> => {
      writeFileSync(join(folder, "user/flake.nix"), flake(more));
      return nix(
        "build",
        `path:${folder}/user#check`,
        "--out-link",
        join(folder, "user-check"),
        "-L",
      );
    };
    // The flake of this test is not locked, and its inputs are paths: findings of their own.
    const unlocked = 'args = [ "--ignore" "supply-chain" ];';
    const failed = await build("");
    expect(failed.code).not.toBe(0);
    expect(failed.stderr).toContain("warning[redundant-rec]");
    const overlaid = await nix("build", `path:${folder}/user#overlaid`, "--no-link");
    expect(overlaid.code, overlaid.stderr).toBe(0);
    expect((await build(`failOn = "error"; ${unlocked}`)).code).toBe(0);
    expect((await build(`paths = [ "flake.nix" ]; ${unlocked}`)).code).toBe(0);
    expect((await build('args = [ "--ignore" "redundant-rec,supply-chain" ];')).code).toBe(0);
  });

  it("has a flake-parts module that makes the same check", async () => {
    const apply = `path: let
      pkgs = (import ${folder}/nixpkgs/flake.nix).outputs { };
      any = _: { };
      lib = {
        mkEnableOption = any; mkOption = option: option; literalMD = any; literalExpression = any;
        mkIf = condition: value: if condition then value else { };
        types = { package = { }; path = { }; str = { }; listOf = any; enum = any; };
      };
      module = import path { inherit lib; self = "/source"; flake-parts-lib.mkPerSystemOption = perSystem: perSystem; };
      of = enable: module.options.perSystem {
        pkgs = pkgs.legacyPackages.${here};
        config.nixaudit = { inherit enable; args = [ ]; failOn = "error"; paths = [ "." ]; src = "/source"; package = "/package"; };
      };
    in {
      options = builtins.attrNames (of true).options.nixaudit;
      on = (of true).config.checks ? nixaudit.drvPath;
      off = (of false).config.checks;
    }`;
    const { code, stdout, stderr } = await nix(
      "eval",
      "--impure",
      "--json",
      `path:${folder}/tool#flakeModules.default`,
      "--apply",
      apply,
    );
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      options: ["args", "enable", "failOn", "package", "paths", "src"],
      on: true,
      off: {},
    });
  });
});
