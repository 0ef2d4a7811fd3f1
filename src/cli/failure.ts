/** Something that the user can put right: shown as one line, exit code 2, no stack. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Exit codes of every command. */
export const exitCode = {
  /** Nothing at or over `--fail-on`. */
  clean: 0,
  findings: 1,
  /** Wrong usage, bad config, or an audit that could not be done. */
  failed: 2,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
