import type { LetExpression } from "../syntax/index.ts";
import type { Semantics } from "../semantics/index.ts";
import type { Edit } from "../text/index.ts";
import { holdsComment } from "./removal.ts";
import type { JudgedWith } from "./with-kind.ts";

/** Longer lists of names get a line for each. */
const LONGEST_LINE = 100;

/**
 * The edits that name what a `with` brings: `let inherit (e) a b; in` in its place, or `inherit (e) a b;` in the `let` that
 * follows. `undefined` where another `with` may have a say, or a name cannot be inherited.
 */
export function inheritInsteadOfWith(
  { node, outer, names, isShared }: JudgedWith,
  semantics: Semantics,
): readonly Edit[] | undefined {
  if (outer || isShared || names.length === 0) return undefined;
  if (names.some((use) => use.name === "or" || !use.node.is("variable_expression", "identifier")))
    return undefined;
  const { body, environment, tree } = node;
  const distinct = Array.from(new Set(names.map(({ name }) => name))).toSorted();
  const semicolon = node.token(";");
  if (!semicolon) return undefined;
  const head = { start: node.start, end: semicolon.end };
  const eol = tree.source.slice(0, node.end).includes("\r\n") ? "\r\n" : "\n";

  if (body.kind === "let_expression" && !holdsComment(tree, { ...head, end: body.start })) {
    const joined = insertionInto(body, environment.text, distinct, eol);
    if (joined && !bindsAnyOf(body, distinct) && !readsFrom(body))
      return [{ span: { start: head.start, end: body.start }, newText: "" }, joined];
  }

  const lineStart = tree.source.lineSpan(tree.source.lineAt(node.start)).start;
  const indent = tree.source.slice(lineStart, node.start);
  const isOnOwnLine = indent.trim() === "";
  const breakBefore = isOnOwnLine ? `${eol}${indent}` : " ";
  const isWrapped = environment.kind === "parenthesized_expression";
  const opening = `let${breakBefore}${isOnOwnLine ? "  " : ""}inherit ${isWrapped ? "" : "("}`;
  const list = listed(environment.text, distinct, `${indent}  `, isOnOwnLine ? eol : undefined);
  const next = tree.source.slice(semicolon.end, semicolon.end + 1);
  const hasComment = holdsComment(tree, { start: node.start, end: environment.start });
  return [
    {
      span: {
        start: node.start,
        end: hasComment ? node.start + "with".length : environment.start,
      },
      newText: opening,
    },
    {
      span: semicolon,
      newText: `${isWrapped ? "" : ")"}${list};${breakBefore}in${next.trim() === "" ? "" : " "}`,
    },
  ];

  function bindsAnyOf(owner: LetExpression, wanted: readonly string[]): boolean {
    return semantics.bindingsOf(owner).some(({ name }) => wanted.includes(name));
  }

  function readsFrom(owner: LetExpression): boolean {
    const bound = new Set(semantics.bindingsOf(owner).map(({ name }) => name));
    return tree
      .nodesOfKindWithin("identifier", environment.row)
      .some(({ text }) => bound.has(text));
  }
}

function insertionInto(
  body: LetExpression,
  environment: string,
  names: readonly string[],
  eol: string,
): Edit | undefined {
  const { source } = body.tree;
  const first = body.bindingSet?.bindings[0];
  const keyword = body.token("let");
  if (!first || !keyword) return undefined;
  const at = { start: keyword.end, end: keyword.end };
  const line = source.lineAt(first.start);
  const inner = /^\((.*)\)$/s.exec(environment)?.[1] ?? environment;
  if (line === source.lineAt(keyword.start))
    return { span: at, newText: ` inherit (${inner})${listed(inner, names, "", undefined)};` };
  const restOfLine = source.slice(keyword.end, source.lineSpan(source.lineAt(keyword.start)).end);
  if (restOfLine.trim() !== "") return undefined;
  const indent = source.slice(source.lineSpan(line).start, first.start);
  if (indent.trim() !== "") return undefined;
  return {
    span: at,
    newText: `${eol}${indent}inherit (${inner})${listed(inner, names, indent, eol)};`,
  };
}

/** The names after `inherit (e)`; on lines of their own where they are too many for one. */
function listed(
  environment: string,
  names: readonly string[],
  indent: string,
  eol: string | undefined,
): string {
  const plain = ` ${names.join(" ")}`;
  const length = `${indent}inherit (${environment})${plain};`.length;
  if (eol === undefined || length <= LONGEST_LINE) return plain;
  return [...names.map((name) => `${eol}${indent}  ${name}`), `${eol}${indent}  `].join("");
}
