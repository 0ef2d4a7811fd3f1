import type { Static, TObject } from "typebox";
import type { RuleMetadata, Severity } from "../diagnostic/index.ts";
import type { FileSetting, ModuleOptions, OptionDefinition } from "../options/index.ts";
import type { Folded } from "../semantics/index.ts";
import type { Messages, Rule, RuleContext } from "./define-rule.ts";

/** How bad a security finding is, by its score: critical 9.1–10, high 7.0–8.9, medium 4.0–6.9, low 1.0–3.9. */
export type Level = "critical" | "high" | "medium" | "low" | "info";

const severityOfLevel: Readonly<Record<Level, Severity>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "info",
  info: "info",
};

/** The severity that a level is reported with. */
export function severityOf(level: Level): Severity {
  return severityOfLevel[level];
}

/** One definition that a rule asked for. */
export interface Setting extends OptionDefinition {
  /** The value as far as the text decides it. */
  readonly folded: Folded;
  /** The option as people write it: `services.openssh.settings.PermitRootLogin`. */
  readonly option: string;
  /** What the file's path and the module around it say. */
  readonly settings: ReadonlySet<FileSetting>;
  /** The name and the value: where a finding about the setting stands, as long as both are on one line. */
  readonly span: { readonly start: number; readonly end: number };
}

/** What an option rule may look at beside the one setting. */
export interface OptionContext<M extends Messages, Options> extends RuleContext<M, Options> {
  /** All definitions and declarations of the file. */
  readonly module: ModuleOptions;
  /** Whether the file defines the option with a value that folds to the given one. */
  isSetTo(option: string, value: boolean | string | number): boolean;
  /** Definitions of one option in this file. */
  settingsOf(option: string): readonly Setting[];
}

type OptionsOf<Schema> = Schema extends TObject ? Static<Schema> : Readonly<Record<string, never>>;

/** A rule that judges definitions of certain options, as its author writes it. */
export interface OptionRuleDefinition<
  M extends Messages,
  Schema extends TObject | undefined,
> extends RuleMetadata {
  readonly messages: M;
  readonly options?: Schema;
  /**
   * The options: `services.nginx.virtualHosts.*.root`, with `*` for any one name and `[]` for an element of a list. Present
   * names only: definitions under old names come under the present ones. `**` at the end stands for everything below.
   */
  readonly paths: readonly string[];
  /**
   * In installers, images and virtual machines: reported as info (the default for posture), as ever, or not. In tests nothing
   * is reported unless `tests` says so.
   */
  readonly ephemeral?: "info" | "same" | "silent";
  readonly tests?: "info" | "same";
  /** Also look at nix-darwin files; most hardening means nothing there. */
  readonly darwin?: boolean;
  check(setting: Setting, context: OptionContext<M, OptionsOf<Schema>>): void;
}

/** Defines a rule that judges the definitions of options, in whichever spelling. */
export function defineOptionRule<
  const M extends Messages,
  Schema extends TObject | undefined = undefined,
>(definition: OptionRuleDefinition<M, Schema>): Rule {
  // Not a copy: the built rules get their docs when asked.
  return Object.assign(definition, { scope: "option", visit: {} }) as unknown as Rule;
}

/** An option rule as the engine runs it. */
export interface OptionRule extends Omit<Rule, "scope"> {
  readonly scope: "option";
  readonly paths: readonly string[];
  readonly ephemeral?: "info" | "same" | "silent";
  readonly tests?: "info" | "same";
  readonly darwin?: boolean;
  check(setting: Setting, context: OptionContext<Messages, never>): void;
}

/** Whether a rule judges options. */
export function isOptionRule(rule: Rule): rule is Rule & OptionRule {
  return (rule as { scope: string }).scope === "option";
}
