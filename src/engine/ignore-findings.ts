import type { Config } from "../config/index.ts";
import type { Diagnostic } from "../diagnostic/index.ts";
import { readSourceFile, type DiscoveredFile } from "../project/discovery/index.ts";
import type { Rule } from "../rule/index.ts";
import { createParser, loadParserModule } from "../syntax/index.ts";
import { addIgnores, type AddedIgnores } from "./add-ignores.ts";
import { createFileAuditor } from "./audit-file.ts";
import { isNeverSilenced, type Silenceable } from "./suppressions.ts";

/** A comment moves what is reported on the first line, or on how long a file is: so it is looked at again, this often. */
const PASS_LIMIT = 4;

export interface IgnoreRequest {
  /** The files that were audited. */
  readonly files: readonly DiscoveredFile[];
  readonly config: Config;
  readonly rules: readonly Rule[];
  readonly findings: readonly Diagnostic[];
  /** The text that the findings are about, where it is not the file's own: with fixes that are not written. */
  readonly texts: ReadonlyMap<string, Uint8Array>;
  /** One line. */
  readonly reason: string;
}

/** Why a finding gets no comment. */
export type LeftReason = "never-ignored" | "syntax-error" | "not-nix" | "secret" | "unreadable";

/** What ignoring findings makes of the files; nothing is written. */
export interface IgnoredFindings {
  readonly changes: readonly {
    readonly file: DiscoveredFile;
    readonly before: Uint8Array;
    readonly after: Uint8Array;
    /** How many findings the new comments silence. */
    readonly silenced: number;
  }[];
  /** How many findings get no comment, by the reason. */
  readonly left: ReadonlyMap<LeftReason, number>;
}

/**
 * Works out the comments that silence all findings. An error about a secret gets none unless it was selected by name: a
 * secret in the text is to be replaced, not accepted in passing.
 */
export function ignoreFindings(request: IgnoreRequest): IgnoredFindings {
  const { config, rules } = request;
  // Not a transient one: a tree is looked at while the next text is parsed.
  const parser = createParser(loadParserModule());
  const auditor = createFileAuditor({ parser, rules, config, lineHashes: false });
  const byPath = new Map(request.files.map((file) => [file.path, file]));
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  const left = new Map<LeftReason, number>();
  const wanted = new Map<DiscoveredFile, Silenceable[]>();
  const leave = (reason: LeftReason, count = 1): void => {
    left.set(reason, (left.get(reason) ?? 0) + count);
  };

  for (const found of request.findings) {
    const file = byPath.get(found.path);
    const rule = ruleOf.get(found.ruleId);
    if (isNeverSilenced(found.ruleId)) leave("never-ignored");
    else if (!file || !rule) leave("not-nix");
    else if (isSecretToKeep(found, config)) leave("secret");
    else wanted.set(file, [...(wanted.get(file) ?? []), { rule, span: found.span }]);
  }
  const changes: IgnoredFindings["changes"][number][] = [];
  for (const [file, findings] of wanted) {
    const before = request.texts.get(file.path) ?? readText(file, config);
    if (!before) {
      leave("unreadable", findings.length);
      continue;
    }
    const added = settle(
      (list, wholeFile) => addIgnores(parser, before, list, { reason: request.reason, wholeFile }),
      (after) => {
        const all = auditor.auditBytes(file.path, after).findings;
        return loudRules(all, after, config).flatMap((id) => ruleOf.get(id) ?? []);
      },
      findings,
    );
    if (!added) leave("syntax-error", findings.length);
    else if (added.silenced > 0) changes.push({ file, before, ...added });
  }
  return { changes, left };
}

/** What is still reported with the comments in place moves to the top of the file. */
function settle(
  add: (
    findings: readonly Silenceable[],
    wholeFile: ReadonlySet<string>,
  ) => AddedIgnores | undefined,
  loudIn: (after: Uint8Array) => readonly Rule[],
  findings: readonly Silenceable[],
): AddedIgnores | undefined {
  const all = [...findings];
  const wholeFile = new Set<string>();
  let added = add(all, wholeFile);
  for (let pass = 1; pass < PASS_LIMIT && added; pass++) {
    const loud = loudIn(added.after).filter(({ id }) => !wholeFile.has(id));
    if (loud.length === 0) break;
    for (const rule of loud) {
      wholeFile.add(rule.id);
      if (all.every((found) => found.rule.id !== rule.id))
        all.push({ rule, span: { start: 0, end: 0 } });
    }
    added = add(all, wholeFile);
  }
  return added && { ...added, silenced: Math.min(added.silenced, findings.length) };
}

/** Rules that report something that a comment should silence, or whose comment has nothing to silence where it stands. */
function loudRules(
  findings: readonly Diagnostic[],
  text: Uint8Array,
  config: Config,
): readonly string[] {
  const staleComments = findings
    .filter(({ ruleId }) => ruleId === "unused-suppression")
    .map(({ span }) => Buffer.from(text.subarray(span.start, span.end)).toString());
  return [
    ...findings
      .filter((found) => !isNeverSilenced(found.ruleId) && !isSecretToKeep(found, config))
      .map(({ ruleId }) => ruleId),
    ...staleComments.flatMap((comment) => /\[([^\]]*)\]/.exec(comment)?.[1]?.split(/[\s,]+/) ?? []),
  ];
}

function isSecretToKeep({ category, severity, ruleId }: Diagnostic, config: Config): boolean {
  if (category !== "secrets" || severity !== "error") return false;
  const selected = config.data.select ?? [];
  return !selected.includes(ruleId) && !selected.includes(category);
}

function readText(
  { absolutePath }: DiscoveredFile,
  { maxFileSize }: Config,
): Uint8Array | undefined {
  const read = readSourceFile(absolutePath, maxFileSize);
  return read.kind === "text" && read.validUtf8 ? read.bytes : undefined;
}
