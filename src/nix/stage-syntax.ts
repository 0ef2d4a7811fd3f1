import { join } from "node:path";
import { parseCommand } from "./commands.ts";
import { failureOf } from "./failure.ts";
import { headline } from "./map-problem.ts";
import { placeAt, startOfFile } from "./source-files.ts";
import type { StageOutcome, Validation } from "./validation.ts";

/** Room for file names on one command line, in bytes. */
const NAMES_A_CALL = 100_000;

/** After so many files that cannot be read, the rest would say no more. */
const MOST_ERRORS = 200;

/**
 * Lets Nix parse every file. It stops at the first that it can't, having told of all before it by their output; the next call
 * goes on behind that one.
 */
export async function checkSyntax(validation: Validation): Promise<StageOutcome> {
  const { request, settings } = validation;
  const { files } = request;
  const left = [...files.paths].filter((path) => path.endsWith(".nix")).toSorted();
  const count = left.length;
  let errors = 0;
  while (left.length > 0) {
    const batch = takeBatch(left, files.root);
    const outcome = await request.runner.run(
      parseCommand(
        settings,
        batch.map((path) => join(files.root, path)),
      ),
    );
    const failure = failureOf(outcome);
    if (!failure) {
      left.splice(0, batch.length);
      continue;
    }
    if (failure.kind !== "error")
      return failure.kind === "timeout"
        ? { status: "timeout", reason: `parsing took over ${settings.timeouts.parse / 1000} s` }
        : { status: "failed", reason: "reason" in failure ? failure.reason : failure.kind };
    const [error] = failure.errors;
    const failed = outcome.stdout === "" ? 0 : outcome.stdout.split("\n").length - 1;
    const path = batch[failed];
    if (!error || path === undefined)
      return { status: "failed", reason: "Nix says neither what nor where" };
    left.splice(0, failed + 1);
    if (isOfOldNix(validation, path, error.text)) continue;
    errors += 1;
    const { position } = error;
    const fallback = startOfFile(files, path);
    const at = (position && placeAt(files, path, position.line, position.column)) ?? fallback;
    validation.problems.add(
      {
        kind: "parse",
        at,
        related: [],
        hosts: [],
        target: path,
        stage: "syntax",
        message: headline(error.text, validation.mapping.map),
        isKnown: files.open(path)?.hasSyntaxError ?? false,
      },
      { fallback },
    );
    if (errors === MOST_ERRORS) break;
  }
  const notes = [`${count} ${count === 1 ? "file" : "files"} parsed`];
  return errors === 0
    ? { status: "ok", notes }
    : { status: "findings", reason: `Nix cannot read ${errors} of ${count} files`, notes };
}

function takeBatch(left: readonly string[], root: string): readonly string[] {
  let room = NAMES_A_CALL;
  const end = left.findIndex((path) => (room -= root.length + path.length + 2) < 0);
  return end === -1 ? left.slice() : left.slice(0, Math.max(1, end));
}

/** Pipe operators came with Nix 2.24: an older one cannot judge a file that has them. */
function isOfOldNix({ request, settings }: Validation, path: string, text: string): boolean {
  const [major, minor] = settings.nix.release;
  if (major > 2 || minor >= 24 || !/syntax error/.test(text)) return false;
  const bytes = request.files.open(path)?.source.bytes;
  if (!bytes) return false;
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return source.includes("|>") || source.includes("<|");
}
