import type { Config } from "../config/index.ts";
import type { AuditFailure } from "../diagnostic/index.ts";
import { flattenOptions, normalizePath, type ModuleOptions } from "../options/index.ts";
import type { Place } from "../project/index.ts";
import { isOptionRule, type FileContext, type Rule } from "../rule/index.ts";
import { createSemantics } from "../semantics/index.ts";
import { createParser, loadParserModule } from "../syntax/index.ts";
import { createDispatch } from "./dispatch.ts";
import type { Draft } from "./draft.ts";
import { writeSettings, type EvaluatedSetting } from "./evaluated-text.ts";
import type { PlacedDraft } from "./placed-findings.ts";
import { createRedaction, withoutQuotes } from "./redaction.ts";

/** A setting of a host with where it comes from. */
export interface HostSetting extends EvaluatedSetting {
  /** Whether a service above it is switched off. */
  readonly isOff: boolean;
  /** Where the tree sets this option, or what is below it: the most telling place. Undefined for a default, or another's module. */
  readonly placeOf: (path: readonly string[]) => Place | undefined;
  /** What sets it where the tree does not, a clause: "the option's default". */
  readonly source: string;
}

/** The option paths that the enabled option rules of a config look at. */
export function optionPathsOf(rules: readonly Rule[], config: Config): readonly string[] {
  const settings = config.settingsFor("flake.nix");
  return [
    ...new Set(
      rules.flatMap((rule) => (isOptionRule(rule) && settings.has(rule.id) ? rule.paths : [])),
    ),
  ];
}

/**
 * Runs the option rules over the evaluated settings of one host. What the tree does not set stands at `hostPlace`, says
 * where it comes from, and is told only of options that have a fixed name: of the many services that nixpkgs itself defines,
 * none is the owner's.
 */
export function judgeSettings(
  host: { readonly name: string; readonly place: Place },
  settings: readonly HostSetting[],
  rules: readonly Rule[],
  config: Config,
): { readonly drafts: readonly PlacedDraft[]; readonly failures: readonly AuditFailure[] } {
  const optionRules = rules.filter(isOptionRule);
  const { bytes, ranges } = writeSettings(settings);
  const tree = createParser(loadParserModule()).parse(bytes);
  const semantics = createSemantics(tree);
  const module: ModuleOptions = flattenOptions(semantics);
  // The name tells what kind of host it is: an installer is judged as one.
  const path = `hosts/${host.name.replace(/[^\w-]/g, "-")}/default.nix`;
  const file: FileContext = {
    path,
    source: tree.source,
    tree,
    semantics,
    module,
    syntaxErrors: [],
    hasSyntaxError: false,
  };
  const everything = { minimumSeverity: "info", minimumConfidence: "low" } as const;
  const { drafts, failures, redacted } = createDispatch(
    optionRules,
    config.settingsFor("flake.nix"),
    everything,
  ).run(file);
  const hidden = createRedaction(redacted);
  const placed = drafts.flatMap((draft): PlacedDraft[] => {
    const range = ranges.find(
      ({ start, end }) => start <= draft.span.start && draft.span.start < end,
    );
    if (!range || range.setting.isOff) return [];
    const { setting } = range;
    const at = setting.placeOf(deepestPath(module, draft, setting.path));
    if (!at && !isFixed(draft.rule, setting.path)) return [];
    const message = withoutQuotes(draft.message, draft.span, tree.source, hidden);
    const place = at ?? host.place;
    if (!config.settingsFor(place.path).has(draft.rule.id)) return [];
    const { fix: _, ...rest } = draft;
    return [
      {
        ...rest,
        span: place.span,
        message: at
          ? message
          : `${message} Nothing in this tree sets it on \`${host.name}\`: it is ${setting.source}.`,
        related: [],
        path: place.path,
        hosts: [host.name],
        relatedPlaces: [],
      },
    ];
  });
  return { drafts: placed, failures };
}

/** The innermost definition that the finding stands in. */
function deepestPath(
  module: ModuleOptions,
  { span }: Draft,
  otherwise: readonly string[],
): readonly string[] {
  let best = otherwise;
  for (const { path, site } of module.definitions) {
    if (site.start <= span.start && span.end <= site.end && path.length > best.length) best = path;
  }
  return best;
}

/** Whether a rule names this option, letter for letter. */
function isFixed(rule: Rule, path: readonly string[]): boolean {
  const name = normalizePath(path).path.join(".");
  return isOptionRule(rule) && rule.paths.some((pattern) => pattern === name);
}
