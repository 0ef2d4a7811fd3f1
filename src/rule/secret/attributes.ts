import type { AnyNode, AttributeBinding, Expression } from "../../syntax/index.ts";
import type { FileContext } from "../define-rule.ts";
import { constantTextOf, isString, type StringNode } from "./string-text.ts";
import { findPrivateKeys } from "./private-keys.ts";
import { findTokens, namedTokenOf } from "./find-tokens.ts";
import { hashKindOf, isDesHash, type HashKind } from "./password-hashes.ts";
import { hasCredentials } from "./url-credentials.ts";
import { hasSpecialist, holdsInARow, isEnvironmentVariable } from "./specialists.ts";
import { isAllowed, spansOfValue, type SecretSpans } from "./secret-report.ts";
import { isGuessable } from "./weak-credentials.ts";
import { isIndirection, looksSecret } from "./values.ts";
import { lastNameOf, placeOf } from "./place.ts";
import { secretKindOf, wordsOf } from "./key-names.ts";
import { siblingOf } from "./leaking-options.ts";

/** Which rule speaks of an attribute: the most specific one that is true. */
export type Verdict = "named-token" | "guessable" | "environment" | "plain" | "hash";

/** An attribute whose name says that it is a secret, set to a literal. */
export interface SecretAttribute {
  readonly verdict: Verdict;
  readonly binding: AttributeBinding;
  readonly names: readonly string[];
  /** The string, in this place or behind a local name. */
  readonly value: StringNode;
  /** The literal where it stands below the attribute itself, else the attribute's name. */
  readonly at: AnyNode;
  /** The provider, for a token that its name gives away. */
  readonly provider?: string;
  readonly hash?: HashKind;
  /** The option that takes a file instead. */
  readonly sibling?: string;
}

const known = new WeakMap<object, readonly SecretAttribute[]>();

/** The secret attributes of a file. Found once, for all rules that share them: one literal gives one finding. */
export function secretAttributes(context: FileContext): readonly SecretAttribute[] {
  let found = known.get(context.tree);
  if (!found) known.set(context.tree, (found = findAttributes(context)));
  return found;
}

/** Where a finding about an attribute stands, and what is hidden for it. */
export function spansOfAttribute({ value, at }: SecretAttribute): SecretSpans {
  return { at: { start: at.start, end: at.end }, redact: spansOfValue(value).redact };
}

function findAttributes(context: FileContext): readonly SecretAttribute[] {
  const { tree, source } = context;
  const found = new Map<number, SecretAttribute>();
  const hasBasicAuth = tree.nameIdFor("basicAuth") !== 0;
  for (const binding of tree.nodesOfKind("binding")) {
    if (!mayNameSecret(binding, hasBasicAuth)) continue;
    for (const value of literalsOf(binding.expression, context)) {
      if (isAllowed(source, value)) continue;
      const attribute = judge(binding, value);
      // Of a local name and the option that it goes to, the option says more.
      const other = found.get(value.row);
      if (attribute && (!other || other.names.length < attribute.names.length))
        found.set(value.row, attribute);
    }
  }
  return [...found.values()];
}

const nameHint = /pass|psk|secret|token|key|auth|hash|default|webhook/i;

/** Most attributes are out at first sight: by their name, or since they are sets and lists. */
function mayNameSecret(
  { attrpath, expression, parent }: AttributeBinding,
  hasBasicAuth: boolean,
): boolean {
  if (
    expression.is(
      "attrset_expression",
      "rec_attrset_expression",
      "list_expression",
      "function_expression",
    )
  )
    return false;
  if (nameHint.test(attrpath.text)) return true;
  const above = hasBasicAuth ? parent?.parent?.parent : undefined;
  return above?.is("binding") === true && above.attrpath.text.includes("basicAuth");
}

