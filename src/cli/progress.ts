/** Shows how far a long piece of work is. */
export interface Progress {
  update(done: number, total: number): void;
  /** Takes the line away again. */
  finish(): void;
}

const QUIET_FOR_MILLISECONDS = 1000;
const REDRAW_AFTER_MILLISECONDS = 100;
const WIDTH = 24;

/** A bar on a terminal once the work has lasted a second; nothing anywhere else. */
export function createProgress(stream: NodeJS.WriteStream, isWanted: boolean): Progress {
  const start = performance.now();
  let drawn = 0;
  if (!isWanted || !stream.isTTY) return { update: () => undefined, finish: () => undefined };
  return {
    update(done, total) {
      const now = performance.now();
      if (
        now - start < QUIET_FOR_MILLISECONDS ||
        now - drawn < REDRAW_AFTER_MILLISECONDS ||
        total === 0
      )
        return;
      drawn = now;
      const counts = ` ${done} of ${total} files`;
      // A line that wraps cannot be taken away again.
      if (counts.length + WIDTH >= stream.columns) return;
      const filled = Math.round((done / total) * WIDTH);
      const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
      stream.write(`\r\u001B[2K${bar}${counts}`);
    },
    finish() {
      if (drawn > 0) stream.write("\r\u001B[2K");
    },
  };
}
