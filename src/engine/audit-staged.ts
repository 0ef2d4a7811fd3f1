import type { Config } from "../config/index.ts";
import type { AuditResult } from "../diagnostic/index.ts";
import { describeSize, judgeSourceBytes, selectPaths } from "../project/discovery/index.ts";
import { readSopsRules } from "../project/index.ts";
import type { Rule } from "../rule/index.ts";
import { createParser, loadParserModule } from "../syntax/index.ts";
import { createFileAuditor, type FileOutcome } from "./audit-file.ts";
import { createTextAuditor, type TextOutcome } from "./audit-text-file.ts";
import { combine } from "./combine.ts";
import { countTexts } from "./text-counts.ts";
import { hasNews, type WorkResult } from "./work.ts";

/** A file as the next commit will have it. */
export interface StagedFile {
  /** Relative to the audited root, with forward slashes. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Left out where it is over the limit. */
  readonly bytes?: Uint8Array;
}

/** What to audit of the staged files. All paths are absolute. */
export interface StagedAudit {
  readonly config: Config;
  readonly rules: readonly Rule[];
  readonly lineHashes: boolean;
  readonly files: readonly StagedFile[];
  /** Files and folders that the user named: what lies in none of them is left out. */
  readonly paths: readonly string[];
}

/**
 * Audits files as they are in the index, each on its own: rules over the whole project have nothing to look at. Reads and
 * writes no file.
 */
export function auditStaged({ config, rules, lineHashes, files, paths }: StagedAudit): AuditResult {
  const parser = createParser(loadParserModule(), { transient: true });
  const auditor = createFileAuditor({ parser, rules, config, lineHashes });
  const sopsRules = files.flatMap(({ path, bytes }) =>
    bytes && /(?:^|\/)\.sops\.ya?ml$/.test(path)
      ? [readSopsRules(path, Buffer.from(bytes).toString())]
      : [],
  );
  const textAuditor = createTextAuditor({ rules, config, lineHashes, sopsRules });
  const outcomes: FileOutcome[] = [];
  const texts: TextOutcome[] = [];
  const { auditRoot } = config.data;
  const selected = selectPaths(files, {
    auditRoot,
    paths,
    exclude: config.exclude,
    excludeRoot: config.root,
  });
  for (const file of selected) {
    if (file.path.endsWith(".nix")) outcomes.push(auditNix(file));
    else if (config.data.textFiles !== false)
      texts.push(textAuditor.auditBytes(file.path, file.bytes ?? new Uint8Array(file.size)));
  }
  const result: WorkResult = {
    files: outcomes.filter(({ skipped }) => !skipped).length,
    bytes: outcomes.reduce((sum, { bytes }) => sum + bytes, 0),
    outcomes: [...outcomes, ...texts].filter(hasNews),
    fixed: [],
    entries: [],
    evidence: [],
    ...(texts.length > 0 ? { textFiles: countTexts(texts) } : {}),
  };
  return combine([result], [], [], { skipped: [] });

  function auditNix({ path, size, bytes }: StagedFile): FileOutcome {
    const nothing = { path, bytes: 0, findings: [], suppressed: [], failures: [] };
    if (!bytes || bytes.length > config.maxFileSize) {
      const detail = `${describeSize(size)}, over the limit of ${describeSize(config.maxFileSize)}`;
      return { ...nothing, skipped: { path, reason: "too-large", detail } };
    }
    const read = judgeSourceBytes(Buffer.from(bytes), path);
    if (read.kind !== "skipped") return auditor.auditBytes(path, bytes);
    const { reason, detail } = read;
    return { ...nothing, skipped: { path, reason, detail } };
  }
}
