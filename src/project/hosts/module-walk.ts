import {
  expectType,
  foldAttribute,
  foldCall,
  openSet,
  type Folded,
  type FoldSite,
  type FunctionValue,
  type Unknown,
} from "../../semantics/index.ts";
import type { World } from "../evaluation/index.ts";
import type { Edge, EdgeKind, EdgeTarget, Unresolved } from "../model.ts";
import { foreignOrigin, pathTarget, unknownTarget } from "./module-target.ts";
import { propertyValues, reasonOf } from "./property.ts";

/** What a module sets: its own attributes, or those of its `config`. */
export interface Definitions {
  readonly value: Folded;
  /** The file that the module stands in, relative to the root. */
  readonly file: string;
  readonly isConditional: boolean;
}

/** Everything that is read from a list of modules. */
export interface WalkedModules {
  readonly definitions: readonly Definitions[];
  readonly edges: readonly WalkedEdge[];
  /** Files that were read as modules. */
  readonly files: ReadonlySet<string>;
  readonly unresolved: readonly Unresolved[];
}

/** An edge, and whether an element of the list itself is what it stands for. */
export interface WalkedEdge extends Edge {
  readonly isDirect: boolean;
}

/** What to walk. */
export interface ModuleRequest {
  /** The list of modules. */
  readonly modules: Folded;
  /** Where the list stands, for what has no place of its own. */
  readonly site: FoldSite;
  /** Arguments of modules, by name. */
  readonly args: Folded;
  /** What is asked for, in words: `modules of web`. */
  readonly what: string;
  /** What the elements of the list are: a module, or that of a user of home-manager. */
  readonly kind: EdgeKind;
  /** Whether only the modules of the list are read, and not what they import. */
  readonly isShallow?: true;
  /** Whether no file holds the list: its elements were gathered from where they are written. */
  readonly isGathered?: boolean;
}

/** Where a module was found, and how. */
interface Standing {
  readonly site: FoldSite;
  readonly kind: EdgeKind;
  readonly isConditional: boolean;
  /** Whether it is of the list that was asked for, not of a module's imports. */
  readonly isDirect: boolean;
}

interface Step extends Standing {
  readonly value: Folded;
  /** Where the list stands that holds it. */
  readonly holder: FoldSite;
}

/** No configuration has as many modules of its own; whoever writes endless ones gets no further. */
const MOST_MODULES = 20_000;

