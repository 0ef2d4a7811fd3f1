import {
  defineRule,
  isSamplePath,
  Type,
  type Comment,
  type Span,
  type SyntaxTree,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "commented-out-code",
  summary: "code in comments",
  category: "quality",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  messages: { code: "{count} lines of code are commented out here." },
  options: Type.Object({
    lines: Type.Integer({
      default: 4,
      description: "Lines of code in a row from which on a comment is reported.",
    }),
  }),
  docs: {
    why: "Nobody knows whether it still evaluates, or why it was kept. Searches find it, renames miss it, and the history of the repository has it anyway.",
    examples: [
      {
        bad: '{\n  services.nginx.enable = true;\n  # services.caddy = {\n  #   enable = true;\n  #   email = "a@example.org";\n  # };\n}\n',
        good: "{\n  services.nginx.enable = true;\n}\n",
      },
    ],
    traps: [
      {
        good: "{\n  # For instance:\n  #   a = 1;\n  #   b = 2;\n  #   c = 3;\n  #   d = 4;\n  e = 5;\n}\n",
        because: "it is an example, and the line above says so",
      },
      {
        good: "{\n  # The port is 80; with TLS = 443;\n  # behind a proxy { as here } another;\n  # see [ the manual ] for more;\n  # and do not forget the firewall;\n  port = 80;\n}\n",
        because: "that is prose",
      },
    ],
  },
  visit: {
    source_code(_node, { options, path, source, tree, report }) {
      if (isSamplePath(path)) return;
      for (const run of runsOf(tree, source)) {
        for (const { at, count } of codeIn(run))
          if (count >= options.lines) report({ at, message: "code", data: { count } });
      }
    },
  },
});

interface CommentLine {
  readonly text: string;
  readonly at: Span;
}

interface Run {
  readonly lines: readonly CommentLine[];
  readonly isInList: boolean;
  /** A block comment counts only when all of it is code: one with prose documents. */
  readonly isBlock: boolean;
}

/** Comments that stand on lines of their own, one below the other; a block comment is a run of its own. */
function runsOf(tree: SyntaxTree, source: SyntaxTree["source"]): Run[] {
  const runs: (Run & { lines: CommentLine[] })[] = [];
  let lastLine = -1;
  for (const comment of tree.comments) {
    const line = source.lineAt(comment.start);
    const isInList = comment.parent?.is("list_expression") ?? false;
    if (comment.text.startsWith("/*")) {
      if (!comment.text.startsWith("/**"))
        runs.push({ lines: linesOfBlock(comment), isInList, isBlock: true });
      lastLine = -1;
      continue;
    }
    if (source.slice(source.lineSpan(line).start, comment.start).trim() !== "") {
      lastLine = -1;
      continue;
    }
    const text = comment.text.replace(/^#+/, "");
    const at = { start: comment.start, end: comment.end };
    if (line === lastLine + 1) runs.at(-1)?.lines.push({ text, at });
    else runs.push({ lines: [{ text, at }], isInList, isBlock: false });
    lastLine = line;
  }
  return runs;
}

function linesOfBlock(comment: Comment): CommentLine[] {
  let start = comment.start;
  return comment.text.split("\n").map((line) => {
    const length = Buffer.byteLength(line);
    const text = line.replace(/^\/\*|\*\/\s*$/g, "");
    const indent = line.length - line.trimStart().length;
    const at = { start: start + indent, end: start + Buffer.byteLength(line.trimEnd()) };
    start += length + 1;
    return { text, at };
  });
}

/** A line above that announces an example, or says how to use what follows. */
const announcement =
  /[:：]\s*$|\b(?:examples?|e\.?g\.?|usage|sample|for instance|uncomment|like this|snippet|equivalent|forms?|format|shape|syntax)\b/i;

/** The stretches of a run that read as code. */
function* codeIn({
  lines,
  isInList,
  isBlock,
}: Run): Generator<{ readonly at: Span; readonly count: number }> {
  let isAnnounced = false;
  let found: CommentLine[] = [];
  let state = startOf(isInList);

  function* finish(): Generator<{ readonly at: Span; readonly count: number }> {
    const [first] = found;
    if (first && !isAnnounced && (state.statements >= 2 || isInList))
      yield { at: first.at, count: found.length };
    found = [];
    state = startOf(isInList);
  }

  if (isBlock && lines.some(({ text }) => readsAsProse(text))) return;
  for (const line of lines) {
    const kind = classify(line.text.trim(), state);
    if (kind === "code") found.push(line);
    if (kind === "code" && /\.\.\.|…/.test(line.text) && !header.test(line.text.trim()))
      isAnnounced = true;
    if (kind !== "prose") continue;
    yield* finish();
    isAnnounced ||= announcement.test(line.text);
  }
  yield* finish();
}

/** Words in a row that no binding or list would hold. */
function readsAsProse(text: string): boolean {
  return classify(text.trim(), startOf(false)) === "prose" && /[a-z,]+ [a-z]+ [a-z]+/i.test(text);
}

interface State {
  /** Brackets that are open. */
  depth: number;
  isInString: boolean;
  /** Lines that end a binding. */
  statements: number;
}

function startOf(isInList: boolean): State {
  return { depth: isInList ? 1 : 0, isInString: false, statements: 0 };
}

const attribute = String.raw`(?:[A-Za-z_][\w'-]*|"[^"\s]*"|\$\{[^}]*\})`;
const path = `${attribute}(?:\\.${attribute})*`;
const binding = new RegExp(`^${path}\\s*=(?!=)`);
const inherited = new RegExp(String.raw`^inherit\b(?:\s*\([^)]*\))?(?:\s+${attribute})*\s*;`);
const header = /^\{[\w\s,.?"'-]*\}(?:@\w+)?:/;
/** Where an expression goes on in the next line. */
const opener = /(?:[[{(=:]|''|\bwith [\w.]+;|\b(?:let|in|then|else|rec)|\+\+|\/\/)$/;
const closer = /^[\]})]+[\s\]})]*(?:;|,)?$|^''\s*\)*;?$|^[\]})]+.*[;[({]$/;
const soleKeyword = /^(?:let|in|in \{|rec \{|\{|\[|\()$/;
/** One element of a list. */
const element = /^(?:[\w./'+@-]+|"[^"]*"|\([^()]*\)|\$\{[^}]*\}[\w./-]*)$/;

function classify(line: string, state: State): "code" | "blank" | "prose" {
  if (line === "") return "blank";
  if (state.isInString) {
    if (countOf(line, /''(?![$'\\])/g) % 2 === 1) state.isInString = false;
    if (line.endsWith(";")) state.statements += 1;
    return "code";
  }
  const code = line
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .replace(/\s#\s.*$/, "")
    .trimEnd();
  if (code.startsWith("#")) return state.depth > 0 ? "blank" : "prose";
  if (!isCode(code, line, state)) return "prose";
  if (code.endsWith(";")) state.statements += 1;
  state.depth += countOf(code, /[[{(]/g) - countOf(code, /[\]})]/g);
  if (countOf(code, /''/g) % 2 === 1) state.isInString = true;
  return "code";
}

function isCode(code: string, line: string, { depth }: State): boolean {
  if (binding.test(line)) return code.endsWith(";") || opener.test(code);
  if (inherited.test(line) || header.test(line)) return true;
  if (closer.test(code) || soleKeyword.test(code)) return true;
  if (depth <= 0) return false;
  return element.test(line) || code.endsWith(";") || opener.test(code);
}

function countOf(text: string, pattern: RegExp): number {
  return Array.from(text.matchAll(pattern)).length;
}
