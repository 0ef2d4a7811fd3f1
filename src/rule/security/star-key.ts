import type { AnyNode } from "../../syntax/index.ts";

/** Whether a definition stands below a key that is written `"*"`: in a path a computed name looks the same. */
export function hasStarKey(site: AnyNode): boolean {
  for (const node of [site, ...site.ancestors()]) {
    if (node.is("binding") && node.attrpath.attrs.some(({ text }) => text === '"*"')) return true;
  }
  return false;
}
