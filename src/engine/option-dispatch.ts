import { isAtLeast, type Severity } from "../diagnostic/index.ts";
import { settingsOfFile, type FileSetting, type OptionDefinition } from "../options/index.ts";
import type {
  FileContext,
  Messages,
  OptionContext,
  OptionRule,
  Report,
  RuleContext,
  Setting,
} from "../rule/index.ts";

/** One option rule with the context that it reports to. */
export interface OptionSubscription {
  readonly rule: OptionRule;
  readonly context: RuleContext<Messages, never>;
}

interface TrieNode {
  readonly children: Map<string, TrieNode>;
  readonly here: OptionSubscription[];
  /** Rules on everything below: `a.b.**`. */
  readonly below: OptionSubscription[];
}

/** Hands each definition of a file to the rules that look at its option. */
export interface OptionDispatch {
  run(file: FileContext, call: (subscription: OptionSubscription, check: () => void) => void): void;
}

/** Merges the paths of all option rules into one tree, so that a definition costs its own length. */
export function createOptionDispatch(subscriptions: readonly OptionSubscription[]): OptionDispatch {
  const root = createNode();
  for (const subscription of subscriptions) {
    for (const path of subscription.rule.paths) insert(root, path, subscription);
  }
  const heads = [...root.children.keys()].filter((head) => head !== "*");
  return {
    run(file, call) {
      // A file without the first name of any option, such as most packages, defines none of them.
      if (!heads.some((head) => file.tree.nameIdFor(head) !== 0)) return;
      const settings = settingsOfFile(file.path);
      const said = new Set<string>();
      for (const definition of file.module.definitions) {
        const found = new Set<OptionSubscription>();
        collect(root, definition, found);
        if (found.size === 0) continue;
        const setting = createSetting(definition, file, settings);
        for (const subscription of found) {
          const { rule, context } = subscription;
          if (isSilent(rule, setting.settings)) continue;
          const ceiling = ceilingFor(rule, setting.settings);
          call(subscription, () =>
            rule.check(setting, createOptionContext(rule, context, file, settings, ceiling, said)),
          );
        }
      }
    },
  };
}

function createNode(): TrieNode {
  return { children: new Map(), here: [], below: [] };
}

function insert(root: TrieNode, path: string, subscription: OptionSubscription): void {
  let node = root;
  for (const segment of segmentsOf(path)) {
    if (segment === "**") {
      node.below.push(subscription);
      return;
    }
    let child = node.children.get(segment);
    if (!child) node.children.set(segment, (child = createNode()));
    node = child;
  }
  node.here.push(subscription);
}

/** Segments of a path as rules write it; `listeners[]` is two. */
function segmentsOf(path: string): string[] {
  return path
    .split(".")
    .flatMap((segment) =>
      segment.endsWith("[]") && segment !== "[]" ? [segment.slice(0, -2), "[]"] : [segment],
    );
}

/** Where the beginning of a path is unknown, its end may still be distinctive: two fixed segments at least. */
function collect(
  root: TrieNode,
  { path, isAnchored }: OptionDefinition,
  found: Set<OptionSubscription>,
): void {
  const start =
    isAnchored && path[0] !== "[]" && path[0] !== "*"
      ? 0
      : Math.max(path.lastIndexOf("()"), path[0] === "[]" || path[0] === "*" ? 0 : -1) + 1;
  if (path.length - start < 2 && start > 0) return;
  walk(root, path, start, found);
}

function walk(
  node: TrieNode,
  path: readonly string[],
  at: number,
  found: Set<OptionSubscription>,
): void {
  if (at > 0) for (const subscription of node.below) found.add(subscription);
  const segment = path[at];
  if (segment === undefined) {
    for (const subscription of node.here) found.add(subscription);
    return;
  }
  const exact = node.children.get(segment);
  if (exact) walk(exact, path, at + 1, found);
  const any = segment === "*" || segment === "[]" ? undefined : node.children.get("*");
  if (any) walk(any, path, at + 1, found);
}

function createSetting(
  definition: OptionDefinition,
  file: FileContext,
  fileSettings: ReadonlySet<FileSetting>,
): Setting {
  const { name, value, site } = definition;
  const isInPlace = value.start >= name.end && value.end <= site.end;
  const isOneLine = isInPlace && file.source.lineAt(name.start) === file.source.lineAt(value.end);
  return {
    ...definition,
    get folded() {
      return file.semantics.fold(value);
    },
    option: optionName(definition.path),
    settings: withContexts(definition, fileSettings),
    span: isOneLine ? { start: name.start, end: value.end } : name,
  };
}

function withContexts(
  definition: OptionDefinition,
  settings: ReadonlySet<FileSetting>,
): ReadonlySet<FileSetting> {
  const { contexts } = definition;
  const isEphemeral =
    definition.isEphemeral === true ||
    contexts.some(({ kind }) => kind === "vm-variant" || kind === "container");
  const isTest = contexts.some(({ kind }) => kind === "node") && settings.has("test");
  if (!isEphemeral && !isTest) return settings;
  return new Set<FileSetting>([
    ...settings,
    ...(isEphemeral ? ["ephemeral" as const] : []),
    ...(isTest ? ["test" as const] : []),
  ]);
}

function isSilent(
  { ephemeral = "info", tests, darwin = false }: OptionRule,
  settings: ReadonlySet<FileSetting>,
): boolean {
  return (
    (settings.has("ephemeral") && ephemeral === "silent") ||
    (settings.has("test") && tests === undefined) ||
    (settings.has("darwin") && !darwin)
  );
}

/** The most that a finding in such a place is worth. */
function ceilingFor(
  { ephemeral = "info", tests }: OptionRule,
  settings: ReadonlySet<FileSetting>,
): Severity | undefined {
  if (settings.has("test") && tests === "info") return "info";
  if (settings.has("ephemeral") && ephemeral === "info") return "info";
  return settings.has("archived") ? "warning" : undefined;
}

function createOptionContext(
  rule: OptionRule,
  context: RuleContext<Messages, never>,
  file: FileContext,
  settings: ReadonlySet<FileSetting>,
  ceiling: Severity | undefined,
  said: Set<string>,
): OptionContext<Messages, never> {
  const report = (finding: Report<Messages>): void => {
    // A local name that is used twice leads to its definitions twice.
    const { at, message, data } = finding;
    const key = JSON.stringify([rule.id, at.start, at.end, message, data]);
    if (said.has(key)) return;
    said.add(key);
    const severity = finding.severity ?? rule.severity;
    context.report({
      ...finding,
      severity: ceiling && isAtLeast(severity, ceiling) ? ceiling : severity,
    });
  };
  const settingsOf = (option: string): Setting[] =>
    file.module.definitions
      .filter(({ path }) => optionName(path) === optionName(option.split(".")))
      .map((definition) => createSetting(definition, file, settings));
  return Object.create(context, {
    report: { value: report },
    settingsOf: { value: settingsOf },
    isSetTo: {
      value: (option: string, value: boolean | string | number) =>
        settingsOf(option).some(
          ({ folded }) =>
            folded.known && "value" in folded.value && equals(folded.value.value, value),
        ),
    },
  }) as OptionContext<Messages, never>;
}

function equals(folded: unknown, value: boolean | string | number): boolean {
  return typeof folded === "bigint" ? Number(folded) === value : folded === value;
}

/** The option as people write it. Below an unknown function (`()`) only what stands below counts. */
function optionName(path: readonly string[]): string {
  return path
    .slice(path.lastIndexOf("()") + 1)
    .join(".")
    .replaceAll(".[]", "[]");
}
