import {
  expectType,
  foldAttribute,
  foldCall,
  unknown,
  type Folded,
  type FoldSite,
} from "../../semantics/index.ts";
import { attributeAt, type World } from "../evaluation/index.ts";
import type { Host, HostConfiguration, HostKind, Place, Unresolved } from "../model.ts";
import { findBuilderCall, type BuilderCall } from "./builder-call.ts";
import { createConfigView } from "./config-view.ts";
import { walkHomes } from "./home-modules.ts";
import { createHostConfiguration } from "./host-configuration.ts";
import { moduleArguments } from "./module-arguments.ts";
import { walkModules, type Definitions, type WalkedEdge } from "./module-walk.ts";
import { definitionsAt, reasonOf, textAt } from "./property.ts";

/** A host as it was found, before it is looked into. */
export interface HostCandidate {
  readonly name: string;
  readonly kind: HostKind;
  /** What its attribute holds. */
  readonly value: Folded;
  readonly site: FoldSite;
  /** Where what it is made of is known without a builder. */
  readonly call?: BuilderCall;
  readonly system?: string;
  readonly isImage?: true;
}

/** A host that was looked into. */
export interface DescribedHost {
  readonly candidate: HostCandidate;
  readonly kind: HostKind;
  readonly place: Place;
  readonly system?: string;
  readonly input?: string;
  readonly isImage: boolean;
  readonly edges: readonly WalkedEdge[];
  readonly files: readonly string[];
  readonly deploy?: NonNullable<Host["deploy"]>;
  readonly unresolved: readonly Unresolved[];
  /** Where its modules could be read. */
  readonly configuration?: HostConfiguration;
}

/** Looks into a host: its modules with all their imports, its system, and where it is deployed. */
export function describeHost(candidate: HostCandidate, world: World): DescribedHost {
  const { limits, tree } = world;
  const { name, value, site } = candidate;
  const place = { path: tree.relative(site.path), span: site.span };
  const call = candidate.call ?? findBuilderCall(value, limits);
  const settled = limits.settle(value);
  if (!call) {
    const reason = settled.known
      ? `a ${settled.value.type} that no known function makes`
      : reasonOf(settled);
    return {
      candidate,
      kind: candidate.kind,
      place,
      isImage: false,
      edges: [],
      files: [],
      unresolved: [{ place, what: `modules of ${name}`, reason }],
    };
  }
  let known: readonly Definitions[] | undefined;
  const config = createConfigView(() => known, world);
  const args = argumentsOf(call, config, world);
  const isGathered = candidate.call !== undefined || site.span.end === 0;
  const what = `modules of ${name}`;
  const walked = call.modules.map((modules) =>
    walkModules(world, { modules, site, args, what, kind: "module", isGathered }),
  );
  const definitions = walked.flatMap((part) => part.definitions);
  known = definitions;
  const homeRequest = { definitions, config, site, host: name };
  const homes = walkHomes(homeRequest, world);
  const all = [...walked, ...homes];
  const system = candidate.system ?? systemOf(call, definitions, world);
  const deploy = deploymentOf(definitions, world);
  return {
    candidate,
    kind: call.kind === "nixos" ? candidate.kind : call.kind,
    place,
    ...(system === undefined ? {} : { system }),
    ...(call.input === undefined ? {} : { input: call.input }),
    isImage: call.isImage || candidate.isImage === true,
    edges: [
      ...walked.flatMap(({ edges }) => edges),
      ...homes.flatMap(({ edges }) => edges.map((edge) => ({ ...edge, isDirect: false }))),
    ],
    files: [...new Set(all.flatMap((part) => [...part.files]))].toSorted(),
    ...(deploy ? { deploy } : {}),
    unresolved: all.flatMap(({ unresolved }) => unresolved),
    configuration: createHostConfiguration(walked, homeRequest, world),
  };
}

