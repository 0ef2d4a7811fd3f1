import { inputDefinitions, type InputDefinition, type OpenFile } from "../../project/index.ts";
import type { AnyNode, AttributeBinding } from "../../syntax/index.ts";
import type { Edit } from "../../text/index.ts";
import { removeFormal } from "../formal-removal.ts";
import { insertAfter } from "../insertion.ts";
import { removeItem } from "../removal.ts";

/**
 * The edit that makes an input's own input follow one of this flake, written as the input is: into its set, beside its dotted
 * bindings, or into its `inputs`. Undefined where no such place is clear.
 */
export function addFollows(
  { tree }: OpenFile,
  input: string,
  followed: { readonly name: string; readonly target: string },
): Edit | undefined {
  const definitions = inputDefinitions(tree).definitions.filter(({ path }) => path[0] === input);
  const name = quoteKey(followed.name);
  const text = `${name}.follows = "${followed.target}";`;
  const inner = definitions.findLast(({ path }) => path[1] === "inputs" && path.length > 2);
  if (inner) return addBeside(inner, text);
  const url = definitions.find(({ path }) => path[1] === "url") ?? definitions.at(-1);
  if (!url || url.path.length < 2) return undefined;
  const empty = definitions.find(({ path }) => path[1] === "inputs" && path.length === 2);
  if (empty) return fillEmptySet(empty, text);
  const key = url.keys[1];
  const prefix = key && writtenBefore(url.binding, key);
  return prefix === undefined ? undefined : insertAfter(url.binding, `${prefix}inputs.${text}`);
}

/** Beside `…inputs.b.follows`: the same keys up to `inputs`. */
function addBeside({ binding, keys }: InputDefinition, text: string): Edit | undefined {
  const key = keys[2];
  if (!key) return undefined;
  // `inputs.b = { follows = "b"; };`: the binding with the key, not the one with the value.
  const holder = bindingOf(key);
  if (!holder) return undefined;
  const prefix = writtenBefore(holder, key);
  return prefix === undefined
    ? undefined
    : insertAfter(holder.encloses(binding) ? holder : binding, prefix + text);
}

function fillEmptySet({ value }: InputDefinition, text: string): Edit | undefined {
  if (value.tree.comments.some(({ start, end }) => value.start <= start && end <= value.end))
    return undefined;
  return { span: { start: value.start, end: value.end }, newText: `{ ${text} }` };
}

/** What a binding's path says before one of its keys, dot and all: `inputs.a.`. */
function writtenBefore(binding: AttributeBinding, key: AnyNode): string | undefined {
  const { attrpath, tree } = binding;
  return attrpath.encloses(key) ? tree.source.slice(attrpath.start, key.start) : undefined;
}

/**
 * The edits that take an input out of a flake.nix, with the argument of `outputs` that names it. Undefined where a comment
 * would be lost, or its definitions are entangled with others.
 */
export function removeInput({ tree }: OpenFile, input: string): readonly Edit[] | undefined {
  const holders = new Set<AttributeBinding>();
  for (const { path, keys } of inputDefinitions(tree).definitions) {
    const holder = path[0] === input && keys[0] ? bindingOf(keys[0]) : undefined;
    if (holder) holders.add(holder);
  }
  const edits: (Edit | undefined)[] = Array.from(holders, removeItem);
  const outputs = tree.nodesOfKind("formal").find(({ name, parent }) => {
    const binding = parent?.parent?.parent;
    return name.text === input && binding?.is("binding") && binding.attrpath.text === "outputs";
  });
  if (outputs) edits.push(removeFormal(outputs));
  const whole = edits.filter((edit) => edit !== undefined);
  return whole.length === edits.length && whole.length > 0 ? whole : undefined;
}

/** The binding whose path holds a key. */
function bindingOf(key: AnyNode): AttributeBinding | undefined {
  const binding = key.parent?.parent;
  return binding?.is("binding") ? binding : undefined;
}

function quoteKey(name: string): string {
  return /^[A-Za-z_][\w'-]*$/.test(name) ? name : `"${name}"`;
}
