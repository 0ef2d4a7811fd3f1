import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Numbers from a seed: the same seed makes the same tree. */
interface Dice {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  pick<T>(choices: readonly T[]): T;
  chance(probability: number): boolean;
}

const words =
  "nginx backup mail proxy metrics cache build queue index store gate relay watch sync vault chat feed".split(
    " ",
  );
const packages = "git curl jq ripgrep tmux htop vim rsync openssl gnupg fd wget".split(" ");

/** Writes a configuration tree of so many files: a flake, hosts, modules, packages, home configurations, overlays. */
export function makeTree(root: string, fileCount: number, seed: number): void {
  const dice = createDice(seed);
  const hosts = Array.from({ length: Math.max(1, Math.floor(fileCount / 20)) }, (_, index) => {
    return `host-${index}`;
  });
  write(root, "flake.nix", makeFlake(hosts));
  for (let index = 1; index < fileCount; index++) {
    const host = hosts[index - 1];
    if (host !== undefined) {
      write(root, `hosts/${host}/default.nix`, makeHost(dice, host, fileCount));
      continue;
    }
    const kind = dice.below(10);
    if (kind < 6) write(root, modulePath(index), makeModule(dice, index));
    else if (kind < 8) write(root, `packages/${index}/package.nix`, makePackage(dice, index));
    else if (kind < 9) write(root, `home/${dice.pick(words)}-${index}.nix`, makeHome(dice));
    else write(root, `overlays/${index}.nix`, makeOverlay(dice));
  }
}

function createDice(seed: number): Dice {
  let state = seed >>> 0;
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    chance: (probability) => next() < probability,
    pick(choices) {
      const choice = choices[below(choices.length)];
      if (choice === undefined) throw new RangeError("nothing to pick from");
      return choice;
    },
  };
}

function write(root: string, path: string, text: string): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function modulePath(index: number): string {
  return `modules/${words[index % words.length]}/${index}.nix`;
}

function repeat(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join("");
}

function makeFlake(hosts: readonly string[]): string {
  return `{
  description = "A made-up fleet";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs, ... }:
    let
      mkHost = name: nixpkgs.lib.nixosSystem { modules = [ ./hosts/\${name} ]; };
    in
    {
      nixosConfigurations = {
${hosts.map((host) => `        ${host} = mkHost "${host}";\n`).join("")}      };
    };
}
`;
}

function makeHost(dice: Dice, name: string, fileCount: number): string {
  const imports = repeat(
    3 + dice.below(5),
    () => `    ../../${modulePath(dice.below(fileCount))}\n`,
  );
  return `{ config, pkgs, lib, ... }:
{
  imports = [
    ./hardware.nix
${imports}  ];

  networking.hostName = "${name}";
  networking.firewall.allowedTCPPorts = [ 22 80 ${1024 + dice.below(9000)} ];
  time.timeZone = "Europe/Berlin";
  environment.systemPackages = with pkgs; [
${repeat(4, () => `    ${dice.pick(packages)}\n`)}  ];
${repeat(dice.below(12), (index) => makeService(dice, index))}  users.users.admin = {
    isNormalUser = true;
    extraGroups = [ "wheel" ];
  };
  system.stateVersion = "24.05";
}
`;
}

function makeService(dice: Dice, index: number): string {
  const name = `${dice.pick(words)}-${index}`;
  return `  # Keeps ${name} going.
  systemd.services.${name} = {
    wantedBy = [ "multi-user.target" ];
    after = [ "network.target" ];
    serviceConfig = {
      ExecStart = "\${pkgs.${dice.pick(packages)}}/bin/run --port \${toString ${1000 + dice.below(9000)}}";
      Restart = "always";
      DynamicUser = ${dice.chance(0.7)};
    };
  };
`;
}

function makeModule(dice: Dice, index: number): string {
  const name = `${dice.pick(words)}${index}`;
  const options = 2 + dice.below(10);
  const unused = dice.chance(0.2) ? `  unused = ${dice.below(100)};\n` : "";
  return `{
  config,
  lib,
  pkgs,
  ...
}:

with lib;

let
  cfg = config.services.${name};
${unused}  settings = pkgs.writeText "${name}.conf" ''
${repeat(1 + dice.below(20), (line) => `    key${line} = \${toString cfg.option${line % options}}\n`)}  '';
in
{
  options.services.${name} = {
    enable = mkEnableOption "${name}";
${repeat(options, (option) => makeOption(dice, option))}  };

  config = mkIf cfg.enable {
    environment.etc."${name}.conf".source = settings;
${repeat(1 + dice.below(6), (service) => makeService(dice, service).replace(/^/gm, "  "))}  };
}
`;
}

function makeOption(dice: Dice, option: number): string {
  const [type, value] = dice.pick([
    ["types.bool", "false"],
    ["types.int", String(dice.below(1000))],
    ["types.str", '"a"'],
    ["types.listOf types.str", '[ "a" "b" ]'],
  ] as const);
  return `
    option${option} = mkOption {
      type = ${type};
      default = ${value};
      description = ''
        What ${dice.pick(words)} does with ${dice.pick(words)}.
      '';
    };
`;
}

function makePackage(dice: Dice, index: number): string {
  const inputs = [...new Set(Array.from({ length: 3 }, () => dice.pick(packages)))];
  return `{ lib, stdenv, fetchurl, ${inputs.join(", ")} }:

stdenv.mkDerivation rec {
  pname = "${dice.pick(words)}";
  version = "${dice.below(9)}.${dice.below(30)}.${index}";

  src = fetchurl {
    url = "https://example.org/\${pname}-\${version}.tar.gz";
    hash = lib.fakeHash;
  };

  buildInputs = [ ${inputs.join(" ")} ];

  postPatch = ''
${repeat(dice.below(8), () => `    substituteInPlace Makefile --replace /usr "$out/${dice.pick(words)}"\n`)}  '';

  meta = with lib; {
    description = "A tool for ${dice.pick(words)}";
    license = licenses.mit;
    platforms = platforms.linux;
  };
}
`;
}

function makeHome(dice: Dice): string {
  return `{ pkgs, ... }:
{
  home.packages = [ ${repeat(5, () => `pkgs.${dice.pick(packages)} `)}];
  programs.git = {
    enable = true;
    settings.user.name = "Someone";
  };
${repeat(dice.below(20), (index) => `  home.file."${dice.pick(words)}-${index}".text = "value ${dice.below(1000)}";\n`)}}
`;
}

function makeOverlay(dice: Dice): string {
  return `final: prev: {
${repeat(1 + dice.below(6), (index) => `  ${dice.pick(packages)}-${index} = prev.${dice.pick(packages)}.overrideAttrs (old: { patches = (old.patches or [ ]) ++ [ ./fix-${index}.patch ]; });\n`)}}
`;
}
