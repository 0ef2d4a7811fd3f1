import { calledFunction } from "../../options/index.ts";
import type { Semantics } from "../../semantics/index.ts";
import type { ApplyExpression, Expression } from "../../syntax/index.ts";
import { INTERPOLATION, isString, readString } from "./string-text.ts";

/** A file that is read while the configuration is evaluated. */
export interface FileRead {
  /** The function, by its last name: `readFile`. */
  readonly reader: string;
  /** The path as written, with `…` for what is computed; `undefined` where all is. */
  readonly path: string | undefined;
  /** Whether it is what a secret manager writes on the running machine. */
  readonly isDecrypted: boolean;
}

const readers: ReadonlySet<string> = new Set([
  "builtins.readFile",
  "lib.readFile",
  "lib.fileContents",
  "lib.importJSON",
  "lib.importTOML",
]);

const managed = /^config\.(?:age|sops|secrix|vaultix)\.[^;]{1,300}\.path$/;
const managedPath = /^\/run\/(?:secrets|agenix|keys|user\/\d+\/secrets)(?:[/-]|$)/;

/** The file that a call reads, if it reads one. */
export function fileReadBy(call: ApplyExpression, semantics: Semantics): FileRead | undefined {
  if (call.parent?.is("apply_expression") && call.parent.function === call) return undefined;
  const { origin, args } = calledFunction(call, semantics);
  const [argument] = args;
  if (origin === undefined || !argument || !readers.has(origin)) return undefined;
  const reader = origin.slice(origin.lastIndexOf(".") + 1);
  const path = pathOf(argument);
  const isDecrypted = managed.test(argument.text) || (path !== undefined && managedPath.test(path));
  return { reader, path, isDecrypted };
}

function pathOf(argument: Expression): string | undefined {
  if (argument.is("parenthesized_expression")) return pathOf(argument.expression);
  if (argument.is("path_expression", "hpath_expression"))
    return argument.text.replace(/\$\{[^}]{0,200}\}/g, "…");
  if (isString(argument)) return readString(argument).text.replaceAll(INTERPOLATION, "…");
  if (argument.is("binary_expression") && argument.operator === "+") {
    const right = pathOf(argument.right);
    return right === undefined ? undefined : `${pathOf(argument.left) ?? "…"}${right}`;
  }
  return undefined;
}
