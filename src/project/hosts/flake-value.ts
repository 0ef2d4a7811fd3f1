import {
  expectType,
  foldAttribute,
  foldCall,
  openSet,
  setValue,
  stringValue,
  unknown,
  type Folded,
} from "../../semantics/index.ts";
import { attributeAt, type World } from "../evaluation/index.ts";
import { joinPath } from "./tree-paths.ts";

/** A flake as a value. */
export interface FlakeValue {
  /** Absolute path of the folder with the flake.nix. */
  readonly folder: string;
  readonly inputs: Folded;
  readonly outputs: Folded;
  readonly self: Folded;
  /** Whether the file is a flake at all, as far as that is known. */
  readonly hasOutputs: boolean;
}

/** Attributes of a flake that its outputs don't make, and that depend on more than its text. */
const sourceAttributes: ReadonlySet<string> = new Set(
  "rev shortRev dirtyRev dirtyShortRev revCount lastModified lastModifiedDate narHash submodules".split(
    " ",
  ),
);

/** How deep flakes of the tree may take each other as inputs. */
const DEPTH_LIMIT = 5;

/** The value of the flake in a folder of the tree. Outputs are worked out when looked at. */
export function readFlakeValue(folder: string, world: World, depth = 0): FlakeValue {
  const { limits } = world;
  const file = world.importPath(joinPath(folder, "flake.nix"));
  const written = inputSet(file, world);
  const outputFunction = foldAttribute(file, "outputs", limits);
  const names = new Set([
    ...(written?.known && written.value.type === "set" ? written.value.attributes.keys() : []),
    ...formalsOf(outputFunction),
  ]);
  const attributes = new Map<string, Folded>();
  for (const name of names) {
    if (name !== "self") attributes.set(name, inputNamed(name));
  }
  const ownOutputs = new Map<string, Folded>();
  const self: Folded = openSet(
    new Map<string, Folded>([
      ["outPath", stringValue(folder)],
      ["sourceInfo", setValue(new Map([["outPath", stringValue(folder)]]), false)],
      ["inputs", limits.lazy(() => inputs)],
      ["outputs", limits.lazy(() => outputs)],
      ["_type", stringValue("flake")],
    ]),
    (key) => {
      let output = ownOutputs.get(key);
      if (!output) {
        output = sourceAttributes.has(key)
          ? unknown(`\`${key}\` of the flake itself`)
          : limits.lazy(() => foldAttribute(outputs, key, limits));
        ownOutputs.set(key, output);
      }
      return output;
    },
  );
  attributes.set("self", self);
  const inputs = setValue(attributes);
  const outputs = limits.lazy(() => foldCall(outputFunction, inputs, limits));
  const made = limits.settle(outputFunction);
  const hasOutputs = made.known || !made.fails;
  return { folder, inputs, outputs, self, hasOutputs };

  function formalsOf(callee: Folded): Iterable<string> {
    const expected = expectType(callee, "function");
    return expected.known ? (expected.value.formals?.keys() ?? []) : [];
  }

  function inputNamed(name: string): Folded {
    const inner = relativeFolder(name);
    if (inner === undefined || depth >= DEPTH_LIMIT) return world.named(`inputs.${name}`);
    const isFlake = textOf(["inputs", name, "flake"]) !== false;
    if (isFlake && world.tree.kindOf(joinPath(inner, "flake.nix")) === "file")
      return limits.lazy(() => readFlakeValue(inner, world, depth + 1).self);
    return setValue(new Map([["outPath", stringValue(inner)]]), false);
  }

  /** The folder of the tree that an input by a relative path is. */
  function relativeFolder(name: string): string | undefined {
    const url = textOf(["inputs", name, "url"]);
    const [, path] = (typeof url === "string" && /^(?:path:)?(\.\.?(?:\/[^?]*)?)$/.exec(url)) || [];
    const target = path === undefined ? undefined : joinPath(folder, path);
    return target !== undefined && world.tree.kindOf(target) === "folder" ? target : undefined;
  }

  function textOf(path: readonly string[]): string | boolean | undefined {
    const found = limits.settle(attributeAt(file, path, limits));
    return found.known && (found.value.type === "string" || found.value.type === "boolean")
      ? found.value.value
      : undefined;
  }
}

/** The URL of each input of a flake.nix that has one: what tells nixpkgs from all others. */
export function inputUrls(folder: string, world: World): ReadonlyMap<string, string> {
  const { limits } = world;
  const written = inputSet(world.importPath(joinPath(folder, "flake.nix")), world);
  const urls = new Map<string, string>();
  if (!written?.known || written.value.type !== "set") return urls;
  for (const [name, input] of written.value.attributes) {
    const url = limits.settle(foldAttribute(input, "url", limits));
    if (url.known && url.value.type === "string") urls.set(name, url.value.value);
    else urls.set(name, "");
  }
  return urls;
}

function inputSet(file: Folded, { limits }: World): Folded | undefined {
  const inputs = limits.settle(foldAttribute(file, "inputs", limits));
  return inputs.known && inputs.value.type === "set" ? inputs : undefined;
}
