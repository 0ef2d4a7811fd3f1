import { resolve } from "node:path";
import { auditStaged, findAuditRoot, rules } from "../index.ts";
import type { AuditOptions } from "./audit-options.ts";
import type { ExitCode } from "./failure.ts";
import type { Output } from "./outputs.ts";
import { createPathDisplay } from "./paths.ts";
import { readConfig } from "./read-config.ts";
import { judge, reportResult, worstOf } from "./report.ts";
import { readStagedFiles } from "./staged-files.ts";
import { renderStats } from "./statistics.ts";
import type { Streams } from "./streams.ts";

/**
 * `--staged`: audits what the next commit adds or changes, as it is in the index. A named path may be gone from the work tree.
 * The config is the one of the work tree.
 */
export async function checkStaged(
  given: readonly string[],
  options: AuditOptions,
  outputs: readonly Output[],
  streams: Streams,
): Promise<ExitCode> {
  const { stderr, folder, environment } = streams;
  const paths = (given.length === 0 ? ["."] : given).map((path) => resolve(folder, path));
  const root = findAuditRoot(paths, folder);
  const config = await readConfig(options, {
    auditRoot: root,
    startFolder: paths[0] ?? root,
    currentFolder: folder,
  });
  const { maxFileSize } = config;
  const files = await readStagedFiles({ root, folder, environment, maxFileSize });
  const lineHashes = outputs.some(({ reporter }) => reporter.name === "sarif");
  const result = auditStaged({ config, rules, lineHashes, files, paths });
  const display = createPathDisplay(root, folder);
  const written = reportResult(result, outputs, options, streams, display);
  if (options.stats) stderr.write(renderStats(result));
  return worstOf(written, judge(result, options, stderr, display));
}
