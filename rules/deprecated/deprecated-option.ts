import {
  attributesOf,
  constantKey,
  defineOptionRule,
  renamedOptions,
  unwrapped,
  type AnyNode,
  type AttributeBinding,
  type FileContext,
  type OfferedFix,
  type Setting,
} from "../../src/rule/index.ts";

/** Options that are gone, and what to do instead. Sources: nixpkgs' `mkRemovedOptionModule`s and release notes. */
const removedOptions: ReadonlyMap<string, { readonly since: string; readonly advice: string }> =
  new Map([
    ["sound.enable", { since: "24.11", advice: "sound works without it" }],
    ["hardware.opengl.driSupport", { since: "24.11", advice: "it is always on" }],
    ["hardware.video.hidpi.enable", { since: "23.05", advice: "set fonts and `console.font`" }],
    ["boot.loader.grub.version", { since: "23.11", advice: "there is version 2 alone" }],
    ["boot.zfs.enableUnstable", { since: "24.05", advice: "set `boot.zfs.package`" }],
    [
      "programs.gnupg.agent.pinentryFlavor",
      { since: "24.05", advice: "set `programs.gnupg.agent.pinentryPackage`" },
    ],
  ]);

const warned = [...renamedOptions.values()].filter(({ since }) => since !== undefined);

export default defineOptionRule({
  id: "deprecated-option",
  summary: "an option that NixOS has renamed or removed",
  category: "deprecated",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  messages: {
    renamed: "`{old}` is called `{present}` in NixOS {since} and later.",
    removed: "`{old}` is gone from NixOS {since} on: {advice}.",
  },
  docs: {
    why: "An old name of an option prints a warning with every evaluation. Some releases later it is removed, and the next update of nixpkgs fails on it.",
    examples: [
      {
        bad: '{ services.openssh.permitRootLogin = "no"; }\n',
        good: '{ services.openssh.settings.PermitRootLogin = "no"; }\n',
      },
      {
        bad: "{\n  hardware.opengl.driSupport32Bit = true;\n}\n",
        good: "{\n  hardware.graphics.enable32Bit = true;\n}\n",
      },
    ],
    traps: [
      {
        good: '{ lib, ... }:\n{ options.hardware.opengl.enable = lib.mkEnableOption "graphics"; }\n',
        because: "the option is the module's own",
      },
      {
        good: "{ home-manager.users.alice.sound.enable = true; }\n",
        because: "it is an option of Home Manager",
      },
      {
        good: "{ users.extraUsers.alice.isNormalUser = true; }\n",
        because: "nixpkgs keeps that alias",
      },
    ],
    fixSafety:
      "NixOS sets the new option from the old one, so that the configuration is the same. Not offered where a part of the old name stands in a set with other options, or where the file sets the new name as well.",
    whenNotToUse: "The hosts are pinned to a release that is older than the new name.",
  },
  paths: [
    ...new Set(warned.flatMap(({ present }) => [present, `${present}.**`])),
    ...removedOptions.keys(),
  ],
  ephemeral: "same",
  tests: "same",
  check(setting, context) {
    const { rename, option, contexts, name } = setting;
    if (contexts.some(({ kind }) => kind === "home") || !setting.isAnchored) return;
    if (!rename) {
      const removed = removedOptions.get(option);
      if (!removed || isDeclaredHere(option, context)) return;
      context.report({ at: name, message: "removed", data: { old: option, ...removed } });
      return;
    }
    const { old, present, since } = rename;
    if (since === undefined || isDeclaredHere(old, context)) return;
    const places = placesOf(setting, old.split("."));
    const [first] = places?.slice(-1) ?? [];
    const at = first?.attribute ?? name;
    // A set of many options below one old name is one finding.
    if (isTold(at.start, context)) return;
    const fix = places && renaming(places, present.split("."));
    context.report({ at, message: "renamed", data: { old, present, since }, fix });
  },
});

/** One segment of an option's name, and the binding that gives it. */
interface Place {
  readonly key: string;
  readonly attribute: AnyNode;
  readonly binding: AttributeBinding;
}

/** Where the text gives the segments of a name; `undefined` where an `inherit`, a list or a name for the set is on the way. */
function placesOf({ site }: Setting, old: readonly string[]): Place[] | undefined {
  const places: Place[] = [];
  for (const node of [site, ...site.ancestors()]) {
    if (!node.is("binding")) continue;
    const own = node.attrpath.attrs.map((attribute) => {
      const key = constantKey(node.tree, attribute.row);
      return key === undefined ? undefined : { key, attribute, binding: node };
    });
    if (own.includes(undefined)) return undefined;
    places.unshift(...own.flatMap((place) => place ?? []));
    for (let from = places.length - old.length; from >= 0; from--) {
      if (old.every((segment, index) => places[from + index]?.key === segment))
        return places.slice(from, from + old.length);
    }
  }
  return undefined;
}

function renaming(places: readonly Place[], present: readonly string[]): OfferedFix | undefined {
  const from = places.findIndex(({ key }, index) => key !== present[index]);
  const first = places[from];
  const last = places.at(-1);
  if (!first || !last || first.binding !== last.binding) return undefined;
  const { binding } = first;
  const before = places.filter((place, index) => index < from && place.binding === binding);
  const keys = [...before.map(({ key }) => key), ...present.slice(from)];
  if (isTaken(binding, keys)) return undefined;
  const span = { start: first.attribute.start, end: last.attribute.end };
  const newText = present.slice(from).join(".");
  return { title: `Use the present name`, edits: [{ span, newText }] };
}

/** Whether another binding of the set stands in the way of the keys. */
function isTaken(binding: AttributeBinding, keys: readonly string[]): boolean {
  return (binding.parent?.children ?? []).some((other) => {
    if (!other.is("binding") || other === binding) return false;
    const own = other.attrpath.attrs.map(({ row }) => constantKey(other.tree, row));
    const shared = own.findIndex((key, index) => key !== keys[index]);
    if (shared !== -1 && shared < keys.length) return false;
    const value = unwrapped(other.expression);
    if (shared !== -1 || own.length >= keys.length || !value.is("attrset_expression")) return true;
    return attributesOf(value).some(({ name }) => name === keys[own.length]);
  });
}

/** Whether the file declares the option, or one above it, itself. */
function isDeclaredHere(option: string, { module }: Pick<FileContext, "module">): boolean {
  return module.declarations.some(({ path }) => `${option}.`.startsWith(`${path.join(".")}.`));
}

const told = new WeakMap<object, Set<number>>();

function isTold(start: number, { module }: Pick<FileContext, "module">): boolean {
  const starts = told.get(module) ?? new Set();
  told.set(module, starts);
  const isKnown = starts.has(start);
  starts.add(start);
  return isKnown;
}
