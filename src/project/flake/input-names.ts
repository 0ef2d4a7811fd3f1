import type { FlakeInput, Place, WholeInputUse } from "../model.ts";

/** What was found out about the inputs of one flake while its files are looked at. It only grows. */
export interface KnownUses {
  /** Names of the declared inputs. */
  readonly inputs: ReadonlySet<string>;
  /** Those of them that are flake-parts: of what is handed to it, it takes `nixpkgs` alone by name. */
  readonly flakeParts: ReadonlySet<string>;
  /** Names that the whole set of inputs goes by in any file: `inputs`, `inputs'`, and what it is passed on as. */
  readonly wholeNames: Set<string>;
  /** Function parameters that get the whole set: file → how many arguments come before it. */
  readonly parameters: Map<string, Set<number>>;
  /** Whether every input is an argument of modules by its own name: `specialArgs = inputs`. */
  isSpread: boolean;
  readonly uses: Map<string, Map<string, Place>>;
  /** Uses of the whole set that do not tell which inputs they need. */
  readonly hidden: Map<string, WholeInputUse>;
}

export function createKnownUses(inputs: readonly FlakeInput[]): KnownUses {
  const isFlakeParts = ({ url }: FlakeInput): boolean =>
    /hercules-ci\/flake-parts/i.test(url ?? "");
  return {
    inputs: new Set(inputs.map(({ name }) => name)),
    flakeParts: new Set(inputs.filter(isFlakeParts).map(({ name }) => name)),
    wholeNames: new Set(["inputs", "inputs'"]),
    parameters: new Map(),
    isSpread: false,
    uses: new Map(),
    hidden: new Map(),
  };
}

/** How much is known: grows with every discovery that may change what other files mean. */
export function discoveries({ wholeNames, parameters, isSpread }: KnownUses): number {
  let count = wholeNames.size + (isSpread ? 1 : 0);
  for (const indexes of parameters.values()) count += indexes.size;
  return count;
}

export function addUse(known: KnownUses, input: string, place: Place): void {
  if (!known.inputs.has(input)) return;
  let places = known.uses.get(input);
  if (!places) known.uses.set(input, (places = new Map()));
  places.set(keyOf(place), place);
}

export function addHidden(known: KnownUses, place: Place, kind: WholeInputUse["kind"]): void {
  const key = keyOf(place);
  if (known.hidden.get(key)?.kind !== "unknown") known.hidden.set(key, { place, kind });
}

export function addParameter(known: KnownUses, path: string, index: number): void {
  const indexes = known.parameters.get(path);
  if (indexes) indexes.add(index);
  else known.parameters.set(path, new Set([index]));
}

function keyOf({ path, span }: Place): string {
  return `${path}\0${span.start}`;
}
