import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createTree, runTool, type Run } from "../cli/command-line.ts";

/** Without Nix there is nothing to test here; CI has it. */
export const lacksNix =
  spawnSync("nix-instantiate", ["--version"]).status !== 0 && !process.env["CI"];

/** The part of a flake without inputs that makes hosts which are evaluated as NixOS ones are. */
const library = `
  drv = name: derivation {
    inherit name;
    system = "x86_64-linux";
    builder = "/bin/sh";
    args = [ "-c" "echo ok > $out" ];
  };
  host = name: extra: {
    config = {
      networking.hostName = name;
      assertions = [ ];
      warnings = [ ];
      system.build.toplevel = drv "nixos-system-\${name}";
    } // extra;
    options = { };
  };`;

/** A flake.nix with the given hosts, each an expression, and with other attributes of `outputs`. */
export function flakeWith(hosts: Readonly<Record<string, string>>, others = "", head = ""): string {
  const bindings = Object.entries(hosts).map(
    ([name, value]) => `    nixosConfigurations.${name} = ${value};\n`,
  );
  return `{\n${head}  outputs = { self }: let${library}\n  in {\n${bindings.join("")}${others}  };\n}\n`;
}

export interface Validated extends Run {
  readonly report: {
    readonly stages: readonly {
      readonly id: string;
      readonly host: string | null;
      readonly status: string;
      readonly reason: string | null;
      readonly ms: number;
      readonly notes: readonly string[];
    }[];
    readonly findings: readonly Finding[];
    readonly suppressed: readonly (Finding & { readonly suppressedBy: string })[];
  };
  /** "evaluate web: ok", and so on. */
  readonly statuses: readonly string[];
  /** "rule path:line host,host", and so on. */
  readonly found: readonly string[];
}

interface Finding {
  readonly ruleId: string;
  readonly path: string;
  readonly startLine: number;
  readonly message: string;
  readonly hosts: readonly string[];
  readonly fingerprint: string;
  readonly related: readonly { readonly path: string; readonly startLine: number }[];
}

/** Runs \`nixaudit validate\` in a folder and reads its json. */
export async function validateIn(
  folder: string,
  given: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<Validated> {
  const run = await runTool(["validate", "--quiet", "--format", "json", ...given], {
    folder,
    environment,
  });
  if (run.stdout === "") throw new Error(`no report: ${run.stderr}`);
  const report = JSON.parse(run.stdout) as Validated["report"];
  return {
    ...run,
    report,
    statuses: report.stages.map(({ id, host, status }) =>
      host === null ? `${id}: ${status}` : `${id} ${host}: ${status}`,
    ),
    found: report.findings.map(
      ({ ruleId, path, startLine, hosts }) => `${ruleId} ${path}:${startLine} ${hosts.join()}`,
    ),
  };
}

/** A tree of files in a folder of its own. */
export const createFlake = createTree;

/** Whether a process is there. */
export function isRunning(pid: number): boolean {
  try {
    // A process that has ended and that nobody has asked for yet is a zombie.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
