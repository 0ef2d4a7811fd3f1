import type { HostKind } from "../project/index.ts";
import type { Need, NixCommand } from "./command.ts";
import { isolationArguments } from "./find-nix.ts";
import { hostQuery, nixText, type HostQuestion } from "./host-query.ts";
import {
  environmentOf,
  featureOptions,
  logOptions,
  offlineOptions,
  safetyOptions,
  type NixSettings,
} from "./settings.ts";

/** Outputs that hold machines, by what kind they are. */
export const hostOutputs: readonly { readonly output: string; readonly kind: HostKind }[] = [
  { output: "nixosConfigurations", kind: "nixos" },
  { output: "darwinConfigurations", kind: "darwin" },
  { output: "homeConfigurations", kind: "home" },
];

/** A host as it is asked for. */
export interface Target {
  readonly name: string;
  readonly kind: HostKind;
}

/** The attribute path of a target, for people: `nixosConfigurations.web`. */
export function targetPath({ name, kind }: Target, settings: Pick<NixSettings, "subject">): string {
  if (settings.subject.kind !== "flake") return name;
  const { output = "nixosConfigurations" } = hostOutputs.find((each) => each.kind === kind) ?? {};
  return `${output}.${/^[A-Za-z_][\w'-]*$/.test(name) ? name : JSON.stringify(name)}`;
}

/** `nix-instantiate --parse` over files: it evaluates nothing, and needs no store. */
export function parseCommand(settings: NixSettings, files: readonly string[]): NixCommand {
  return {
    ...base(settings, settings.timeouts.parse, []),
    program: settings.nix.nixInstantiate,
    argv: [
      "--parse",
      "--store",
      "dummy://",
      "--log-format",
      "internal-json",
      "--extra-experimental-features",
      "flakes fetch-tree pipe-operators",
      ...files,
    ],
  };
}

/** `nix flake metadata`: fails where flake.lock is missing or stale. */
export function metadataCommand(settings: NixSettings): NixCommand {
  return flakeCommand(
    settings,
    settings.timeouts.lock,
    ["inputs"],
    [["flake", "metadata", "--json", "--no-update-lock-file"], ["."]],
  );
}

/** Names of the hosts in one output; fails where the flake has no such output. */
export function listHostsCommand(settings: NixSettings, output: string): NixCommand {
  return flakeCommand(
    settings,
    settings.timeouts.hosts,
    ["inputs", "evaluation"],
    [
      ["eval", "--json", "--no-write-lock-file"],
      [`.#${output}`, "--apply", "builtins.attrNames"],
    ],
  );
}

/** Asks one thing of one host; prints JSON. */
export function hostCommand(
  settings: NixSettings,
  target: Target,
  question: HostQuestion,
  allowsImportFromDerivation = settings.allowsImportFromDerivation,
): NixCommand {
  const { subject, timeouts, nix } = settings;
  const scoped = { ...settings, allowsImportFromDerivation };
  const query = hostQuery(question, target.kind);
  if (subject.kind === "flake") {
    const { output = "nixosConfigurations" } =
      hostOutputs.find(({ kind }) => kind === target.kind) ?? {};
    const apply = `hosts: (${query}) hosts.\${${nixText(target.name)}}`;
    return flakeCommand(
      scoped,
      timeouts.evaluate,
      ["inputs", "evaluation"],
      [
        ["eval", "--json", "--no-write-lock-file"],
        [`.#${output}`, "--apply", apply],
      ],
    );
  }
  const host =
    subject.kind === "configuration"
      ? `import <nixpkgs/nixos> { configuration = /. + ${nixText(subject.file)}; }`
      : subject.kind === "attributes"
        ? `(let file = import (/. + ${nixText(subject.file)}); in if builtins.isFunction file then file { } else file).${target.name}`
        : "{ }";
  return {
    ...base(scoped, timeouts.evaluate, ["evaluation"]),
    ...isolated(scoped, nix.nixInstantiate, [
      "--eval",
      "--strict",
      "--json",
      // So that the derivation is there for the stages that follow.
      "--read-write-mode",
      ...logOptions,
      ...safetyOptions(scoped),
      ...offlineOptions(scoped),
      ...storeOptions(scoped),
      "--option",
      "restrict-eval",
      "true",
      ...settings.includes.flatMap((include) => ["-I", include]),
      "-I",
      `audited=${settings.folder}`,
      "-E",
      `(${query}) (${host})`,
    ]),
  };
}

