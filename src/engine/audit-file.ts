import { isUtf8 } from "node:buffer";
import type {
  AuditFailure,
  Diagnostic,
  SkippedFile,
  SuppressedDiagnostic,
} from "../diagnostic/index.ts";
import type { Config, RuleSetting } from "../config/index.ts";
import { readSourceFile, type DiscoveredFile } from "../project/discovery/index.ts";
import { isGeneratedFile, isProjectRule, type FileContext, type Rule } from "../rule/index.ts";
import { flattenOptions, settingsOfFile, type ModuleOptions } from "../options/index.ts";
import { createSemantics } from "../semantics/index.ts";
import { findSyntaxErrors, type Parser, type SyntaxTree } from "../syntax/index.ts";
import { createSourceText, type Span } from "../text/index.ts";
import {
  createDispatch,
  createDraft,
  describeFailure,
  type Dispatch,
  type RuleTimes,
} from "./dispatch.ts";
import type { Draft } from "./draft.ts";
import { hashContent } from "./hash-content.ts";
import { speaksOfGenerated } from "./generated-file.ts";
import { createRedaction } from "./redaction.ts";
import { locateDrafts } from "./locate.ts";
import { judgeSuppressions } from "./judge-suppressions.ts";
import { findSuppressions, silences } from "./suppressions.ts";
import {
  collectEvidence,
  keyOf,
  pendingOf,
  withPending,
  type FileEvidence,
} from "./file-evidence.ts";
import { summarizeFile } from "../project/index.ts";

/** What one file gave. */
export interface FileOutcome {
  readonly path: string;
  readonly bytes: number;
  readonly findings: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedDiagnostic[];
  readonly skipped?: SkippedFile;
  readonly failures: readonly AuditFailure[];
  /** Whether the file holds what may not be shown. */
  readonly holdsSecret?: true;
  /** There where it was asked for, and the file could be read. */
  readonly contentHash?: string;
  readonly evidence?: FileEvidence;
}

/** Audits files one at a time, with a parser of its own. */
export interface FileAuditor {
  /** Reads and audits a file. Never throws: what goes wrong is in the outcome. */
  auditFile(file: DiscoveredFile): FileOutcome;
  /** Audits bytes as if they were a file. */
  auditBytes(path: string, bytes: Uint8Array): FileOutcome;
  /** Reads a file for what project rules need of it, and audits nothing. */
  summarizeFile(file: DiscoveredFile): FileOutcome;
  /** What rules ask to hide of bytes. */
  redactionsOf(path: string, bytes: Uint8Array): readonly Span[];
  /** The findings of bytes before they are located, for the fixer; suppressed ones left out. */
  draft(
    path: string,
    bytes: Uint8Array,
  ): { readonly tree: SyntaxTree; readonly drafts: readonly Draft[] };
}

export interface FileAuditorOptions {
  readonly parser: Parser;
  readonly rules: readonly Rule[];
  readonly config: Config;
  /** GitHub's line hashes, for formats that want them. */
  readonly lineHashes: boolean;
  /** Hashes of what was read, for the cache. */
  readonly contentHashes?: boolean;
  /** Give what project rules need of each file. */
  readonly evidence?: boolean;
  readonly times?: RuleTimes;
}

