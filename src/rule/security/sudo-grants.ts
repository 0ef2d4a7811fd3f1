import { constantKey, type Semantics } from "../../semantics/index.ts";
import type { AnyAttrset, AnyNode, Expression } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
import type { Setting } from "../define-option-rule.ts";
import { valueOf } from "../set-attributes.ts";
import { unwrapped } from "../syntax-help.ts";
import { elementsOf } from "./list-elements.ts";
import { plainText } from "./setting-value.ts";
import { linesOf, maskedText, PLACEHOLDER, stringsOf } from "./string-pieces.ts";

/** A command that a rule of sudo or doas lets someone run without a password, as root. */
export interface SudoGrant {
  /** `ALL`, or the command with a placeholder for what Nix puts in. */
  readonly command: string;
  /** The account that it runs as, where that is not root. */
  readonly runAs: string | undefined;
  readonly at: Span;
}

/** Where rules of sudo stand. */
export const sudoPaths: readonly string[] = [
  ...["sudo", "sudo-rs"].flatMap((program) => [
    `security.${program}.extraRules[].commands[].command`,
    `security.${program}.extraConfig`,
  ]),
  "environment.etc.*.text",
];

/** The commands that a setting at one of {@link sudoPaths} grants without a password. */
export function sudoGrants(setting: Setting, semantics: Semantics): readonly SudoGrant[] {
  const { path, value, site, span } = setting;
  if (path[0] === "environment" && !(path[2] ?? "").startsWith("sudoers")) return [];
  if (path.at(-1) !== "command")
    return stringsOf(value, semantics).flatMap(linesOf).flatMap(lineGrants);
  const command = commandText(value, semantics);
  if (command === undefined || !hasNoPassword(site, semantics)) return [];
  const rule = ruleAround(site);
  if (rule && isForRootOnly(rule, semantics)) return [];
  const runAs = rule && runAsOf(rule, semantics);
  return runAs === "unknown" ? [] : [{ command, runAs: runAs?.account, at: span }];
}

function commandText(value: Expression, semantics: Semantics): string | undefined {
  const node = unwrapped(value);
  return (
    plainText(semantics.fold(node)) ??
    (node.is("string_expression", "indented_string_expression")
      ? maskedText(node).trim()
      : undefined)
  );
}

/** Whether the set of a command has `NOPASSWD` among its options. */
function hasNoPassword(site: AnyNode, semantics: Semantics): boolean {
  const set = setAround(site);
  const options = set && valueOf(set, "options");
  return (
    options !== undefined &&
    elementsOf(options, semantics).some(({ text }) => text?.includes("NOPASSWD") ?? false)
  );
}

/** The literal set that a binding is in. */
export function setAround(site: AnyNode): AnyAttrset | undefined {
  const above = site.parent?.parent;
  return above?.is("attrset_expression", "rec_attrset_expression") ? above : undefined;
}

/** The rule that a command belongs to: the set with `commands` in it. */
function ruleAround(site: AnyNode): AnyAttrset | undefined {
  for (const above of site.ancestors()) {
    if (!above.is("binding")) continue;
    const [first] = above.attrpath.attrs;
    if (first && constantKey(above.tree, first.row) === "commands") return setAround(above);
  }
  return undefined;
}

/** The account of a rule's `runAs`, where it is one, and not root. */
export function runAsOf(
  rule: AnyAttrset,
  semantics: Semantics,
): { readonly account: string | undefined } | "unknown" {
  const value = valueOf(rule, "runAs");
  const text = value && plainText(semantics.fold(value));
  return value && text === undefined ? "unknown" : { account: otherAccount(text) };
}

/** Whether a rule is for root, who needs none. */
export function isForRootOnly(rule: AnyAttrset, semantics: Semantics): boolean {
  const users = valueOf(rule, "users");
  return (
    users !== undefined &&
    valueOf(rule, "groups") === undefined &&
    elementsOf(users, semantics).every(({ text }) => text === "root")
  );
}

function otherAccount(runAs: string | undefined): string | undefined {
  const user = runAs?.split(":")[0]?.trim();
  return user === undefined || user === "" || user === "ALL" || user === "root" ? undefined : user;
}

const TAG = "NOPASSWD:";

/** `%wheel ALL=(ALL) NOPASSWD: /bin/a, /bin/b`, taken apart. */
function lineGrants({ text, at }: { readonly text: string; readonly at: Span }): SudoGrant[] {
  const tag = text.indexOf(TAG);
  const equals = text.indexOf("=");
  if (tag === -1 || equals === -1 || equals > tag || /^(?:#|root\s|Defaults)/.test(text)) return [];
  const runAs = otherAccount(/\(([^)]*)\)/.exec(text.slice(equals, tag))?.[1]);
  if (runAs?.includes(PLACEHOLDER)) return [];
  const [granted = ""] = text.slice(tag + TAG.length).split(/\sPASSWD:/);
  return granted
    .split(",")
    .map((part) => part.replace(/^(?:\s*[A-Z_]+:)+/, "").trim())
    .filter((command) => command !== "")
    .map((command) => ({ command, runAs, at }));
}
