import { spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { StagedFile } from "../index.ts";
import { UsageError } from "./failure.ts";
import { oneLine } from "./one-line.ts";

/** Where the index is looked for, and how much of a file is read. */
export interface StagedRequest {
  /** The audited root: a folder in the work tree. */
  readonly root: string;
  /** Where the tool was started: what the environment names is relative to it. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Larger files are given without content. In bytes. */
  readonly maxFileSize: number;
}

/**
 * The regular files that the next commit adds or changes, with their content in the index. Nothing of the work tree is read.
 * Two processes of git, whatever the number of files; its hooks and filters do not run, and nothing is fetched.
 */
export async function readStagedFiles(request: StagedRequest): Promise<readonly StagedFile[]> {
  const git = createGit(request);
  const top = (await git(["rev-parse", "--show-toplevel"], "", collect))
    .toString()
    .replace(/\n$/, "");
  const listed = await git(
    [
      "diff",
      "--cached",
      "--raw",
      "-z",
      "--no-abbrev",
      "--no-renames",
      "--no-relative",
      "--no-ext-diff",
      "--diff-filter=ACMRT",
    ],
    "",
    collect,
  );
  const blobs = parseChanges(listed);
  const names = [...new Set(blobs.map(({ name }) => name))];
  const contents =
    names.length === 0
      ? new Map<string, Content>()
      : await git(["cat-file", "--batch"], `${names.join("\n")}\n`, (chunks) =>
          readBlobs(chunks, request.maxFileSize),
        );
  const realRoot = realpathSync(request.root);
  return blobs.flatMap(({ path, name }) => {
    const content = contents.get(name);
    const fromRoot = relative(realRoot, resolve(top, path)).replaceAll("\\", "/");
    return content ? [{ path: fromRoot, ...content }] : [];
  });
}

interface Content {
  readonly bytes?: Buffer;
  readonly size: number;
}

type RunGit = <Read>(
  given: readonly string[],
  input: string,
  read: (output: AsyncIterable<Buffer>) => Promise<Read>,
) => Promise<Read>;

function createGit({ root, folder, environment }: StagedRequest): RunGit {
  const index = environment["GIT_INDEX_FILE"];
  const env = {
    ...environment,
    // A hook runs at the top of the work tree, and names its index from there.
    ...(index ? { GIT_INDEX_FILE: resolve(folder, index) } : {}),
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_LAZY_FETCH: "1",
    LC_ALL: "C",
  };
  return async (given, input, read) => {
    const child = spawn("git", ["-c", "core.fsmonitor=false", "-C", root, ...given], {
      env,
      stdio: ["pipe", "pipe", "pipe"],
    });
    let complaint = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      if (complaint.length < 10_000) complaint += text;
    });
    const end = new Promise<number | null>((done, fail) => {
      child.on("error", (error) => fail(new UsageError(`--staged needs git: ${error.message}`)));
      child.on("close", done);
    });
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    const [result, code] = await Promise.all([read(child.stdout), end]);
    if (code !== 0) throw new UsageError(explainGit(complaint, root));
    return result;
  };
}

function explainGit(complaint: string, root: string): string {
  if (/not a git repository|must be run in a work tree/.test(complaint))
    return `--staged: ${oneLine(root)} is not in the work tree of a git repository`;
  const [line = ""] = complaint.split("\n");
  return `--staged: git could not read the index: ${oneLine(line.replace(/^(?:fatal|error): /, ""))}`;
}

async function collect(output: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of output) chunks.push(chunk);
  return Buffer.concat(chunks);
}

interface Blob {
  readonly path: string;
  /** Of the object. */
  readonly name: string;
}

/** Reads `:<mode> <mode> <object> <object> <status>NUL<path>NUL…`; links and submodules have no content of their own. */
function parseChanges(listed: Buffer): readonly Blob[] {
  const parts = listed.toString("utf8").split("\0");
  const blobs: Blob[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [, mode = "", , name = ""] = (parts[index] ?? "").split(" ");
    const path = parts[index + 1] ?? "";
    if (mode.startsWith("100") && !/^0+$/.test(name)) blobs.push({ path, name });
  }
  return blobs;
}

const LF = 0x0a;

/** Reads `<object> blob <size>LF<content>LF…`, and keeps the content of what is small enough. */
async function readBlobs(
  output: AsyncIterable<Buffer>,
  maxFileSize: number,
): Promise<ReadonlyMap<string, Content>> {
  const contents = new Map<string, Content>();
  let head = Buffer.alloc(0);
  let open:
    | { readonly name: string; readonly size: number; readonly parts: Buffer[]; left: number }
    | undefined;
  for await (const chunk of output) {
    let rest: Buffer = chunk;
    while (rest.length > 0) {
      if (!open) {
        const end = rest.indexOf(LF);
        head = Buffer.concat([head, end === -1 ? rest : rest.subarray(0, end)]);
        if (end === -1) break;
        rest = rest.subarray(end + 1);
        const [, name = "", size] = /^([0-9a-f]+) blob (\d+)$/.exec(head.toString()) ?? [];
        head = Buffer.alloc(0);
        // The line end after the content belongs to it.
        if (size !== undefined)
          open = { name, size: Number(size), parts: [], left: Number(size) + 1 };
        continue;
      }
      const part = rest.subarray(0, open.left);
      if (open.size <= maxFileSize) open.parts.push(part);
      open.left -= part.length;
      rest = rest.subarray(part.length);
      if (open.left > 0) continue;
      const { name, size, parts } = open;
      contents.set(
        name,
        size > maxFileSize ? { size } : { size, bytes: Buffer.concat(parts).subarray(0, size) },
      );
      open = undefined;
    }
  }
  return contents;
}