/** `nix flake check` without builds: types and values of all outputs. */
export function checkCommand(settings: NixSettings): NixCommand {
  return flakeCommand(
    settings,
    settings.timeouts.check,
    ["inputs", "evaluation"],
    [["flake", "check", "--no-build", "--keep-going", "--no-write-lock-file"], ["."]],
  );
}

/** What building a derivation would build and fetch. */
export function planCommand(settings: NixSettings, drvPath: string): NixCommand {
  return {
    ...base(settings, settings.timeouts.plan, []),
    ...isolated(settings, settings.nix.nixStore, [
      "--realise",
      "--dry-run",
      drvPath,
      ...logOptions.slice(0, 2),
      ...offlineOptions(settings).slice(0, settings.allowsNetwork ? 0 : 3),
      ...storeOptions(settings),
    ]),
  };
}

/** Builds a derivation, with whatever builders the user's Nix has. */
export function buildCommand(
  settings: NixSettings,
  drvPath: string,
  needs: readonly Need[],
): NixCommand {
  return {
    ...base(settings, settings.timeouts.build, needs),
    program: settings.nix.nixStore,
    argv: [
      "--realise",
      drvPath,
      "--keep-going",
      ...logOptions.slice(0, 2),
      ...storeOptions(settings),
      ...(settings.builders === undefined ? [] : ["--option", "builders", settings.builders]),
      ...(settings.allowsNetwork ? [] : ["--option", "substitute", "false"]),
    ],
  };
}

/** The size of a built closure: prints the path and its bytes. */
export function sizeCommand(settings: NixSettings, path: string): NixCommand {
  return {
    ...base(settings, settings.timeouts.plan, []),
    program: settings.nix.nix,
    argv: ["path-info", "--closure-size", path, ...featureOptions, ...storeOptions(settings)],
  };
}

/** What changes between two derivations, a line a package; nothing is built. */
export function diffCommand(settings: NixSettings, before: string, after: string): NixCommand {
  return {
    ...base(settings, settings.timeouts.plan, []),
    program: settings.nix.nix,
    argv: [
      "store",
      "diff-closures",
      "--derivation",
      before,
      after,
      ...featureOptions,
      ...storeOptions(settings),
    ],
  };
}

/** The same host at another revision of the repository: its toplevel derivation. */
export function formerHostCommand(
  settings: NixSettings,
  target: Target,
  reference: string,
): NixCommand {
  const command = hostCommand(settings, target, { kind: "toplevel" });
  return {
    ...command,
    argv: command.argv.map((argument) =>
      argument.startsWith(".#") ? `${reference}${argument.slice(1)}` : argument,
    ),
  };
}

/** NixOS tests among the checks of a system, with their derivations: `{ login = "/nix/store/….drv"; }`. */
export function listTestsCommand(settings: NixSettings, system: string): NixCommand {
  const apply = `all: let checks = all.${nixText(system)} or { }; in builtins.listToAttrs (builtins.concatMap (n: if checks.\${n} ? driver then [ { name = n; value = checks.\${n}.drvPath; } ] else [ ]) (builtins.attrNames checks))`;
  return flakeCommand(
    settings,
    settings.timeouts.evaluate,
    ["inputs", "evaluation"],
    [
      ["eval", "--json", "--no-write-lock-file"],
      [".#checks", "--apply", apply],
    ],
  );
}

function flakeCommand(
  settings: NixSettings,
  timeout: number,
  needs: readonly Need[],
  [verb, rest]: readonly [readonly string[], readonly string[]],
): NixCommand {
  return {
    ...base(settings, timeout, needs),
    ...isolated(settings, settings.nix.nix, [
      ...verb,
      ...featureOptions,
      ...logOptions,
      ...(settings.allowsNetwork ? [] : ["--offline"]),
      "--no-eval-cache",
      ...safetyOptions(settings),
      ...offlineOptions(settings),
      ...storeOptions(settings),
      ...rest,
    ]),
  };
}

function base(
  settings: NixSettings,
  timeout: number,
  needs: readonly Need[],
): Pick<NixCommand, "cwd" | "env" | "timeout" | "needs"> {
  return { cwd: settings.folder, env: environmentOf(settings), timeout, needs };
}

/** `--offline` does not keep evaluated code from the network: a network namespace of its own does. */
function isolated(
  { nix, allowsNetwork, store }: NixSettings,
  program: string,
  argv: readonly string[],
): Pick<NixCommand, "program" | "argv"> {
  return nix.unshare === undefined || allowsNetwork || store !== undefined
    ? { program, argv }
    : { program: nix.unshare, argv: [...isolationArguments, program, ...argv] };
}

function storeOptions({ store }: NixSettings): readonly string[] {
  return store === undefined ? [] : ["--store", store];
}
