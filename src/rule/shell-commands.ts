/** A command of a shell script, as far as the text tells. */
export interface ShellCommand {
  /** Its name without a folder; assignments and wrappers like `exec` before it are left out. */
  readonly name: string;
  /** The words after it, quotes taken off. */
  readonly words: readonly string[];
  /** Where the name begins and where the last word that is looked at ends, as indexes into the script. */
  readonly start: number;
  readonly end: number;
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The commands that a shell script runs, in order. Comments, here-documents and what stands inside of quotes are left
 * out, but for command substitutions outside of them. The script may hold a placeholder for what is not known.
 */
export function shellCommands(script: string): readonly ShellCommand[] {
  const commands: ShellCommand[] = [];
  const pendingDocuments: string[] = [];
  let words: Word[] = [];
  let at = 0;

  function finish(): void {
    const command = commandOf(words);
    if (command) commands.push(command);
    words = [];
  }

  while (at < script.length) {
    const rest = script.slice(at, at + 200);
    const blank = /^(?:[ \t\r]+|\\\r?\n)/.exec(rest);
    if (blank) {
      at += blank[0].length;
      continue;
    }
    const document = /^<<-?[ \t]*(['"\\]?)(\w+)\1/.exec(rest);
    if (document) {
      pendingDocuments.push(document[2] ?? "");
      at += document[0].length;
      continue;
    }
    const character = script[at] ?? "";
    if (character === "\n") {
      finish();
      at = skipDocuments(script, at + 1, pendingDocuments);
    } else if (character === "#") {
      const end = script.indexOf("\n", at);
      at = end === -1 ? script.length : end;
    } else if (/[;&|(){}`]/.test(character) || rest.startsWith("$(")) {
      finish();
      at += character === "$" ? 2 : 1;
    } else if (/[<>]/.test(character)) {
      at += 1;
    } else {
      const word = readWord(script, at);
      words.push(word);
      at = word.end;
    }
  }
  finish();
  return commands;
}

/** Past the here-documents that begin on the line before. */
function skipDocuments(script: string, from: number, pending: string[]): number {
  let at = from;
  for (let delimiter = pending.shift(); delimiter !== undefined; delimiter = pending.shift()) {
    while (at < script.length) {
      const end = script.indexOf("\n", at);
      const line = script.slice(at, end === -1 ? script.length : end);
      at = end === -1 ? script.length : end + 1;
      if (line.trim() === delimiter) break;
    }
  }
  return at;
}

function readWord(script: string, start: number): Word {
  let at = start;
  let text = "";
  while (at < script.length) {
    const character = script[at] ?? "";
    if (character === "'" || character === '"') {
      const end = closingQuote(script, at);
      text += script.slice(at + 1, end);
      at = end + 1;
    } else if (character === "\\") {
      text += script[at + 1] ?? "";
      at += 2;
    } else if (/[\s;&|()<>`]/.test(character) || script.startsWith("$(", at)) {
      break;
    } else if (script.startsWith("${", at)) {
      const end = script.indexOf("}", at);
      const after = end === -1 ? script.length : end + 1;
      text += script.slice(at, after);
      at = after;
    } else {
      text += character;
      at += 1;
    }
  }
  // Whatever stops a word at once would stop the reading of the script as well.
  return { text, start, end: Math.max(at, start + 1) };
}

function closingQuote(script: string, start: number): number {
  const quote = script[start];
  for (let at = start + 1; at < script.length; at++) {
    if (script[at] === quote) return at;
    if (quote === '"' && script[at] === "\\") at += 1;
  }
  return script.length;
}

/** Words that stand before a command without being it. */
const prefix =
  /^(?:if|then|else|elif|while|until|do|time|!|exec|sudo|env|command|nice|timeout|runHook|-\w*|\d+[smh]?|[A-Za-z_]\w*\+?=.*)$/s;

function commandOf(words: readonly Word[]): ShellCommand | undefined {
  const index = words.findIndex(({ text }) => !prefix.test(text));
  const head = words[index];
  if (!head) return undefined;
  // `command -v curl` only looks for it.
  if (words.slice(0, index).some(({ text }) => text === "command" || text === "runHook"))
    return undefined;
  const rest = words.slice(index + 1);
  return {
    name: head.text.slice(head.text.lastIndexOf("/") + 1),
    words: rest.map(({ text }) => text),
    start: head.start,
    end: head.end,
  };
}
