import { INTERPOLATION } from "./string-text.ts";
import { isHarmless } from "./values.ts";

/** A secret among the arguments of a command, by UTF-16 offsets. */
export interface CommandLineSecret {
  /** The option, as people write it: `--password`. */
  readonly flag: string;
  readonly start: number;
  readonly end: number;
  /** A file is read into the argument: the secret is not in the store, but every local user sees it. */
  readonly isRead: boolean;
}

const keyword =
  /--(?:password|token|secret|api-key|auth-key|authkey|passphrase|access-token)(?=[= \t])|\bsshpass[ \t]+-p|\bcurl\b|\b(?:mysql|mysqldump|mariadb)\b/g;
const value = /(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'|[^\s"';|&)]{1,300})/y;
const afterFlag = /[= \t]{1,10}/y;

/** How far from the name of a program its options are looked for. */
const REACH = 300;

/** The secrets that a script hands to programs as arguments. */
export function findCommandLineSecrets(text: string): readonly CommandLineSecret[] {
  const found: CommandLineSecret[] = [];
  keyword.lastIndex = 0;
  for (let hit = keyword.exec(text); hit; hit = keyword.exec(text)) {
    const [word] = hit;
    const end = hit.index + word.length;
    if (isComment(text, hit.index)) continue;
    if (word.startsWith("--")) {
      pushValue(found, text, end, word);
    } else if (word.startsWith("sshpass")) {
      pushValue(found, text, end, "sshpass -p");
    } else {
      const line = text.slice(end, end + REACH).split("\n", 1)[0] ?? "";
      const option = (word === "curl" ? /[ \t](?:-u|--user)[= \t]{1,4}/ : /[ \t]-p(?=[^\s-])/).exec(
        line,
      );
      if (option) pushProgram(found, text, end + option.index + option[0].length, word);
    }
  }
  return found;
}

/** Whether a `#` at the beginning of a word makes the rest of its line a comment. */
function isComment(text: string, at: number): boolean {
  const line =
    text
      .slice(Math.max(0, at - REACH), at)
      .split("\n")
      .at(-1) ?? "";
  return /(?:^|\s)#/.test(line);
}

function pushValue(found: CommandLineSecret[], text: string, at: number, flag: string): void {
  afterFlag.lastIndex = at;
  const start = at + (afterFlag.exec(text)?.[0].length ?? 0);
  push(found, text, start, flag, (plain) => plain);
}

function pushProgram(found: CommandLineSecret[], text: string, at: number, program: string): void {
  if (program === "curl")
    push(found, text, at, "curl -u", (plain) => /^[^:]{1,100}:(.{1,200})$/.exec(plain)?.[1] ?? "");
  else push(found, text, at, `${program} -p`, (plain) => plain);
}

function push(
  found: CommandLineSecret[],
  text: string,
  start: number,
  flag: string,
  secretOf: (plain: string) => string,
): void {
  value.lastIndex = start;
  const [written] = value.exec(text) ?? [];
  if (written === undefined || written.startsWith("-")) return;
  const secret = secretOf(written.replace(/^["']|["']$/g, ""));
  const read = /^\$\((?:[^)\n]{0,60}\/)?cat[ \t]/.test(
    text.slice(start, start + 90).replace(/^"/, ""),
  );
  if (read) {
    if (/secret|\/run\/|agenix|passw|token/i.test(text.slice(start, start + REACH)))
      found.push({ flag, start, end: start + written.length, isRead: true });
    return;
  }
  if (secret.length < 3 || secret.includes(INTERPOLATION) || /[$`]/.test(secret)) return;
  if (
    isHarmless(secret, "", "password") ||
    /^(?:stdin|password|token|passphrase|secret)$/i.test(secret)
  )
    return;
  found.push({ flag, start, end: start + written.length, isRead: false });
}
