import type { Edge, Host, Project } from "../project/index.ts";
import { moduleFactsOf, type ModuleSide } from "./module-facts.ts";

/** A file that a host's configuration is made of. */
export interface HostModule {
  readonly path: string;
  /** `home` where it configures a user of the host: always so for a home that is built on its own. */
  readonly side: "system" | "home";
  /** Whether a condition stands somewhere on the way to it, or a folder's listing, of which some may be left out. */
  readonly isConditional: boolean;
}

const known = new WeakMap<Host, readonly HostModule[]>();

/**
 * The modules that a host's list names, and those that these name in `imports`, as far as the text tells. What is called
 * with arguments, or comes from somewhere else, is not among them: who concludes from absence looks at the closure.
 */
export function hostModulesOf(project: Project, host: Host): readonly HostModule[] {
  const found = known.get(host) ?? findModules(project, host);
  known.set(host, found);
  return found;
}

function findModules(project: Project, host: Host): readonly HostModule[] {
  const start = host.kind === "home" ? "home" : "system";
  const found = new Map<string, HostModule>();
  // Those without a condition first, so that each stands as it is surest.
  for (const isConditional of [false, true]) {
    const waiting = new Map<string, HostModule>();
    const add = (path: string, side: HostModule["side"], onCondition: boolean): void => {
      const key = `${side} ${path}`;
      if (onCondition !== isConditional || found.has(key)) return;
      const module = { path, side, isConditional };
      found.set(key, module);
      waiting.set(key, module);
    };
    for (const edge of host.modules) {
      const { target, kind } = edge;
      if (target.kind === "file" && (kind === "module" || kind === "home"))
        add(
          target.path,
          kind === "home" ? "home" : start,
          edge.isConditional === true || edge.by === "listing",
        );
    }
    if (isConditional)
      for (const module of [...found.values()])
        waiting.set(`${module.side} ${module.path}`, module);
    // A map grows while it is walked.
    for (const module of waiting.values()) {
      if (module.path === host.place.path && module.path !== host.root) continue;
      for (const { edge, path, side } of moduleFactsOf(project, module.path)?.imports ?? []) {
        if (!(edge.hosts?.includes(host.name) ?? true)) continue;
        const onCondition = module.isConditional || !isSure(edge);
        add(path, side === "home" ? "home" : module.side, onCondition);
      }
    }
  }
  return [...found.values()];
}

/** Whether every host that reads the one file reads the other: what was worked out for some may not hold for all. */
export function isSure({ isConditional, by }: Edge): boolean {
  return !isConditional && by === "literal";
}

/** Whether a setting of a module is one of the machine, or of a user of it. */
export function sideIn(module: HostModule, side: ModuleSide): HostModule["side"] {
  return side === "home" ? "home" : module.side;
}

/**
 * Of each option the strongest priority that a definition has in any file that the host reads, in whichever way, whether or
 * not a condition stands before it.
 */
export function strongestOf(project: Project, host: Host): ReadonlyMap<string, number> {
  const strongest = new Map<string, number>();
  for (const path of new Set([...host.closure, host.place.path, "flake.nix"])) {
    if (!project.files.has(path)) continue;
    for (const { option, priority } of moduleFactsOf(project, path)?.settings ?? [])
      strongest.set(option, Math.min(priority, strongest.get(option) ?? Infinity));
  }
  return strongest;
}
