import { expectType, type Folded } from "../../semantics/index.ts";
import type { World } from "../evaluation/index.ts";
import type { HostConfiguration, HostDefinition, HostOption, Place } from "../model.ts";
import { findUserHomes, walkUserHome, type HomeRequest } from "./home-modules.ts";
import type { WalkedModules } from "./module-walk.ts";
import { PLAIN_PRIORITY, propertyValues } from "./property.ts";

/** What has been met on the way down to a definition. */
interface Standing {
  readonly path: readonly string[];
  readonly isConditional: boolean;
  /** Undefined as long as nothing says one. */
  readonly priority: number | undefined;
  readonly place: Place;
}

interface Found extends Standing {
  readonly value: Folded;
}

/** What the modules that were read say of each option. Worked out when asked. */
export function createHostConfiguration(
  walked: readonly WalkedModules[],
  homeRequest: HomeRequest | undefined,
  world: World,
): HostConfiguration {
  const { limits, tree } = world;
  const edges = walked.flatMap((part) => part.edges);
  const hasUnreadModules = walked.some(({ unresolved }) => unresolved.length > 0);
  const externals = new Set<string>();
  for (const { target } of edges) {
    if (target.kind === "external") externals.add(target.name);
    else if (target.kind === "outside") externals.add(target.path);
  }
  const answers = new Map<string, HostOption>();
  let top: ReturnType<typeof indexByFirstName> | undefined;
  let homes: ReturnType<HostConfiguration["homes"]> | undefined;

  return {
    externals: [...externals].toSorted(),
    hasUnreadModules,
    definitionsOf(option) {
      let answer = answers.get(option);
      if (!answer) answers.set(option, (answer = find(option.split("."))));
      return answer;
    },
    homes: () => (homes ??= findHomes()),
  };

  function find([first = "", ...rest]: readonly string[]): HostOption {
    top ??= indexByFirstName();
    const definitions: HostDefinition[] = [];
    let isOpen = hasUnreadModules || top.isOpen;
    const starts = [...(top.byName.get(first) ?? [])];
    for (const { value, ...standing } of top.openSets) {
      const inner = memberOf(value, first);
      if (inner === "open") isOpen = true;
      else if (inner) starts.push(enter(inner, first, standing));
    }
    for (const { value, ...standing } of starts) descend(value, rest, standing);
    return { definitions, isOpen };

    function descend(folded: Folded, path: readonly string[], standing: Standing): void {
      const [key, ...below] = path;
      for (const property of propertiesOf(folded, standing)) {
        const { value } = property;
        if (key === undefined) {
          definitions.push({ ...property, priority: property.priority ?? PLAIN_PRIORITY });
          continue;
        }
        const set = expectType(value, "set");
        if (!set.known) {
          isOpen = true;
          continue;
        }
        const { attributes, isComplete } = set.value;
        if (key === "*") {
          if (!isComplete) isOpen = true;
          for (const [name, inner] of attributes) {
            const entered = enter(inner, name, property);
            descend(inner, below, entered);
          }
          continue;
        }
        const inner = attributes.get(key) ?? (isComplete ? undefined : memberOf(value, key));
        if (inner === "open") isOpen = true;
        else if (inner) descend(inner, below, enter(inner, key, property));
      }
    }
  }

  function indexByFirstName(): {
    readonly byName: ReadonlyMap<string, readonly Found[]>;
    /** Sets of which not all names are known. */
    readonly openSets: readonly Found[];
    readonly isOpen: boolean;
  } {
    const byName = new Map<string, Found[]>();
    const openSets: Found[] = [];
    let isOpen = false;
    for (const { value, file, isConditional } of walked.flatMap((part) => part.definitions)) {
      const place = { path: file, span: { start: 0, end: 0 } };
      const start: Standing = { path: [], isConditional, priority: undefined, place };
      for (const property of propertiesOf(value, start)) {
        const set = expectType(property.value, "set");
        if (!set.known) {
          isOpen = true;
          continue;
        }
        if (!set.value.isComplete) openSets.push(property);
        for (const [name, inner] of set.value.attributes) {
          const found = byName.get(name);
          const entered = enter(inner, name, property);
          if (found) found.push(entered);
          else byName.set(name, [entered]);
        }
      }
    }
    return { byName, openSets, isOpen };
  }

  function propertiesOf(folded: Folded, standing: Standing): readonly Found[] {
    const { isConditional, priority } = standing;
    return propertyValues(folded, limits, isConditional, priority).map((property) => ({
      ...standing,
      ...property,
      priority: property.priority === PLAIN_PRIORITY ? priority : property.priority,
    }));
  }

  /** The attribute of a set that is known in part; "open" where it may have it. */
  function memberOf(set: Folded, key: string): Folded | "open" | undefined {
    if (!set.known || set.value.type !== "set") return "open";
    const { attributes, rest } = set.value;
    const own = attributes.get(key);
    if (own) return undefined;
    if (!rest) return "open";
    const found = limits.settle(rest(key));
    if (found.known) return found;
    return found.fails ? undefined : found.call || found.alternatives ? found : "open";
  }

  function enter(value: Folded, name: string, standing: Standing): Found {
    const site = world.siteOf(value);
    const place = site && tree.isInside(site.path) ? placeOf(site) : standing.place;
    return { ...standing, value, path: [...standing.path, name], place };
  }

  function placeOf({ path, span }: { path: string; span: Place["span"] }): Place {
    return { path: tree.relative(path), span };
  }

  function findHomes(): ReturnType<HostConfiguration["homes"]> {
    if (!homeRequest) return { users: [], isOpen: false };
    const found = findUserHomes(homeRequest, world);
    const users = found.homes.map((home) => {
      const site = home.values.map((value) => world.siteOf(value)).find((each) => each);
      const { site: fallback } = homeRequest;
      return {
        user: home.user,
        place: placeOf(site && tree.isInside(site.path) ? site : fallback),
        isConditional: home.isConditional,
        configuration: createHostConfiguration(
          walkUserHome(home, homeRequest, world),
          undefined,
          world,
        ),
      };
    });
    return { users, isOpen: found.isOpen || hasUnreadModules };
  }
}