export function createFileAuditor({
  parser,
  rules,
  config,
  lineHashes,
  contentHashes = false,
  evidence: givesEvidence = false,
  times,
}: FileAuditorOptions): FileAuditor {
  const dispatches = new WeakMap<ReadonlyMap<string, RuleSetting>, Dispatch>();

  function dispatchFor(settings: ReadonlyMap<string, RuleSetting>): Dispatch {
    let dispatch = dispatches.get(settings);
    if (!dispatch)
      dispatches.set(settings, (dispatch = createDispatch(rules, settings, config, times)));
    return dispatch;
  }

  const printReaders = rules.filter((rule) => isProjectRule(rule) && rule.readsPrints === true);
  const wantsPrints = (settings: ReadonlyMap<string, RuleSetting>): boolean =>
    printReaders.some(({ id }) => settings.has(id));

  function analyse(path: string, bytes: Uint8Array): Analysis {
    const settings = config.settingsFor(path);
    const tree = parser.parse(bytes);
    const syntaxErrors = findSyntaxErrors(tree);
    const semantics = createSemantics(tree);
    let module: ModuleOptions | undefined;
    const file: FileContext = {
      path,
      source: tree.source,
      tree,
      semantics,
      get module() {
        return (module ??= flattenOptions(semantics));
      },
      syntaxErrors,
      hasSyntaxError: syntaxErrors.length > 0,
    };
    const { drafts: all, failures, redacted } = dispatchFor(settings).run(file);
    const isGenerated = (givesEvidence || all.length > 0) && isGeneratedFile(path, tree);
    const spoken = isGenerated ? all.filter(({ rule }) => speaksOfGenerated(rule.category)) : all;
    // How a copy of nixpkgs is written is for its maintainers to judge.
    const drafts =
      spoken.length > 0 && settingsOfFile(path).has("vendored")
        ? spoken.filter(({ rule }) => rule.security === undefined)
        : spoken;
    const suppressions = findSuppressions(tree);
    const evidence = givesEvidence
      ? collectEvidence(file, {
          isGenerated,
          suppressions,
          redacted,
          wantsPrints: wantsPrints(settings),
        })
      : undefined;
    if (suppressions.length === 0)
      return { tree, shown: drafts, hidden: [], failures, redacted, evidence };
    const shown: Draft[] = [];
    const hidden: { readonly draft: Draft; readonly reason: string }[] = [];
    const used = new Set<object>();
    for (const draft of drafts) {
      const by = suppressions.find((suppression) => silences(suppression, draft));
      if (!by) {
        shown.push(draft);
        continue;
      }
      used.add(by);
      hidden.push({ draft, reason: by.reason });
    }
    const judged = { suppressions, used, rules, settings, file, hasProject: givesEvidence };
    shown.push(...judgeSuppressions(judged));
    return { tree, shown, hidden, failures, redacted, evidence };
  }

  function auditBytes(path: string, bytes: Uint8Array): FileOutcome {
    try {
      const extra = isUtf8(bytes) ? [] : unreadable(path, "it is not UTF-8");
      const { tree, shown, hidden, failures, redacted, evidence } = analyse(path, bytes);
      const secret = redacted.length > 0 ? { holdsSecret: true as const } : {};
      const all = locateDrafts(
        path,
        tree.source,
        [...extra, ...shown, ...hidden.map(({ draft }) => draft)],
        lineHashes,
        createRedaction(redacted),
      );
      const pending = pendingOf(shown);
      const base = { path, bytes: bytes.length, failures, ...secret };
      const given = evidence ? { evidence: withPending(evidence, pending, all) } : {};
      const certain = all.filter((found) => !pending.has(keyOf(found.ruleId, found.span)));
      if (hidden.length === 0) return { ...base, ...given, findings: certain, suppressed: [] };
      // One fingerprint sequence for both, so that adding a comment changes no other fingerprint.
      const keys = new Map(
        hidden.map(({ draft, reason }) => [keyOf(draft.rule.id, draft.span), reason]),
      );
      const reasonOf = (found: Diagnostic): string | undefined =>
        keys.get(keyOf(found.ruleId, found.span));
      return {
        ...base,
        ...given,
        findings: certain.filter((found) => reasonOf(found) === undefined),
        suppressed: all.flatMap((diagnostic) => {
          const reason = reasonOf(diagnostic);
          return reason === undefined ? [] : [{ diagnostic, by: "comment" as const, reason }];
        }),
      };
    } catch (error) {
      return {
        path,
        bytes: bytes.length,
        findings: [],
        suppressed: [],
        failures: [describeFailure(undefined, path, error)],
      };
    }
  }

  function unreadable(path: string, detail: string): Draft[] {
    const rule = rules.find(({ id }) => id === "unreadable-file");
    const setting = config.settingsFor(path).get("unreadable-file");
    if (!rule || !setting) return [];
    const at = { start: 0, end: 0 };
    return [
      createDraft(rule, setting, { at, message: "unreadable", data: { detail } } as never, {
        hasSyntaxError: true,
      }),
    ];
  }

  return {
    auditBytes,
    redactionsOf: (path, bytes) => analyse(path, bytes).redacted,
    draft(path, bytes) {
      const { tree, shown } = analyse(path, bytes);
      return { tree, drafts: shown.filter(({ pendingOn }) => !pendingOn) };
    },
    summarizeFile({ absolutePath, path }) {
      const none = { path, bytes: 0, findings: [], suppressed: [], failures: [] };
      const read = readSourceFile(absolutePath, config.maxFileSize);
      if (read.kind !== "text") return none;
      try {
        const tree = parser.parse(read.bytes);
        const prints =
          wantsPrints(config.settingsFor(path)) &&
          findSyntaxErrors(tree).length === 0 &&
          !isGeneratedFile(path, tree);
        const summary = summarizeFile(path, tree, createSemantics(tree), { prints });
        const hash = contentHashes ? { contentHash: hashContent(read.bytes) } : {};
        return { ...none, ...hash, evidence: { summary } };
      } catch (error) {
        return { ...none, failures: [describeFailure(undefined, path, error)] };
      }
    },
    auditFile({ absolutePath, path }) {
      const read = readSourceFile(absolutePath, config.maxFileSize);
      switch (read.kind) {
        case "text": {
          const outcome = auditBytes(path, read.bytes);
          return contentHashes ? { ...outcome, contentHash: hashContent(read.bytes) } : outcome;
        }
        case "skipped": {
          const { reason, detail } = read;
          return {
            path,
            bytes: 0,
            findings: [],
            suppressed: [],
            skipped: { path, reason, detail },
            failures: [],
          };
        }
        case "unreadable": {
          const empty = createSourceText(new Uint8Array(0));
          const findings = locateDrafts(path, empty, unreadable(path, read.detail), lineHashes);
          return { path, bytes: 0, findings, suppressed: [], failures: [] };
        }
      }
    },
  };
}

interface Analysis {
  readonly tree: SyntaxTree;
  readonly shown: Draft[];
  readonly hidden: readonly { readonly draft: Draft; readonly reason: string }[];
  readonly failures: readonly AuditFailure[];
  readonly redacted: readonly Span[];
  readonly evidence: FileEvidence | undefined;
}
