import { constantKey } from "../semantics/index.ts";
import type { FileContext } from "./define-rule.ts";
import { derivationCallAround, type DerivationCall } from "./derivation-call.ts";
import { attributeOf } from "./set-attributes.ts";

/** Where derivations are bound that are a means to something else. */
const internalKey =
  /^(?:src|source|vendor|checks?$|tests?$|(?:dev)?shells?$|env$|hydraJobs$)|(?:src|source|deps|patched|check|test|shell)$/i;

/**
 * Whether a derivation is no package that anyone installs: a shell, a command, downloaded or patched sources, a check, or a
 * step of another derivation.
 */
export function isInternalDerivation(
  call: DerivationCall,
  { path, semantics }: Pick<FileContext, "path" | "semantics">,
): boolean {
  const { builder, attributes, node } = call;
  if (/(?:^|\/)(?:tests?|checks?|shell\.nix)(?:\/|$)/.test(path)) return true;
  if (builder.kind === "shell" || builder.kind === "command") return true;
  // Downloads (fixed-output derivations) and package sets are no packages.
  if (["outputHash", "shellHook"].some((name) => attributeOf(attributes, name))) return true;
  if (!attributeOf(attributes, "pname") && !attributeOf(attributes, "version")) return true;
  for (const above of node.ancestors()) {
    if (above.kind === "binding") {
      for (const attribute of above.attrpath.attrs) {
        const key = constantKey(above.tree, attribute.row);
        if (key !== undefined && internalKey.test(key)) return true;
      }
    }
  }
  return derivationCallAround(node, semantics) !== undefined;
}
