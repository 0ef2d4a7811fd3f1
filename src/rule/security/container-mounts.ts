import type { Setting } from "../define-option-rule.ts";
import type { Semantics } from "../../semantics/index.ts";
import type { Span } from "../../text/index.ts";
import { containerFlags, holdsFlags } from "./container-options.ts";
import { elementsOf } from "./list-elements.ts";
import { maskedText, PLACEHOLDER, stringsOf } from "./string-pieces.ts";

/** A directory or file of the host that a container sees. */
export interface ContainerMount {
  /** With a placeholder for what Nix puts in. */
  readonly source: string;
  readonly isReadOnly: boolean;
  readonly at: Span;
}

/** The mounts that `volumes`, or `--volume` among the flags, asks for. */
export function mountsOf(setting: Setting, semantics: Semantics): readonly ContainerMount[] {
  if (holdsFlags(setting))
    return containerFlags(setting, semantics).flatMap(({ name, value, at }) =>
      name === "-v" || name === "--volume" ? mountOf(value, at) : [],
    );
  return elementsOf(setting.value, semantics).flatMap(({ node, text }) => {
    const [string] = text === undefined ? stringsOf(node, semantics) : [];
    return mountOf(text ?? (string && maskedText(string)), node);
  });
}

function mountOf(text: string | undefined, { start, end }: Span): readonly ContainerMount[] {
  const [source = "", target = "", modes = ""] = (text ?? "").trim().split(":");
  if (source === "" || target === "") return [];
  const shown = source.length > 1 ? source.replace(/\/$/, "") : source;
  return [
    {
      source: shown.replaceAll(new RegExp(`${PLACEHOLDER}+`, "g"), PLACEHOLDER),
      isReadOnly: modes.split(",").includes("ro"),
      at: { start, end },
    },
  ];
}
