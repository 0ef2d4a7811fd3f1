import type { StageId } from "../diagnostic/index.ts";
import type { Need, NixCommand } from "./command.ts";
import {
  checkCommand,
  diffCommand,
  hostCommand,
  hostOutputs,
  listHostsCommand,
  listTestsCommand,
  metadataCommand,
  parseCommand,
  planCommand,
  buildCommand,
  type Target,
} from "./commands.ts";
import { settingPaths } from "./evaluate-host.ts";
import { untold, type NixSettings } from "./settings.ts";

/** One step of a validation that was not run. */
export interface PlannedStep {
  readonly stage: StageId;
  /** Null for a step of the whole configuration, or of every host where the hosts are known only once it runs. */
  readonly host: string | null;
  readonly argv: readonly string[];
  readonly cwd: string;
  /** Without what may hold tokens. */
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly timeout: number;
  readonly needs: readonly Need[];
}

/** What a validation would run: in what an earlier step finds out, `DERIVATION` stands for it. */
export function planValidation(
  settings: NixSettings,
  request: {
    readonly stages: ReadonlySet<StageId>;
    readonly targets: readonly Target[];
    readonly files: readonly string[];
    readonly optionPaths: readonly string[];
  },
): readonly PlannedStep[] {
  const steps: PlannedStep[] = [];
  const { subject } = settings;
  const add = (stage: StageId, host: string | null, command: NixCommand): void => {
    if (!request.stages.has(stage)) return;
    const { program, argv, cwd, env, timeout, needs } = command;
    const shown = Object.fromEntries(Object.entries(env).filter(([name]) => !untold.has(name)));
    steps.push({ stage, host, argv: [program, ...argv], cwd, env: shown, timeout, needs });
  };
  if (request.files.length > 0) add("syntax", null, parseCommand(settings, request.files));
  if (subject.kind === "none") return steps;
  if (subject.kind === "flake") {
    add("lock", null, metadataCommand(settings));
    for (const { output } of hostOutputs) add("hosts", null, listHostsCommand(settings, output));
  }
  const wanted = { paths: settingPaths({ request }), roots: [`${settings.folder}/`] };
  for (const target of request.targets)
    add(
      "evaluate",
      target.name,
      hostCommand(settings, target, { kind: "everything", settings: wanted }),
    );
  if (subject.kind === "flake") add("check", null, checkCommand(settings));
  for (const target of request.targets) {
    if (settings.allowsImportFromDerivation)
      add("ifd", target.name, hostCommand(settings, target, { kind: "toplevel" }, false));
    add("plan", target.name, planCommand(settings, "DERIVATION"));
    add("diff", target.name, diffCommand(settings, "OLD_DERIVATION", "DERIVATION"));
    add("build", target.name, buildCommand(settings, "DERIVATION", ["trust"]));
  }
  if (subject.kind === "flake") add("vm", null, listTestsCommand(settings, "x86_64-linux"));
  return steps;
}
