import type { Host } from "../../project/index.ts";
import { baseNameOf } from "./place-of-host.ts";

/** Whether two hosts are one machine twice: its installer, its image, a variant with another desktop. */
export function areVariants(one: Host, other: Host): boolean {
  if (one.isEphemeral === true || other.isEphemeral === true) return true;
  if (one.kind !== other.kind || (one.root === other.root && one.root !== one.place.path))
    return true;
  const [first, second] = [baseNameOf(one).toLowerCase(), baseNameOf(other).toLowerCase()];
  return first === second || isExtended(first, second) || isExtended(second, first);
}

/** Whether a name is another one with something more: `web-iso`, `web.example.org`. */
function isExtended(name: string, by: string): boolean {
  return by.startsWith(name) && /^[-_.@]/.test(by.slice(name.length));
}
