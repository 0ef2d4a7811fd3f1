import {
  booleanValue,
  failure,
  foldCoercion,
  setValue,
  unknown,
  type FoldedFunction,
} from "../../semantics/index.ts";
import { binary, unary, withText, withType } from "./native-function.ts";

/** Functions of `builtins` that stop, go on, or say something by the way. */
export const nativeControlFunctions: Readonly<Record<string, FoldedFunction>> = {
  throw: unary((message, limits) => stop(foldCoercion(message, limits))),
  abort: unary((message, limits) => stop(foldCoercion(message, limits))),
  trace: binary((_, value) => value),
  traceVerbose: binary((_, value) => value),
  warn: binary((_, value) => value),
  addErrorContext: binary((_, value) => value),
  seq: binary((first, value) => (!first.known && first.fails ? first : value)),
  deepSeq: binary((_, value) => value),
  tryEval: unary((value) => {
    if (!value.known && !value.fails) return unknown(value.reason);
    return setValue(
      new Map([
        ["success", booleanValue(value.known)],
        ["value", value.known ? value : booleanValue(false)],
      ]),
    );
  }),
  unsafeDiscardStringContext: unary((text) => text),
  unsafeDiscardOutputDependency: unary((text) => text),
  path: unary((argument) =>
    withType(argument, "set", ({ attributes }) => attributes.get("path") ?? unknown("no path")),
  ),
  getEnv: unary((name, limits) =>
    withText(name, limits, (text) => unknown(`environment variable \`${text}\``)),
  ),
};

function stop(message: ReturnType<typeof foldCoercion>): ReturnType<typeof failure> {
  return failure(message.known ? `it stops with “${message.text}”` : "it stops with an error");
}
