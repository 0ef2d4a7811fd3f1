import { stripVTControlCharacters } from "node:util";

/** A place as Nix names it: line 1-based, column 1-based in UTF-8 bytes; 0 where it gives none. */
export interface NixPosition {
  /** As Nix prints it, without the `:LINE:COLUMN` that Nix 2.20 and later glue to it. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One step of a trace, innermost first. */
export interface NixFrame {
  readonly text: string;
  readonly position?: NixPosition;
}

/** Something that Nix said. */
export interface NixMessage {
  readonly level: "error" | "warning" | "trace" | "info";
  /** Without colours, snippet and trace. */
  readonly text: string;
  readonly position?: NixPosition;
  readonly trace: readonly NixFrame[];
  /** Whether evaluated code said it, as with `lib.warn`: all else that is no error is Nix's own notice. */
  readonly isEvaluated: boolean;
  /** An error after which Nix went on, as `flake check --keep-going` does. */
  readonly isIgnored: boolean;
  /** What was in progress: "checking NixOS configuration 'nixosConfigurations.web'". */
  readonly activity?: string;
}

/** Everything that one call of Nix wrote to its standard error. */
export interface NixLog {
  readonly messages: readonly NixMessage[];
  /** Last lines of the build logs, by derivation. */
  readonly buildLogs: ReadonlyMap<string, readonly string[]>;
  /** Lines that are none of Nix's own: of a crash, of another program. The last ones. */
  readonly otherLines: readonly string[];
}

/** Reads what Nix writes with `--log-format internal-json`, line by line. */
export interface NixLogReader {
  read(line: string): void;
  finish(): NixLog;
}

/** How much is kept: a configuration may write without end. */
const MOST_MESSAGES = 5000;
const MOST_LOG_LINES = 40;
const MOST_OTHER_LINES = 50;
const LONGEST_TEXT = 50_000;

/** Source: `src/libutil/logging.hh` of Nix: activity type 105 is a build, result type 101 a line of its log. */
const BUILD_ACTIVITY = 105;
const LOG_LINE = 101;

/** Starts reading one call's log. A broken line never throws. */
export function createLogReader(): NixLogReader {
  const messages: NixMessage[] = [];
  const buildLogs = new Map<string, string[]>();
  const buildOf = new Map<number, string>();
  const otherLines: string[] = [];
  let activity: string | undefined;
  let plain: string[] = [];

  function finishPlain(): void {
    if (plain.length === 0) return;
    const text = plain.join("\n");
    plain = [];
    const message = fromText(text, undefined);
    if (message) add(message);
  }

  function add(message: NixMessage): void {
    if (messages.length < MOST_MESSAGES) messages.push(message);
  }

  function readAction(action: Record<string, unknown>): void {
    switch (action["action"]) {
      case "msg": {
        const message = fromAction(action, activity);
        if (message) add(message);
        return;
      }
      case "start": {
        const { id, type, text, fields } = action;
        if (typeof text === "string" && text.startsWith("checking "))
          activity = withoutColors(text);
        if (type === BUILD_ACTIVITY && typeof id === "number" && Array.isArray(fields))
          buildOf.set(id, String(fields[0]));
        return;
      }
      case "result": {
        const { id, type, fields } = action;
        const derivation = typeof id === "number" ? buildOf.get(id) : undefined;
        if (type !== LOG_LINE || derivation === undefined || !Array.isArray(fields)) return;
        const lines = buildLogs.get(derivation) ?? [];
        lines.push(withoutColors(String(fields[0])).slice(0, 500));
        if (lines.length > MOST_LOG_LINES) lines.shift();
        buildLogs.set(derivation, lines);
        return;
      }
      default:
    }
  }

  return {
    read(line) {
      const action = line.startsWith("@nix ") ? parseAction(line.slice(5)) : undefined;
      if (action) {
        finishPlain();
        readAction(action);
        return;
      }
      const text = withoutColors(line);
      // Options are read, and problems with them told, before the log format is in force.
      if (/^(error|warning|trace): ?/.test(text)) finishPlain();
      if (plain.length > 0 || /^(error|warning|trace): ?/.test(text)) {
        if (plain.length < 200) plain.push(text);
      } else if (text.trim() !== "") {
        otherLines.push(text.slice(0, 500));
        if (otherLines.length > MOST_OTHER_LINES) otherLines.shift();
      }
    },
    finish() {
      finishPlain();
      return { messages, buildLogs, otherLines };
    },
  };
}

function parseAction(json: string): Record<string, unknown> | undefined {
  try {
    const action: unknown = JSON.parse(json);
    return typeof action === "object" && action !== null
      ? (action as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function fromAction(
  action: Record<string, unknown>,
  activity: string | undefined,
): NixMessage | undefined {
  const { level, raw_msg: raw, msg } = action;
  if (typeof raw !== "string") {
    if (typeof msg !== "string") return undefined;
    const text = withoutColors(msg.slice(0, LONGEST_TEXT));
    if (level === 0 || level === 1) return fromText(text, activity);
    return { level: "info", text, trace: [], isIgnored: false, isEvaluated: false };
  }
  const position = positionOf(action);
  const trace = Array.isArray(action["trace"]) ? action["trace"].flatMap(toFrame) : [];
  return withKind(
    withoutColors(raw.slice(0, LONGEST_TEXT)).trim(),
    level === 0 ? "error" : "warning",
    {
      ...(position ? { position } : {}),
      trace,
      ...(activity === undefined ? {} : { activity }),
    },
  );
}

function toFrame(frame: unknown): NixFrame[] {
  if (typeof frame !== "object" || frame === null) return [];
  const { raw_msg: raw } = frame as Record<string, unknown>;
  const position = positionOf(frame as Record<string, unknown>);
  return [
    {
      text: withoutColors(typeof raw === "string" ? raw : "").trim(),
      ...(position ? { position } : {}),
    },
  ];
}

function positionOf({ file, line, column }: Record<string, unknown>): NixPosition | undefined {
  if (typeof file !== "string" || typeof line !== "number") return undefined;
  // Of an expression from the command line, Nix 2.8 gives the whole text.
  if (file.includes("\n") || file.length > 4096) return undefined;
  return {
    file: file.replace(/:\d+(:\d+)?$/, ""),
    line,
    column: typeof column === "number" ? column : 0,
  };
}

/**
 * A message as it is printed for people: Nix uses that for errors it goes on after, for traces, and before the log format
 * is in force.
 */
function fromText(text: string, activity: string | undefined): NixMessage | undefined {
  const isIgnored = text.startsWith("error (ignored):");
  const body = text.replace(/^error \(ignored\):\s*/, "");
  const level = body.startsWith("warning:")
    ? "warning"
    : body.startsWith("trace:")
      ? "trace"
      : "error";
  const { head, position, trace } = splitPrinted(body.replace(/^(error|warning|trace):\s*/, ""));
  return withKind(head, level, {
    ...(position ? { position } : {}),
    trace,
    ...(activity === undefined ? {} : { activity }),
    isIgnored,
  });
}

interface PrintedParts {
  readonly head: string;
  readonly position?: NixPosition;
  readonly trace: readonly NixFrame[];
}

/**
 * Splits a printed error: what it says, `at FILE:LINE:COLUMN:`, snippets, and frames that begin with `…`. Nix 2.8 prints the
 * error first and then the frames, innermost first; Nix 2.20 and later the frames, outermost first, and then the error.
 */
function splitPrinted(text: string): PrintedParts {
  const head: string[] = [];
  const frames: { text: string; position?: NixPosition }[] = [];
  let own: NixPosition | undefined;
  let isErrorLast = false;
  for (const line of text.split("\n")) {
    const trimmed = line.trim();
    const at = /^at (\S.*):(\d+):(\d+):$/.exec(trimmed);
    if (at) {
      const [, file = "", row, column] = at;
      const position = { file, line: Number(row), column: Number(column) };
      const frame = isErrorLast ? undefined : frames.at(-1);
      if (frame) frame.position ??= position;
      else own ??= position;
    } else if (trimmed.startsWith("…")) {
      frames.push({ text: trimmed.slice(1).trim() });
    } else if (frames.length > 0 && !isErrorLast && trimmed.startsWith("error: ")) {
      isErrorLast = true;
      head.length = 0;
      head.push(trimmed.slice("error: ".length));
    } else if ((frames.length === 0 || isErrorLast) && !own && !/^(\d+)?\|/.test(trimmed)) {
      head.push(trimmed);
    }
  }
  return {
    head: head.join("\n").trim(),
    ...(own ? { position: own } : {}),
    trace: isErrorLast ? frames.toReversed() : frames,
  };
}

function withKind(
  text: string,
  level: "error" | "warning" | "trace",
  rest: Omit<NixMessage, "level" | "text" | "isIgnored" | "isEvaluated"> & {
    readonly isIgnored?: boolean;
  },
): NixMessage {
  // Nix 2.8 writes traces as errors; nixpkgs' `lib.warn` is a trace.
  const traced = text.startsWith("trace: ") ? "trace" : level;
  const body = text.replace(/^trace: /, "");
  const isPrefixed = /^(evaluation )?warning: /.test(body);
  const { position, ...others } = rest;
  const isReal = position !== undefined && !position.file.startsWith("«none");
  return {
    isIgnored: false,
    ...others,
    ...(isReal ? { position } : {}),
    level: traced === "trace" && isPrefixed ? "warning" : traced,
    text: isPrefixed ? body.replace(/^(evaluation )?warning: /, "") : body,
    // `builtins.warn` gives a place, if only «none»; a warning of Nix itself gives none.
    isEvaluated:
      traced === "trace" || isPrefixed || position !== undefined || rest.trace.length > 0,
  };
}

/** The text without ANSI escapes: Nix writes them whatever `NO_COLOR` says. */
export function withoutColors(text: string): string {
  return stripVTControlCharacters(text);
}
