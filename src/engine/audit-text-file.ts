import { isAsSureAs, isAtLeast, type AuditFailure, type Diagnostic } from "../diagnostic/index.ts";
import type { Config, RuleSetting } from "../config/index.ts";
import {
  judgeTextBytes,
  readTextFile,
  type DiscoveredFile,
  type TextRead,
  type TextSkip,
} from "../project/discovery/index.ts";
import { sopsConfigOf, type SopsRules } from "../project/index.ts";
import type { Messages, Report, Rule, TextContext, TextFile } from "../rule/index.ts";
import { createSourceText, type Span } from "../text/index.ts";
import type { FileOutcome } from "./audit-file.ts";
import { createDraft, describeFailure, type RuleTimes } from "./dispatch.ts";
import type { Draft } from "./draft.ts";
import { locateDrafts } from "./locate.ts";
import { createRedaction } from "./redaction.ts";
import { silences } from "./suppressions.ts";
import { findTextSuppressions } from "./text-suppressions.ts";

/** What one file gave that is no Nix. */
export interface TextOutcome extends FileOutcome {
  /** Why nothing was looked for in it. */
  readonly passedOver?: TextSkip;
}

/** Audits files that are no Nix, one at a time. Never throws: what goes wrong is in the outcome. */
export interface TextAuditor {
  auditFile(file: DiscoveredFile): TextOutcome;
  /** Audits bytes as if they were a file. */
  auditBytes(path: string, bytes: Uint8Array): TextOutcome;
}

export interface TextAuditorOptions {
  readonly rules: readonly Rule[];
  readonly config: Config;
  readonly sopsRules: readonly SopsRules[];
  /** GitHub's line hashes, for formats that want them. */
  readonly lineHashes: boolean;
  readonly times?: RuleTimes;
}

export function createTextAuditor(options: TextAuditorOptions): TextAuditor {
  const { config, sopsRules, lineHashes, times } = options;
  const rules = options.rules.filter(({ checkText }) => checkText !== undefined);

  function analyse(path: string, bytes: Uint8Array): FileOutcome {
    if (isOwnReport(bytes))
      return { path, bytes: bytes.length, findings: [], suppressed: [], failures: [] };
    const settings = config.settingsFor(path);
    const file = createTextFile(path, bytes, sopsConfigOf(path, sopsRules));
    const drafts: Draft[] = [];
    const failures: AuditFailure[] = [];
    const redacted: Span[] = [];
    for (const rule of rules) {
      const setting = settings.get(rule.id);
      if (!setting) continue;
      const start = times ? performance.now() : 0;
      try {
        rule.checkText?.(createContext(file, rule, setting));
      } catch (error) {
        failures.push(describeFailure(rule.id, path, error));
      }
      if (times) times.set(rule.id, (times.get(rule.id) ?? 0) + performance.now() - start);
    }
    if (drafts.length === 0)
      return { path, bytes: bytes.length, findings: [], suppressed: [], failures };
    return { ...locate(file, drafts, redacted), failures };

    function createContext(
      of: TextFile,
      rule: Rule,
      setting: RuleSetting,
    ): TextContext<Messages, never> {
      return Object.assign(Object.create(of) as TextFile, {
        options: setting.options as never,
        report: (finding: Report<Messages>) => {
          for (const { start, end } of finding.redact ?? []) redacted.push({ start, end });
          const draft = createDraft(rule, setting, finding, { hasSyntaxError: true });
          const isShown =
            isAtLeast(draft.severity, config.minimumSeverity) &&
            isAsSureAs(draft.confidence, config.minimumConfidence);
          if (isShown) drafts.push(draft);
        },
      });
    }
  }

  function locate(
    { path, source }: TextFile,
    drafts: readonly Draft[],
    redacted: readonly Span[],
  ): Omit<FileOutcome, "failures"> {
    const all = locateDrafts(path, source, drafts, lineHashes, createRedaction(redacted));
    const suppressions = findTextSuppressions(source);
    const reasonOf = (found: Diagnostic): string | undefined => {
      const draft = drafts.find(
        ({ rule, span }) => rule.id === found.ruleId && span.start === found.span.start,
      );
      return draft && suppressions.find((suppression) => silences(suppression, draft))?.reason;
    };
    return {
      path,
      bytes: source.bytes.length,
      findings: all.filter((found) => reasonOf(found) === undefined),
      suppressed: all.flatMap((diagnostic) => {
        const reason = reasonOf(diagnostic);
        return reason === undefined ? [] : [{ diagnostic, by: "comment" as const, reason }];
      }),
    };
  }

  function toOutcome(path: string, read: TextRead): TextOutcome {
    const nothing = { path, bytes: 0, findings: [], suppressed: [], failures: [] };
    if (read.kind === "skipped") return { ...nothing, passedOver: read.reason };
    try {
      return analyse(path, read.bytes);
    } catch (error) {
      return { ...nothing, failures: [describeFailure(undefined, path, error)] };
    }
  }

  return {
    auditFile: ({ absolutePath, path }) =>
      toOutcome(path, readTextFile(absolutePath, config.maxFileSize)),
    auditBytes: (path, bytes) =>
      toOutcome(
        path,
        judgeTextBytes(
          Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
          config.maxFileSize,
        ),
      ),
  };
}

function createTextFile(path: string, bytes: Uint8Array, sopsConfig: string | undefined): TextFile {
  let text: string | undefined;
  return {
    path,
    source: createSourceText(bytes),
    get byteText() {
      return (text ??= Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(
        "latin1",
      ));
    },
    ...(sopsConfig === undefined ? {} : { sopsConfig }),
  };
}

/** A SARIF report of this tool quotes the samples of its rules, made-up keys among them, and never what it found. */
function isOwnReport(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 400));
  return head.includes('"tool":{"driver":{"name":"nixaudit"');
}
