import { settingsOfFile, type OptionDefinition } from "../../options/index.ts";
import type { AnyNode, NodeByKind } from "../../syntax/index.ts";
import { keysAround } from "../graph/edge-context.ts";
import { keysOf } from "../graph/syntax-steps.ts";
import type { OpenFile } from "../model.ts";

/** What a file says of one user of the machine. */
export interface UserTraits {
  /** Undefined where it is computed. */
  readonly name?: string;
  readonly isNormal: boolean;
  readonly hasShell: boolean;
  /** Whether it has authorized SSH keys. */
  readonly hasKeys: boolean;
  /** Whether Home Manager configures it. */
  readonly hasHome: boolean;
  /** Whether it is in `wheel`. */
  readonly isAdministrator: boolean;
  /** 1-based line where the file first names it. */
  readonly line: number;
}

/** A secret that a file declares: its name, never its value. */
export interface DeclaredSecret {
  readonly manager: "sops-nix" | "agenix";
  /** Undefined where it is computed. */
  readonly name?: string;
  /** 1-based. */
  readonly line: number;
}

/** What a file sets below one namespace of options, such as `services.nginx`. */
export interface Concern {
  readonly option: string;
  /** How many lines its definitions take up, lines in between not counted. */
  readonly lines: number;
  /** 1-based. */
  readonly firstLine: number;
  /** 1-based, inclusive. */
  readonly lastLine: number;
}

/** What is known of a Nix file for hosts and plans: plain data, without any value that could be secret. */
export interface FileSurvey {
  readonly path: string;
  readonly users: readonly UserTraits[];
  readonly secrets: readonly DeclaredSecret[];
  /** In source order. */
  readonly concerns: readonly Concern[];
  /** Options that it declares: `my.backup.enable`; `*` where a name is computed. */
  readonly declares: readonly string[];
  readonly hasSyntaxError: boolean;
  /** Whether its path says that a tool wrote it. */
  readonly isGenerated: boolean;
}

/** Namespaces whose third name is what tells one thing from another. */
const wideNamespaces: ReadonlySet<string> = new Set([
  "systemd.services",
  "systemd.timers",
  "systemd.user",
  "users.users",
  "users.extraUsers",
  "virtualisation.oci-containers",
]);