/** Follows modules through their imports, each file once. Lists in `imports` are worked out with the arguments. */
export function walkModules(world: World, request: ModuleRequest): WalkedModules {
  const { limits, tree } = world;
  const definitions: Definitions[] = [];
  const edges: WalkedEdge[] = [];
  const files = new Set<string>();
  const unresolved: Unresolved[] = [];
  const seen = new Set<object>();
  const waiting: Step[] = [];
  let count = 0;

  pushList(request.modules, {
    site: request.site,
    kind: request.kind,
    isConditional: false,
    isDirect: true,
  });
  for (let step = waiting.pop(); step; step = waiting.pop()) {
    if (++count > MOST_MODULES) {
      leaveOpen(step.site, request.what, "too many modules");
      break;
    }
    visit(step);
  }
  return { definitions, edges, files, unresolved };

  function pushList(list: Folded, from: Standing): void {
    const settled = limits.settle(list);
    const standing = { ...from, site: world.valueSiteOf(list) ?? from.site };
    const isGathered = request.isGathered === true && list === request.modules;
    if (!settled.known) {
      if (settled.alternatives) {
        if (!isFirst(settled)) return;
        for (const other of settled.alternatives)
          pushList(other, { ...standing, isConditional: true });
      } else addEdge(standing, unknownTarget(settled, world));
      return;
    }
    if (settled.value.type !== "list") {
      leaveOpen(standing.site, request.what, `a ${settled.value.type} where a list is needed`);
      return;
    }
    const { elements, gaps } = settled.value;
    // What waits is taken from the end.
    for (const gap of gaps ?? []) pushGap(gap, standing);
    for (const value of elements.toReversed()) {
      const site = world.siteOf(value) ?? standing.site;
      waiting.push({ ...standing, value, site, holder: isGathered ? site : standing.site });
    }
  }

  /** One value may be reached on very many ways: the first counts. */
  function isFirst(value: object): boolean {
    if (seen.has(value)) return false;
    seen.add(value);
    return true;
  }

  function pushGap(gap: Unknown, standing: Standing): void {
    if (gap.alternatives) {
      if (!isFirst(gap)) return;
      for (const other of gap.alternatives) pushList(other, { ...standing, isConditional: true });
      return;
    }
    const site = world.siteOf(gap) ?? standing.site;
    addEdge({ ...standing, site }, unknownTarget(gap, world));
  }

  function visit(step: Step): void {
    const { value, site, isConditional } = step;
    const settled = limits.settle(value);
    if (!settled.known) {
      if (settled.alternatives) {
        if (!isFirst(settled)) return;
        for (const other of settled.alternatives)
          waiting.push({ ...step, value: other, isConditional: true });
        return;
      }
      addEdge(step, missingPath(settled) ?? unknownTarget(settled, world));
      return;
    }
    const module = settled.value;
    if (module.type === "path" || module.type === "string") {
      const target = pathTarget(module.value, world);
      addEdge(step, target, isWritten(site, module.value) ? "literal" : foundBy(target));
      if (target.kind === "file") visitFile(target.path, isConditional);
      return;
    }
    if (!isFirst(module)) return;
    const own = world.valueSiteOf(value);
    const file = tree.relative(own?.path ?? site.path);
    // A module that another file holds, taken as a value: at the place where it is taken.
    const taker = [site, step.holder].find((at) => own !== undefined && at.path !== own.path);
    if (taker) {
      addEdge({ ...step, site: taker }, { kind: "file", path: file }, "value");
      files.add(file);
    }
    const isStillDirect = step.isDirect && !taker;
    visitModule(value, own ?? site, file, { isConditional, isDirect: isStillDirect });
  }

  function visitFile(path: string, isConditional: boolean): void {
    if (files.has(path)) return;
    files.add(path);
    const absolute = `${tree.root === "/" ? "" : tree.root}/${path}`;
    const start = { path: absolute, span: { start: 0, end: 0 } };
    visitModule(world.importPath(absolute), start, path, { isConditional, isDirect: false });
  }

  function visitModule(
    value: Folded,
    site: FoldSite,
    file: string,
    standing: Pick<Standing, "isConditional" | "isDirect">,
    depth = 0,
  ): void {
    const settled = limits.settle(value);
    if (settled.known && settled.value.type === "function" && depth < 4) {
      visitModule(callModule(value, settled.value), site, file, standing, depth + 1);
      return;
    }
    for (const part of propertyValues(value, limits, standing.isConditional)) {
      const set = expectType(part.value, "set");
      if (!set.known) {
        const inner = limits.settle(part.value);
        // A module that an input makes is read no further.
        if (!inner.known && foreignOrigin(inner, world) !== undefined) {
          definitions.push({ value: part.value, file, isConditional: part.isConditional });
          continue;
        }
        leaveOpen(
          world.valueSiteOf(part.value) ?? site,
          `imports of ${file}`,
          inner.known ? `a ${inner.value.type} where a module is needed` : reasonOf(inner),
        );
        continue;
      }
      const { attributes } = set.value;
      const functor = attributes.get("__functor");
      if (functor && depth < 4) {
        const called = foldCall(foldCall(functor, part.value, limits), request.args, limits);
        visitModule(called, site, file, { ...standing, ...part }, depth + 1);
        continue;
      }
      const config = attributes.get("config");
      const isLong = config !== undefined || attributes.has("options");
      const settings = isLong ? config : part.value;
      if (settings) definitions.push({ value: settings, file, isConditional: part.isConditional });
      const imports = attributes.get("imports") ?? attributes.get("require");
      if (imports && !request.isShallow) {
        const at = world.valueSiteOf(imports) ?? site;
        pushList(imports, {
          site: at,
          kind: "module",
          isConditional: part.isConditional,
          isDirect: standing.isDirect,
        });
      }
    }
  }

  /** Hands over every argument that the module names, each to be worked out when it is looked at. */
  function callModule(value: Folded, { formals }: FunctionValue): Folded {
    if (!formals) return foldCall(value, request.args, limits);
    const given = new Map<string, Folded>();
    for (const name of formals.keys())
      given.set(
        name,
        limits.lazy(() => foldAttribute(request.args, name, limits)),
      );
    const args = openSet(given, (key) => foldAttribute(request.args, key, limits));
    return foldCall(value, args, limits);
  }

  /** Whether the text at a place is the path itself, so that reading the file alone finds the same. */
  function isWritten({ path, span }: FoldSite, value: string): boolean {
    const text = tree.open(path)?.source.slice(span.start, span.end);
    if (text === undefined || !/^(?:\.\.?\/|\/)[^\s${}]*$/.test(text)) return false;
    const base = text.split("/").at(-1) ?? "";
    return base === "" || /^\.+$/.test(base) || value.endsWith(base);
  }

  function missingPath({ reason }: Unknown): EdgeTarget | undefined {
    const [, path] = /^`([^`]+)` does not exist$/.exec(reason) ?? [];
    return path === undefined ? undefined : { kind: "missing", path };
  }

  function addEdge(standing: Standing, target: EdgeTarget, by = foundBy(target)): void {
    const { site, kind, isConditional, isDirect } = standing;
    const from = tree.relative(site.path);
    // A host that a folder makes is written nowhere but in its own file.
    if (target.kind === "file" && target.path === from && site.span.end === 0) return;
    edges.push({
      from,
      kind,
      span: site.span,
      target,
      by,
      ...(isConditional ? { isConditional: true as const } : {}),
      isDirect,
    });
    if (target.kind === "unresolved") leaveOpen(site, request.what, target.reason);
  }

  function foundBy(target: EdgeTarget): Edge["by"] {
    return target.kind === "file" && world.isListed(`${tree.root}/${target.path}`)
      ? "listing"
      : "value";
  }

  function leaveOpen(site: FoldSite, what: string, reason: string): void {
    unresolved.push({ place: { path: tree.relative(site.path), span: site.span }, what, reason });
  }
}