/** Where a node of a hive is deployed, as far as the node itself says so. */
export function deploymentOfNode(node: HostCandidate, world: World): Host["deploy"] | undefined {
  const { call, site, name } = node;
  if (!call) return undefined;
  const args = argumentsOf(
    call,
    createConfigView(() => undefined, world),
    world,
  );
  const definitions = call.modules.flatMap(
    (modules) =>
      walkModules(world, {
        modules,
        site,
        args,
        what: `modules of ${name}`,
        kind: "module",
        isShallow: true,
      }).definitions,
  );
  return deploymentOf(definitions, world);
}

function argumentsOf(call: BuilderCall, config: Folded, world: World): Folded {
  const symbol = (name: string): Folded => ({
    ...unknown(`module argument \`${name}\``),
    origin: name,
  });
  return moduleArguments(
    new Map<string, Folded>(
      [
        ["config", config],
        ["options", symbol("options")],
        ["modulesPath", symbol("modulesPath")],
        ["lib", call.lib ?? world.named("lib")],
        ["pkgs", call.pkgs ?? symbol("pkgs")],
      ].filter(([name]) => !hasSpecial(call, name as string)) as [string, Folded][],
    ),
    call.specialArgs,
    (key) => {
      const own = world.limits.settle(attributeAt(config, ["_module", "args", key], world.limits));
      return own.known ? own : undefined;
    },
  );
}

function hasSpecial({ specialArgs }: BuilderCall, name: string): boolean {
  const set = expectType(specialArgs, "set");
  const own = set.known ? set.value.attributes.get(name) : undefined;
  // A library that is not known still is nixpkgs' own with something more.
  return own !== undefined && (name !== "lib" || own.known || own.origin !== undefined);
}

function systemOf(
  { system, pkgs }: BuilderCall,
  definitions: readonly Definitions[],
  world: World,
): string | undefined {
  const { limits } = world;
  const texts = [
    system,
    ...definitions.flatMap(({ value, isConditional }) =>
      isConditional
        ? []
        : [
            ["nixpkgs", "hostPlatform"],
            ["nixpkgs", "hostPlatform", "system"],
            ["nixpkgs", "system"],
            ["nixpkgs", "localSystem", "system"],
          ].map((path) => foundText(value, path)),
    ),
    pkgs && attributeOf(pkgs, "system"),
    ...definitions.flatMap(({ value }) => reportedSystem(value)),
  ];
  for (const text of texts) {
    const expected = text && expectType(text, "string");
    if (expected?.known) return expected.value.value;
  }
  return undefined;

  function foundText(value: Folded, path: readonly string[]): Folded | undefined {
    const text = textAt(value, path, limits);
    return text === undefined ? undefined : { known: true, value: { type: "string", value: text } };
  }

  /** What nixos-facter found, where its report is in the tree. */
  function reportedSystem(value: Folded): Folded | [] {
    const reports = ["hardware", ""].flatMap((group) =>
      definitionsAt(value, [group, "facter", "reportPath"].filter(Boolean), limits),
    );
    const [report] = reports;
    if (!report) return [];
    const data = world.named("lib.importJSON");
    return foldAttribute(foldCall(data, report.value, limits), "system", limits);
  }

  function attributeOf(set: Folded, key: string): Folded | undefined {
    return limits.settle(foldAttribute(set, key, limits));
  }
}

/** What the modules themselves say: colmena's `deployment`, nixinate's arguments. */
function deploymentOf(
  definitions: readonly Definitions[],
  { limits }: World,
): Host["deploy"] | undefined {
  for (const { value } of definitions) {
    const nixinate = textAt(value, ["_module", "args", "nixinate", "host"], limits);
    if (nixinate !== undefined) {
      const user = textAt(value, ["_module", "args", "nixinate", "sshUser"], limits);
      return { address: nixinate, ...(user === undefined ? {} : { user }), by: "nixinate" };
    }
  }
  const first = (...path: string[]): string | undefined => {
    for (const { value } of definitions) {
      const text = textAt(value, ["deployment", ...path], limits);
      if (text !== undefined) return text;
    }
    return undefined;
  };
  const address = first("targetHost");
  const user = first("targetUser");
  if (address === undefined && user === undefined) return undefined;
  return {
    ...(address === undefined ? {} : { address }),
    ...(user === undefined ? {} : { user }),
    by: "deployment",
  };
}
