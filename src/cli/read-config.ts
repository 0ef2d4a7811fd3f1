import { resolve } from "node:path";
import { loadConfig, renderConfigProblem, type Config } from "../config/index.ts";
import { rules } from "../index.ts";
import type { AuditOptions } from "./audit-options.ts";
import { UsageError } from "./failure.ts";

/** The configuration of an audit, from the config file and the options; throws all that is wrong with them. */
export async function readConfig(
  options: AuditOptions,
  place: {
    readonly auditRoot: string;
    readonly startFolder: string;
    readonly currentFolder: string;
  },
): Promise<Config> {
  const { auditRoot, startFolder, currentFolder } = place;
  const { preset, select, ignore, severity, confidence } = options;
  const outcome = await loadConfig({
    startFolder,
    ...(typeof options.config === "string"
      ? { configPath: resolve(currentFolder, options.config) }
      : {}),
    disabled: options.config === false,
    auditRoot,
    rules,
    cli: {
      ...(preset === undefined ? {} : { preset }),
      ...(select === undefined ? {} : { select }),
      ...(ignore === undefined ? {} : { ignore }),
      ...(severity === undefined ? {} : { severity }),
      ...(confidence === undefined ? {} : { confidence }),
    },
  });
  if (!outcome.ok) throw new UsageError(outcome.problems.map(renderConfigProblem).join("\n"));
  return outcome.config;
}
