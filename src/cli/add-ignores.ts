import {
  ignoreFindings,
  writeFileAtomically,
  type FixedFile,
  type LeftReason,
} from "../engine/index.ts";
import { rules, type AuditReport, type AuditRequest } from "../index.ts";
import { UsageError } from "./failure.ts";

/** The one option whose value may be left out: it takes none but what stands behind its `=`. */
const flag = "--add-ignores";

/** What the comments say where no reason is given. */
const DEFAULT_REASON = "found when nixaudit was adopted";

/** The words of the command line, with a reason in each bare `--add-ignores`: it would take the path behind it for one. */
export function withReason(words: readonly string[]): string[] {
  const end = words.indexOf("--");
  return words.map((word, index) =>
    word === flag && (end === -1 || index < end) ? `${flag}=${DEFAULT_REASON}` : word,
  );
}

/** The reason as it stands in a comment: one line. */
export function checkReason(given: string): string {
  const reason = given.trim();
  if (reason === "") throw new UsageError(`${flag}=: the reason is empty`);
  if (/[\p{Cc}\u2028\u2029]/u.test(reason))
    throw new UsageError(`${flag}: the reason has to be one line of plain text`);
  return reason;
}

/** What became of the findings. */
export interface AddedComments {
  readonly changed: readonly FixedFile[];
  /** How many findings got no comment, by the reason. */
  readonly left: ReadonlyMap<LeftReason, number>;
}

/** Comments for the findings of an audit: written, or with `write` off only worked out. */
export function addIgnoresFor(
  report: AuditReport & Pick<AuditRequest, "discovery" | "config">,
  reason: string,
  write: boolean,
): AddedComments {
  const { fixed } = report;
  const texts = new Map(
    fixed.flatMap(({ path, change }) => (change ? [[path, change.after] as const] : [])),
  );
  const { changes, left } = ignoreFindings({
    files: report.discovery.files,
    config: report.config,
    rules,
    findings: report.result.findings,
    texts,
    reason,
  });
  const changed = changes.map(({ file, before, after, silenced }): FixedFile => {
    const { path } = file;
    if (!write) {
      const first = fixed.find((other) => other.path === path)?.change?.before ?? before;
      return { path, applied: silenced, change: { before: first, after } };
    }
    const written = writeFileAtomically(file.absolutePath, after);
    return written.ok
      ? { path, applied: silenced }
      : { path, applied: 0, problem: written.problem };
  });
  return { changed, left };
}

const reasons: Readonly<Record<LeftReason, string>> = {
  "never-ignored": "what no comment can ignore",
  "syntax-error": "in a file with a syntax error",
  "not-nix": "in a file that is not Nix",
  secret: "an error about a secret; name the rule in --select to ignore it as well",
  unreadable: "in a file that could not be read",
};

/** One line on the comments, and one for each reason why findings got none. */
export function summarizeIgnores(
  { changed, left }: AddedComments,
  tense: "written" | "shown",
): string {
  const done = changed.filter(({ applied }) => applied > 0);
  const count = done.reduce((sum, { applied }) => sum + applied, 0);
  const verb = tense === "written" ? "Ignored" : "Would ignore";
  const head =
    count === 0
      ? "Nothing to ignore.\n"
      : `${verb} ${plural(count, "finding")} in ${plural(done.length, "file")}.\n`;
  const rest = Array.from(
    left,
    ([reason, number]) => `Not ignored: ${plural(number, "finding")} (${reasons[reason]}).\n`,
  );
  return head + rest.join("");
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
