import { defineRule, type Comment, type Span } from "../../src/rule/index.ts";

export default defineRule({
  id: "todo-comment",
  summary: "a comment that marks unfinished work",
  category: "quality",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  messages: { open: "Unfinished work is marked here: `{text}`." },
  docs: {
    why: "Marks in comments are read by nobody who does not open the file. Listed together they show what was put off, and which of it is done by now.",
    examples: [
      {
        bad: "{\n  # TODO: read the port from the option\n  port = 80;\n}\n",
        good: "{ config, ... }:\n{\n  port = config.services.foo.port;\n}\n",
      },
    ],
    traps: [
      { good: '"# TODO: a string"\n', because: "it stands in a string" },
      {
        good: "# The TODO list is in the wiki.\n1\n",
        because: "the comment only speaks of a list",
      },
      { good: "#XXX is a colour\n1\n", because: "that is a colour" },
    ],
  },
  visit: {
    comment(node, { report }) {
      for (const { at, text } of marksIn(node)) report({ at, message: "open", data: { text } });
    },
  },
});

/** A mark at the beginning of a line: in capitals, or in small letters with a colon or bracket. */
const mark =
  /^([ \t]*(?:#+(?:[ \t]+|(?!X))|\/?\*+[ \t]*)?[ \t]*(?:[-*][ \t]+)?)((?:TODO|FIXME|XXX|HACK)(?![\w-])(?!'?s\b|[ \t]+lists?\b|\.\w)|(?:todo|fixme|xxx|hack|Todo|Fixme)(?=:|\())(.*)$/;

const LONGEST_TEXT = 60;

function* marksIn(node: Comment): Generator<{ readonly at: Span; readonly text: string }> {
  let offset = node.start;
  for (const line of node.text.split("\n")) {
    const found = mark.exec(line);
    if (found) {
      const [, before = "", word = "", after = ""] = found;
      const start = offset + Buffer.byteLength(before);
      const text = `${word}${after}`.replace(/[\s*/]+$/, "");
      yield {
        at: { start, end: start + word.length },
        text: text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text,
      };
    }
    offset += Buffer.byteLength(line) + 1;
  }
}