function judge(binding: AttributeBinding, value: StringNode): SecretAttribute | undefined {
  const text = constantTextOf(value);
  if (text === undefined) return undefined;
  const { names, isDescription } = placeOf(binding);
  const leaf = names.at(-1) ?? "";
  if (isDescription) return undefined;
  const isInPlace = binding.encloses(value);
  const base = { binding, names, value, at: isInPlace ? value : binding.attrpath };
  const sibling = siblingOf(names);
  const more = { ...base, ...(sibling === undefined ? {} : { sibling }) };
  const kind = secretKindOf(leaf) ?? (sibling === undefined ? undefined : "password");
  const trimmed = text.trim();
  const hash = hashKindOf(trimmed) ?? desHashOf(trimmed, names);
  if (hash && isHashName(leaf)) return { ...more, verdict: "hash", hash };
  if (hasSpecialist(names)) return undefined;
  if (hash && kind === "password") return { ...more, verdict: "hash", hash };
  if (!kind || hash || speaksForItself(trimmed)) return undefined;
  // Below `publicKey` everything is public.
  if (names.some((name) => /^public|^pub(?:Key|lic)/.test(name))) return undefined;
  // A command makes or fetches the secret, a test of names or a template only speaks of it.
  if (names.some(makesSecret)) return undefined;
  const provider = namedTokenOf(names, trimmed);
  if (provider !== undefined && kind === "token")
    return { ...more, verdict: "named-token", provider };
  const isVariable = isEnvironmentVariable(names);
  if (isGuessable(trimmed) && kind === "password" && !isTemplateName(trimmed, leaf))
    return { ...more, verdict: isVariable ? "environment" : "guessable" };
  if (kind === "password" && isAccountName(trimmed, names) && !isIndirection(trimmed))
    return { ...more, verdict: isVariable ? "environment" : "guessable" };
  if (isGuessable(trimmed) && trimmed.length === 20) return { ...more, verdict: "guessable" };
  if (!looksSecret(text, leaf, kind)) return undefined;
  return { ...more, verdict: isVariable ? "environment" : "plain" };
}

function makesSecret(name: string): boolean {
  return wordsOf(name).some((word) =>
    /^(?:cmds?|commands?|generators?|scripts?|prompts?|generate|placeholders?|labels?|translations?)$/.test(
      word,
    ),
  );
}

/** Tokens, keys and addresses are judged by what they are, wherever they stand. */
function speaksForItself(text: string): boolean {
  return findTokens(text).length > 0 || findPrivateKeys(text).length > 0 || hasCredentials(text);
}

/** Thirteen characters are a hash of the oldest scheme only where a login's hash is asked for. */
function desHashOf(text: string, names: readonly string[]): HashKind | undefined {
  const isLogin = names.includes("users") && /hashedPassword$/i.test(names.at(-1) ?? "");
  return isLogin && isDesHash(text) ? { scheme: "DES", isWeak: true } : undefined;
}

function isHashName(leaf: string): boolean {
  const words = wordsOf(leaf);
  return words.length > 1 && (words.includes("hash") || words.includes("hashed"));
}

/** `password = "password"` in a list of field names, or a default. */
function isTemplateName(value: string, leaf: string): boolean {
  return value.toLowerCase() === leaf.toLowerCase() && /^(?:secret|token)$/i.test(value);
}

/** Whether a password is the name of the service or the user that it is for. */
function isAccountName(value: string, names: readonly string[]): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[-_]/g, "");
  return (
    value.length > 3 &&
    holdsInARow(names.slice(0, 1), ["services"]) &&
    names.slice(1, -1).some((name) => plain(name) === plain(value))
  );
}

const wrappers = new Set([
  "mkForce",
  "mkDefault",
  "mkIf",
  "mkOverride",
  "mkVMOverride",
  "mkOptionDefault",
  "mkOption",
  "optionalString",
  "toString",
]);

/** The literal strings that an expression may come to: through parentheses, `mkIf` and kin, branches and one local name. */
export function literalsOf(
  expression: Expression,
  context: Pick<FileContext, "semantics">,
  hops = 1,
): readonly StringNode[] {
  if (isString(expression)) return [expression];
  switch (expression.kind) {
    case "parenthesized_expression":
      return literalsOf(expression.expression, context, hops);
    case "if_expression":
      return [expression.consequence, expression.alternative].flatMap((branch) =>
        literalsOf(branch, context, hops),
      );
    case "apply_expression": {
      const name = lastNameOf(callee(expression));
      return wrappers.has(name) ? literalsOf(expression.argument, context, hops) : [];
    }
    case "select_expression":
      return expression.default ? literalsOf(expression.default, context, 0) : [];
    case "variable_expression": {
      const resolution = hops > 0 ? context.semantics.resolve(expression) : undefined;
      const bound = resolution?.kind === "bound" ? resolution.binding : undefined;
      // A local name that says what it holds is judged where it stands.
      return bound?.value && secretKindOf(bound.name) === undefined
        ? literalsOf(bound.value, context, hops - 1)
        : [];
    }
    default:
      return [];
  }
}

function callee(expression: Expression): Expression {
  let at = expression;
  while (at.is("apply_expression")) at = at.function;
  return at;
}
