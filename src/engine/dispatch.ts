import { isAsSureAs, isAtLeast, type AuditFailure } from "../diagnostic/index.ts";
import type { Config, RuleSetting } from "../config/index.ts";
import {
  isOptionRule,
  type FileContext,
  type Messages,
  type Report,
  type Rule,
  type RuleContext,
} from "../rule/index.ts";
import { Kind, type AnyNode, type SyntaxTree } from "../syntax/index.ts";
import type { Span } from "../text/index.ts";
import type { Edit } from "../text/index.ts";
import { fillMessage, type Draft } from "./draft.ts";
import { createOptionDispatch, type OptionSubscription } from "./option-dispatch.ts";

/** Milliseconds that each rule took, by id. */
export type RuleTimes = Map<string, number>;

/** What the rules said of one file. */
export interface DispatchOutcome {
  readonly drafts: Draft[];
  readonly failures: AuditFailure[];
  /** What may not be shown, also where the finding that says so is left out. */
  readonly redacted: readonly Span[];
}

/** Runs the rules of one set of settings over files, one after the other. */
export interface Dispatch {
  run(file: FileContext): DispatchOutcome;
}

type Handler = (node: never, context: RuleContext<Messages, never>) => void;

interface Subscription {
  readonly rule: Rule;
  readonly handler: Handler;
  readonly context: RuleContext<Messages, never>;
}

/** What all contexts of a dispatch look at; only the file changes. */
interface Current {
  file: FileContext | undefined;
  drafts: Draft[];
  redacted: Span[];
}

/**
 * Merges the visitors of all enabled rules into one table by node kind. With `times`, each call is measured and
 * added there.
 */
export function createDispatch(
  rules: readonly Rule[],
  settings: ReadonlyMap<string, RuleSetting>,
  config: Pick<Config, "minimumSeverity" | "minimumConfidence">,
  times?: RuleTimes,
): Dispatch {
  const current: Current = { file: undefined, drafts: [], redacted: [] };
  const byKind = new Map<number, Subscription[]>();
  const optionSubscriptions: OptionSubscription[] = [];
  for (const rule of rules) {
    const setting = settings.get(rule.id);
    if (!setting) continue;
    const context = createContext(rule, setting, config, current);
    if (isOptionRule(rule)) optionSubscriptions.push({ rule, context });
    for (const [kind, handler] of Object.entries(rule.visit)) {
      const number = Kind[kind as keyof typeof Kind];
      const subscriptions = byKind.get(number) ?? [];
      subscriptions.push({ rule, handler, context });
      byKind.set(number, subscriptions);
    }
  }
  const options = createOptionDispatch(optionSubscriptions);
  const mentioning = rules.filter(({ id, mentions }) => mentions && settings.has(id));

  return {
    run(file) {
      const failures: AuditFailure[] = [];
      current.file = file;
      current.drafts = [];
      current.redacted = [];
      const { tree } = file;
      const broken = brokenRanges(tree);
      const silent = silentRules(file, mentioning);
      for (const [kind, all] of byKind) {
        const subscriptions = silent.size === 0 ? all : all.filter(({ rule }) => !silent.has(rule));
        if (subscriptions.length === 0) continue;
        const isRoot = kind === Kind.source_code;
        // Of a text that could not be parsed at all, the index of rows does not know the root.
        const rows = isRoot ? [0] : tree.rowsOfKind(kind);
        if (rows.length === 0) continue;
        const nodes: AnyNode[] = [];
        for (const row of rows) {
          if (!broken || isRoot || !isBroken(tree, row, broken)) nodes.push(tree.nodeAt(row));
        }
        for (const { rule, handler, context } of subscriptions) {
          call(
            rule,
            () => {
              for (const node of nodes) handler(node as never, context);
            },
            failures,
          );
        }
      }
      options.run(file, ({ rule }, check) => call(rule, check, failures));
      const { drafts, redacted } = current;
      current.file = undefined;
      current.drafts = [];
      current.redacted = [];
      return { drafts, failures, redacted };
    },
  };

  function call(rule: Pick<Rule, "id">, run: () => void, failures: AuditFailure[]): void {
    const start = times ? performance.now() : 0;
    try {
      run();
    } catch (error) {
      const known = failures.some(({ ruleId }) => ruleId === rule.id);
      if (!known) failures.push(describeFailure(rule.id, current.file?.path ?? "", error));
    }
    if (times) times.set(rule.id, (times.get(rule.id) ?? 0) + performance.now() - start);
  }
}

