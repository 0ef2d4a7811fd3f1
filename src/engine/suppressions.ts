import type { AnyNode, SyntaxTree } from "../syntax/index.ts";
import { contains, type SourceText, type Span } from "../text/index.ts";
import type { Rule } from "../rule/index.ts";

/** What a suppression looks at in a finding. */
export interface Silenceable {
  readonly rule: Pick<Rule, "id" | "category" | "formerIds">;
  /** UTF-8 byte offsets. */
  readonly span: Span;
}

/** A `# nixaudit: ignore…` comment. */
export interface Suppression {
  readonly form: "ignore" | "ignore-file" | "ignore-start" | "ignore-end";
  /** Rule ids or categories; empty means every rule. */
  readonly names: readonly string[];
  readonly reason: string;
  /** The comment. */
  readonly at: Span;
  /** What it silences: findings that begin in one of these spans. */
  readonly scopes: readonly Span[];
}

const pattern =
  /^nixaudit:\s*(ignore(?:-file|-start|-end)?)(?![\w-])\s*(?:\[([^\]]*)\])?[ \t]*:?[ \t]*([^]*)$/;

/**
 * The suppressions of a file. One on a line of code silences that line; one on its own line the next line of code,
 * and where that begins a binding whose value is a set, that whole set.
 */
export function findSuppressions(tree: SyntaxTree): Suppression[] {
  const { source } = tree;
  if (
    !Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.length).includes(
      "nixaudit:",
    )
  )
    return [];
  const suppressions: Suppression[] = [];
  for (const comment of tree.comments) {
    const at = { start: comment.start, end: comment.end };
    const text = commentText(comment.text);
    const suppression = createSuppression(text, at, () => scopesOf(source, comment), source);
    if (suppression) suppressions.push(suppression);
  }
  return withBlocks(suppressions, source);
}

/** Reads a comment without its signs; undefined for any other. The scopes are those of the plain form. */
export function createSuppression(
  text: string,
  at: Span,
  scopes: () => readonly Span[],
  source: SourceText,
): Suppression | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, form = "ignore", names = "", reason = ""] = match;
  return {
    form: form as Suppression["form"],
    names: names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
    reason: reason.trim(),
    at,
    scopes: form === "ignore" ? scopes() : [{ start: 0, end: source.bytes.length + 1 }],
  };
}

function commentText(text: string): string {
  return text.replace(/^#+\s*|^\/\*+\s*|\s*\*+\/$/g, "");
}

function scopesOf(source: SourceText, comment: AnyNode): Span[] {
  const line = source.lineAt(comment.start);
  const before = source.slice(source.lineSpan(line).start, comment.start).trim();
  if (before !== "") return [wholeLine(source, line)];
  // Comments and blank lines may stand between it and the code.
  let next = source.lineAt(Math.max(comment.end - 1, comment.start)) + 1;
  while (next <= source.lineCount && /^\s*(#.*)?$/.test(textOfLine(source, next))) next += 1;
  const target = wholeLine(source, next);
  const set = bindingBelow(comment, target);
  return set ? [target, set] : [target];
}

function bindingBelow(comment: AnyNode, line: Span): Span | undefined {
  const isBelow = ({ start }: AnyNode): boolean => start >= line.start && start <= line.end;
  let node = (comment.parent?.children ?? []).find(isBelow);
  // A comment above the first binding stands before all of them, not among them.
  if (node?.is("binding_set")) node = node.children.find(isBelow);
  if (!node?.is("binding")) return undefined;
  const value = node.expression;
  const isSet = value.is("attrset_expression", "rec_attrset_expression");
  return isSet && value.start <= line.end ? { start: node.start, end: node.end } : undefined;
}

function textOfLine(source: SourceText, line: number): string {
  const { start, end } = source.lineSpan(line);
  return source.slice(start, end);
}

function wholeLine(source: SourceText, line: number): Span {
  const { start, end } = source.lineSpan(line);
  return { start, end };
}

/** Gives each `ignore-start` the text up to the `ignore-end` that names the same rules, or up to the end. */
export function withBlocks(
  suppressions: readonly Suppression[],
  source: SourceText,
): Suppression[] {
  const key = ({ names }: Suppression): string => names.toSorted().join();
  return suppressions.map((suppression, index) => {
    if (suppression.form === "ignore-end") return { ...suppression, scopes: [] };
    if (suppression.form !== "ignore-start") return suppression;
    const end = suppressions
      .slice(index + 1)
      .find(
        (later) =>
          later.form === "ignore-end" &&
          (later.names.length === 0 || key(later) === key(suppression)),
      );
    return {
      ...suppression,
      scopes: [{ start: suppression.at.end, end: end?.at.start ?? source.bytes.length + 1 }],
    };
  });
}

/** Whether a suppression silences a finding. Text that Nix cannot read is never silenced. */
export function silences(suppression: Suppression, draft: Silenceable): boolean {
  if (isNeverSilenced(draft.rule.id)) return false;
  const { names } = suppression;
  const isNamed =
    names.length === 0 ||
    names.includes(draft.rule.id) ||
    names.includes(draft.rule.category) ||
    (draft.rule.formerIds ?? []).some((id) => names.includes(id));
  const start = { start: draft.span.start, end: draft.span.start };
  return isNamed && suppression.scopes.some((scope) => contains(scope, start));
}

/** Whether no comment silences what the rule reports. */
export function isNeverSilenced(ruleId: string): boolean {
  return ruleId === "syntax-error" || ruleId === "unused-suppression";
}
