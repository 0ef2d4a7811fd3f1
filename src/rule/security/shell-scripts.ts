import type { Semantics } from "../../semantics/index.ts";
import { constantKey } from "../../semantics/index.ts";
import type { AnyNode } from "../../syntax/index.ts";
import { calledFunction } from "../../options/index.ts";
import { shellCommands, type ShellCommand } from "../shell-commands.ts";
import { maskedText, type StringNode } from "./string-pieces.ts";

/**
 * Who runs a script: a build (`buildPhase`, `runCommand`), the activation of the system, a unit of systemd, or whoever
 * calls it (`writeShellScriptBin`, `shellHook`, start-up files of shells). An alias is typed by a person.
 */
export type ScriptRole = "build" | "activation" | "unit" | "caller" | "alias";

/** A string that a shell runs. */
export interface ShellScript {
  readonly node: StringNode;
  readonly role: ScriptRole;
  /** See {@link maskedText}. */
  readonly text: string;
  readonly commands: readonly ShellCommand[];
}

const scriptsOfFile = new WeakMap<Semantics, readonly ShellScript[]>();

/** The shell scripts of a file, as far as the names of options, attributes and functions tell. */
export function shellScripts(semantics: Semantics): readonly ShellScript[] {
  let scripts = scriptsOfFile.get(semantics);
  if (!scripts) {
    const { tree } = semantics;
    const strings = [
      ...tree.nodesOfKind("string_expression"),
      ...tree.nodesOfKind("indented_string_expression"),
    ].toSorted((a, b) => a.start - b.start);
    scripts = strings.flatMap((node): ShellScript[] => {
      // Most strings are short names: a command needs a blank.
      if (!/\s/.test(node.text)) return [];
      const role = roleOfString(node, semantics);
      if (!role) return [];
      const text = maskedText(node);
      return [{ node, role, text, commands: shellCommands(text) }];
    });
    scriptsOfFile.set(semantics, scripts);
  }
  return scripts;
}

function roleOfString(node: StringNode, semantics: Semantics): ScriptRole | undefined {
  let at: AnyNode = node;
  for (const above of node.ancestors()) {
    switch (above.kind) {
      case "parenthesized_expression":
      case "binary_expression":
      case "if_expression":
      case "list_expression":
      case "with_expression":
        at = above;
        continue;
      case "let_expression":
        if (above.body !== at) return undefined;
        at = above;
        continue;
      case "apply_expression": {
        if (above.argument !== at) return undefined;
        const { origin, args } = calledFunction(above, semantics);
        const name = origin?.slice(origin.lastIndexOf(".") + 1) ?? "";
        const role = roleOfCall(name, args.length);
        if (role === "through") {
          at = above;
          continue;
        }
        return role;
      }
      case "binding":
        return above.expression === at ? roleOfBinding(above, semantics) : undefined;
      default:
        return undefined;
    }
  }
  return undefined;
}

function roleOfCall(name: string, count: number): ScriptRole | "through" | undefined {
  if (through.test(name)) return "through";
  if (/^write(?:Shell|Bash|Dash|Zsh)?Script(?:Bin)?$|^write(?:Bash|Dash|Sh)(?:Bin)?$/.test(name))
    return count > 1 ? "caller" : undefined;
  return /^runCommand(?:CC|Local|NoCC)*$/.test(name) && count > 2 ? "build" : undefined;
}

const through =
  /^(?:optionalString|mkIf|mkForce|mkDefault|mkBefore|mkAfter|mkOrder|mkOverride|mkMerge|concatStrings|concatLines|concatStringsSep|stringAfter|noDepEntry|fullDepEntry|entryAfter|entryBefore|entryAnywhere|entryBetween|optional|optionals)$/;

function roleOfBinding(
  binding: Extract<AnyNode, { kind: "binding" }>,
  semantics: Semantics,
): ScriptRole | undefined {
  const keys = keysAround(binding, 5);
  const last = keys.at(-1) ?? "";
  if (/^(?:activationScripts|userActivationScripts)$/.test(keys.at(-2) ?? "")) return "activation";
  if (last === "text") {
    if (/^(?:activationScripts|userActivationScripts)$/.test(keys.at(-3) ?? ""))
      return "activation";
    const owner = binding.parent?.parent?.parent;
    return owner?.is("apply_expression") &&
      (semantics.originOf(owner.function) ?? "").endsWith("writeShellApplication")
      ? "caller"
      : undefined;
  }
  if (keys.at(-3) === "home" && keys.at(-2) === "activation") return "activation";
  if (/^(?:preSwitchChecks)$/.test(keys.at(-2) ?? "")) return "activation";
  if (/^(?:shellAliases|shellAbbrs|abbreviations)$/.test(keys.at(-2) ?? "")) return "alias";
  if (unitKey.test(last)) return "unit";
  if (buildKey.test(last)) return "build";
  return callerKey.test(last) ? "caller" : undefined;
}

const unitKey =
  /^(?:script|reload|preStart|postStart|preStop|postStop|Exec(?:Start|StartPre|StartPost|Stop|StopPost|Reload|Condition))$/;
const buildKey =
  /^(?:[a-z]\w*Phase|(?:pre|post)(?:Unpack|Patch|Configure|Build|Check|Install|InstallCheck|Fixup|Fetch|Dist)|buildCommand|extraInstallCommands|extraBuildCommands|fakeRootCommands|runAsRoot)$/;
const callerKey =
  /^(?:shellHook|shellInit|loginShellInit|interactiveShellInit|promptInit|initExtra\w*|initContent|bashrcExtra|profileExtra|loginExtra|logoutExtra|sessionCommands|postBootCommands|pre\w*Commands|post\w*Commands|extraSetup|populateRootCommands|postMountHook|preMountHook|postCreateHook)$/;

/** The constant keys that lead to a binding, nearest last. */
function keysAround(binding: AnyNode, limit: number): readonly string[] {
  const keys: string[] = [];
  for (let at: AnyNode | undefined = binding; at && keys.length < limit; at = at.parent) {
    if (!at.is("binding")) continue;
    const { tree, attrpath } = at;
    keys.unshift(...attrpath.attrs.map(({ row }) => constantKey(tree, row) ?? "*"));
  }
  return keys;
}
