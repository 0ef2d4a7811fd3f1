import { stripVTControlCharacters } from "node:util";
import { Chalk } from "chalk";
import type { ProgressEvent } from "../nix/index.ts";
import { nameOf, stageLine } from "../report/index.ts";

/** Shows how a validation goes. */
export interface StageProgress {
  update(event: ProgressEvent): void;
  /** Leaves the terminal as it was. */
  finish(): void;
}

const REDRAW_MILLISECONDS = 200;

/**
 * On a terminal a table that is drawn anew while stages run, and goes when they are done: the report has it all. Elsewhere a
 * line for each stage when it ends.
 */
export function createStageProgress(
  stream: NodeJS.WriteStream,
  { isWanted, color }: { readonly isWanted: boolean; readonly color: boolean },
): StageProgress {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  if (!isWanted) return { update: () => undefined, finish: () => undefined };
  if (!stream.isTTY)
    return {
      update({ stage, host, result }) {
        if (result)
          stream.write(`nixaudit: ${stageLine(result, nameOf({ id: stage, host }), chalk)}\n`);
      },
      finish: () => undefined,
    };

  const rows = new Map<string, { readonly begin: number; line?: string }>();
  let drawn = 0;
  const erase = (): void => {
    if (drawn > 0) stream.write(`\u001B[${drawn}A\u001B[0J`);
    drawn = 0;
  };
  const draw = (): void => {
    erase();
    const lines = Array.from(rows, ([name, { begin, line }]) => {
      const seconds = ((performance.now() - begin) / 1000).toFixed(1);
      return line ?? `${name}  ${chalk.cyan("running".padEnd(8))}  ${`${seconds} s`.padStart(7)}`;
    });
    // Only what fits can be taken away again.
    const shown = lines.slice(-Math.max(1, (stream.rows || 24) - 2));
    stream.write(shown.map((line) => `${cut(line, stream.columns || 80)}\n`).join(""));
    drawn = shown.length;
  };
  const timer = setInterval(draw, REDRAW_MILLISECONDS);
  timer.unref();
  return {
    update({ stage, host, result }) {
      const name = nameOf({ id: stage, host });
      const begin = rows.get(name)?.begin ?? performance.now();
      rows.set(name, { begin, ...(result ? { line: stageLine(result, name, chalk) } : {}) });
      draw();
    },
    finish() {
      clearInterval(timer);
      erase();
    },
  };
}

/** The line without what would wrap; one that is cut loses its colours. */
function cut(line: string, columns: number): string {
  const plain = stripVTControlCharacters(line);
  return plain.length < columns ? line : plain.slice(0, columns - 1);
}