/** The rules of which the file mentions nothing. */
function silentRules({ source }: FileContext, mentioning: readonly Rule[]): ReadonlySet<Rule> {
  const { bytes } = source;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return new Set(
    mentioning.filter(({ mentions = [] }) => !mentions.some((mention) => text.includes(mention))),
  );
}

/** A thrown error as part of the result. */
export function describeFailure(
  ruleId: string | undefined,
  path: string,
  error: unknown,
): AuditFailure {
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? error.stack : undefined;
  return { ...(ruleId ? { ruleId } : {}), path, message, ...(stack ? { stack } : {}) };
}

/** Whether the config asks to see a finding of this severity and confidence. */
export function isWanted(
  draft: Pick<Draft, "severity" | "confidence">,
  config: Pick<Config, "minimumSeverity" | "minimumConfidence">,
): boolean {
  return (
    isAtLeast(draft.severity, config.minimumSeverity) &&
    isAsSureAs(draft.confidence, config.minimumConfidence)
  );
}

function createContext(
  rule: Rule,
  setting: RuleSetting,
  config: Pick<Config, "minimumSeverity" | "minimumConfidence">,
  current: Current,
): RuleContext<Messages, never> {
  const file = (): FileContext => {
    if (!current.file) throw new Error(`${rule.id} used its context after the file was done`);
    return current.file;
  };
  return {
    get path() {
      return file().path;
    },
    get source() {
      return file().source;
    },
    get tree() {
      return file().tree;
    },
    get semantics() {
      return file().semantics;
    },
    get syntaxErrors() {
      return file().syntaxErrors;
    },
    get module() {
      return file().module;
    },
    get hasSyntaxError() {
      return file().hasSyntaxError;
    },
    options: setting.options as never,
    report(finding) {
      for (const { start, end } of finding.redact ?? []) current.redacted.push({ start, end });
      const draft = createDraft(rule, setting, finding, file());
      if (isWanted(draft, config)) current.drafts.push(draft);
    },
  };
}

/** A report with everything filled in that the rule left to its metadata and settings. */
export function createDraft(
  rule: Rule,
  setting: RuleSetting,
  finding: Report<Messages>,
  file: { readonly hasSyntaxError: boolean },
): Draft {
  const { at, message, data, fix, related = [] } = finding;
  const template = rule.messages[message];
  if (template === undefined) throw new Error(`${rule.id} has no message ${message}`);
  const offered = fix && !file.hasSyntaxError ? fix : undefined;
  if (offered && rule.fix === "none") throw new Error(`${rule.id} declares no fix but offers one`);
  const safety = offered?.safety ?? (rule.fix === "safe" ? "safe" : "unsafe");
  if (offered && safety === "safe" && rule.fix !== "safe")
    throw new Error(`${rule.id} declares no safe fix but offers one`);
  return {
    rule,
    // A severity from the config is the owner's word; a milder one that the rule chose for this place still counts.
    severity: setting.severity ?? finding.severity ?? rule.severity,
    confidence: finding.confidence ?? rule.confidence,
    message: fillMessage(template, data),
    span: { start: at.start, end: at.end },
    ...(offered ? { fix: { title: offered.title, safety, edits: offered.edits.map(plain) } } : {}),
    related,
  };
}

/** Rules give nodes for spans: one that stayed in a finding would keep its whole tree, and be sent along with it. */
function plain({ span, newText }: Edit): Edit {
  return { span: { start: span.start, end: span.end }, newText };
}

/** The row ranges that lie in text the parser could not take; `undefined` for a sound file. */
function brokenRanges(tree: SyntaxTree): readonly (readonly [number, number])[] | undefined {
  if (!tree.hasErrorAt(0)) return undefined;
  return Array.from(tree.rowsOfKind(Kind.ERROR), (row) => [row, tree.subtreeEndOf(row)] as const);
}

function isBroken(
  tree: SyntaxTree,
  row: number,
  broken: readonly (readonly [number, number])[],
): boolean {
  return tree.hasErrorAt(row) || broken.some(([start, end]) => start <= row && row < end);
}
