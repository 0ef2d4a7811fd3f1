import type { Span } from "../../text/index.ts";
import type { FlakeInput, OpenFile, Place } from "../model.ts";
import { inputDefinitions, literalText, type InputDefinition } from "./input-definitions.ts";

/** What a flake.nix says of its inputs. */
export interface DeclaredInputs {
  /** In source order. */
  readonly inputs: readonly FlakeInput[];
  /** Whether there may be more than these: something that Nix refuses, or that could not be parsed. */
  readonly hasUnknown: boolean;
}

/** Reads the inputs of a flake.nix as they are written: nested, dotted, quoted, in one place or in several. */
export function readInputs({ path, tree, hasSyntaxError }: OpenFile): DeclaredInputs {
  const { definitions, hasUnknown } = inputDefinitions(tree);
  const byName = new Map<string, InputDefinition[]>();
  for (const definition of definitions) {
    const name = definition.path[0] ?? "";
    // `inputs.self.submodules`: how Nix is to fetch this flake, not an input.
    if (name === "self") continue;
    const known = byName.get(name);
    if (known) known.push(definition);
    else byName.set(name, [definition]);
  }
  const placeOf = ({ start, end }: Span): Place => ({ path, span: { start, end } });
  const inputs = Array.from(byName, ([name, own]) => readInput(name, own, placeOf));
  return {
    inputs: inputs.toSorted((a, b) => a.place.span.start - b.place.span.start),
    hasUnknown: hasUnknown || hasSyntaxError,
  };
}

function readInput(
  name: string,
  definitions: readonly InputDefinition[],
  placeOf: (span: Span) => Place,
): FlakeInput {
  const attributes: Record<string, string> = {};
  const follows: { input: string; target: string; place: Place }[] = [];
  let url: string | undefined;
  let urlPlace: Place | undefined;
  let alias: string | undefined;
  let isFlake = true;
  for (const { path, value } of definitions) {
    const [, ...below] = path;
    const text = literalText(value);
    const [key] = below;
    if (below.length === 1 && key !== undefined) {
      if (key === "url") {
        url = text;
        urlPlace = placeOf(value);
      } else if (key === "follows") alias = text;
      else if (key === "flake") isFlake = value.text !== "false";
      else if (text !== undefined) attributes[key] = text;
      else if (value.is("variable_expression", "integer_expression")) attributes[key] = value.text;
    } else if (text !== undefined) {
      const input = followedInput(below);
      if (input !== undefined) follows.push({ input, target: text, place: placeOf(value) });
    }
  }
  const [first] = definitions.flatMap(({ keys }) => keys[0] ?? []);
  return {
    name,
    ...(url === undefined ? {} : { url }),
    attributes,
    isFlake,
    follows,
    ...(alias === undefined ? {} : { alias }),
    place: placeOf(first ?? { start: 0, end: 0 }),
    ...(urlPlace ? { urlPlace } : {}),
  };
}

/** `a/b` for the keys `inputs.a.inputs.b.follows`. */
function followedInput(keys: readonly string[]): string | undefined {
  if (keys.at(-1) !== "follows" || keys.length % 2 === 0) return undefined;
  const names = keys.slice(0, -1);
  if (names.some((key, index) => index % 2 === 0 && key !== "inputs")) return undefined;
  return names.filter((_, index) => index % 2 === 1).join("/");
}