/** Works out what is known of a file. A pure function; near linear in the file. */
export function surveyFile(file: OpenFile): FileSurvey {
  const { module, path, hasSyntaxError } = file;
  const users = new Map<string, Mutable<UserTraits>>();
  const secrets = new Map<string, DeclaredSecret>();
  const concerns = new Map<string, ConcernDraft>();
  for (const definition of module.definitions) {
    if (definition.contexts.some(isOfAnotherMachine)) continue;
    noteUser(users, file, definition);
    noteSecret(secrets, file, definition);
    noteConcern(concerns, file, definition);
  }
  noteHomes(users, file);
  return {
    path,
    users: [...users.values()],
    secrets: [...secrets.values()],
    concerns: [...concerns].map(([option, { ranges, firstLine, lastLine }]) => ({
      option,
      lines: countLines(ranges),
      firstLine,
      lastLine,
    })),
    declares: module.declarations.map((declaration) => declaration.path.join(".")),
    hasSyntaxError,
    isGenerated: settingsOfFile(path).has("generated"),
  };
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

function isOfAnotherMachine({ kind }: OptionDefinition["contexts"][number]): boolean {
  return kind !== "home" && kind !== "inline-module";
}

function noteUser(
  users: Map<string, Mutable<UserTraits>>,
  file: OpenFile,
  { path, contexts, value, name: span }: OptionDefinition,
): void {
  const home = contexts.find(({ kind }) => kind === "home");
  const [first, second, third, ...rest] = path;
  const isSystem = first === "users" && (second === "users" || second === "extraUsers");
  const isHome = first === "home-manager" && second === "users";
  const name = home ? home.name : isSystem || isHome ? third : undefined;
  // A module of Home Manager that is exported for others has no user.
  if (name === undefined || name === "" || name === "[]") return;
  const user = userOf(users, file, name, span.start);
  if (home || isHome) {
    user.hasHome = true;
    return;
  }
  const trait = rest[0];
  if (trait === "isNormalUser") user.isNormal ||= isTrue(file, value);
  else if (trait === "shell") user.hasShell ||= !/nologin|\bfalse$/.test(textOf(file, value));
  else if (trait === "openssh" && rest[1] === "authorizedKeys") user.hasKeys = true;
  else if (trait === "extraGroups") user.isAdministrator ||= holdsWheel(file, value, rest);
}

function userOf(
  users: Map<string, Mutable<UserTraits>>,
  { source }: OpenFile,
  name: string,
  offset: number,
): Mutable<UserTraits> {
  let user = users.get(name);
  if (!user) {
    user = {
      ...(name === "*" ? {} : { name }),
      isNormal: false,
      hasShell: false,
      hasKeys: false,
      hasHome: false,
      isAdministrator: false,
      line: source.positionAt(offset).line,
    };
    users.set(name, user);
  }
  return user;
}

const homeManagerUsers = ["home-manager", "users"];

/** `home-manager.users.ann = ./ann.nix;`: a whole home by its path sets no option here. */
function noteHomes(users: Map<string, Mutable<UserTraits>>, file: OpenFile): void {
  const { tree, source } = file;
  if (!source.slice(0, source.bytes.length).includes("home-manager")) return;
  for (const binding of tree.root.descendants("binding")) {
    const own = keysOf(binding.attrpath);
    const around = keysAround(binding);
    const keys = [...around, ...own];
    const at = keys.findIndex(
      (key, index) => key === homeManagerUsers[0] && keys[index + 1] === homeManagerUsers[1],
    );
    // The binding that names the user, not those further in.
    if (at === -1 || keys.length < at + 3 || around.length >= at + 3) continue;
    const name = keys[at + 2] ?? "";
    userOf(users, file, name === "" ? "*" : name, binding.start).hasHome = true;
  }
}

function isTrue({ semantics }: OpenFile, value: OptionDefinition["value"]): boolean {
  const folded = semantics.fold(value);
  return folded.known && folded.value.type === "boolean" && folded.value.value;
}

function holdsWheel(
  { semantics }: OpenFile,
  value: OptionDefinition["value"],
  rest: readonly string[],
): boolean {
  const folded = semantics.fold(value);
  if (!folded.known) return false;
  const elements =
    rest[1] === "[]" ? [folded] : folded.value.type === "list" ? folded.value.elements : [];
  return elements.some(
    (element) =>
      element.known && element.value.type === "string" && element.value.value === "wheel",
  );
}

function textOf({ source }: OpenFile, node: AnyNode): string {
  return source.slice(node.start, node.end);
}

function noteSecret(
  secrets: Map<string, DeclaredSecret>,
  { source }: OpenFile,
  { path, name: span }: OptionDefinition,
): void {
  const [first, second, name] = path;
  if (second !== "secrets" || (first !== "sops" && first !== "age") || name === undefined) return;
  const manager = first === "sops" ? "sops-nix" : "agenix";
  const key = `${manager}\0${name}`;
  if (secrets.has(key)) return;
  const line = source.positionAt(span.start).line;
  secrets.set(key, { manager, line, ...(name === "*" || name === "[]" ? {} : { name }) });
}

interface ConcernDraft {
  readonly ranges: (readonly [number, number])[];
  firstLine: number;
  lastLine: number;
}

function noteConcern(
  concerns: Map<string, ConcernDraft>,
  { source }: OpenFile,
  { path, site, isAnchored }: OptionDefinition,
): void {
  const [first, second, third] = path;
  if (!isAnchored || first === undefined || first === "imports" || first === "*") return;
  const wide = second === undefined ? first : `${first}.${second}`;
  const option = wideNamespaces.has(wide) && third !== undefined ? `${wide}.${third}` : wide;
  const whole = bindingOf(site, option.split("."));
  const start = source.positionAt(whole.start).line;
  const end = source.positionAt(whole.end).line;
  const known = concerns.get(option);
  if (!known) {
    concerns.set(option, { ranges: [[start, end]], firstLine: start, lastLine: end });
    return;
  }
  known.ranges.push([start, end]);
  known.firstLine = Math.min(known.firstLine, start);
  known.lastLine = Math.max(known.lastLine, end);
}

/** Text nested deeper than this says nothing of a configuration. */
const MOST_LEVELS = 60;

/** The outermost binding round a definition that is about the namespace alone, braces and all; else the definition. */
function bindingOf(site: AnyNode, namespace: readonly string[]): AnyNode {
  const around: NodeByKind["binding"][] = [];
  let levels = 0;
  for (let at: AnyNode | undefined = site; at && levels < MOST_LEVELS; at = at.parent, levels++)
    if (at.is("binding")) around.unshift(at);
  const keys: string[] = [];
  return (
    around.find((binding) => {
      keys.push(...keysOf(binding.attrpath));
      return keys.some((_, index) => namespace.every((key, step) => keys[index + step] === key));
    }) ?? site
  );
}

/** How many lines the ranges cover together. */
function countLines(ranges: readonly (readonly [number, number])[]): number {
  let count = 0;
  let covered = 0;
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const from = Math.max(start, covered + 1);
    if (end >= from) count += end - from + 1;
    covered = Math.max(covered, end);
  }
  return count;
}
