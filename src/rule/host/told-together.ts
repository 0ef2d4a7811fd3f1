import type { Host, Place, Project } from "../../project/index.ts";
import { placeOfHost } from "./place-of-host.ts";

/** Hosts that one finding is about. */
export interface ToldHosts {
  readonly at: Place;
  /** In backticks: `web`, or `a`, `b` and others. */
  readonly names: string;
  readonly hosts: readonly string[];
}

/** More hosts than that get one finding, for it is one decision. */
const MOST_ALONE = 3;
const MOST_NAMED = 8;

/** A finding for each host, or one for all where there are many. */
export function toldTogether(project: Project, hosts: readonly Host[]): readonly ToldHosts[] {
  const groups = hosts.length > MOST_ALONE ? [hosts] : hosts.map((host) => [host]);
  return groups.flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const names = group.map(({ name }) => `\`${name}\``);
    const more = names.length - MOST_NAMED;
    const shown =
      more > 0
        ? `${names.slice(0, MOST_NAMED).join(", ")} and ${String(more)} more`
        : names.join(", ");
    return { at: placeOfHost(project, first), names: shown, hosts: group.map(({ name }) => name) };
  });
}
