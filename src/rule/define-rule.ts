import type { Static, TObject } from "typebox";
import type { Confidence, Fix, FixSafety, RuleMetadata, Severity } from "../diagnostic/index.ts";
import type { ModuleOptions } from "../options/index.ts";
import type { Semantics } from "../semantics/index.ts";
import type { NodeByKind, NodeKind, SyntaxError, SyntaxTree } from "../syntax/index.ts";
import type { SourceText, Span } from "../text/index.ts";
import type { TextContext } from "./define-text-rule.ts";

/** Messages by name. `{name}` in one is filled from the data of a report. */
export type Messages = Readonly<Record<string, string>>;

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

export type DataFor<Text extends string> = [Placeholders<Text>] extends [never]
  ? { readonly data?: undefined }
  : { readonly data: Readonly<Record<Placeholders<Text>, string | number>> };

/** A fix as a rule offers it; the safety is that of the rule unless said here. */
export interface OfferedFix extends Omit<Fix, "safety"> {
  readonly safety?: FixSafety;
}

interface ReportBase {
  /** The node or range that the finding stands on: the shortest that shows what is wrong. */
  readonly at: Span;
  readonly fix?: OfferedFix | undefined;
  readonly related?: readonly { readonly at: Span; readonly message: string }[];
  /** Where this finding is worse or milder than the rule's own. */
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  /** What may not be shown: wherever the tool quotes the file, bullets stand in its place, whichever rule asked. */
  readonly redact?: readonly Span[] | undefined;
}

/** One finding, as a rule reports it. */
export type Report<M extends Messages> = {
  [Name in keyof M & string]: ReportBase & { readonly message: Name } & DataFor<M[Name]>;
}[keyof M & string];

/** What a rule of one file may look at. */
export interface FileContext {
  /** The places that Nix cannot read; empty for a sound file. */
  readonly syntaxErrors: readonly SyntaxError[];
  /** Relative to the audited root, with forward slashes. */
  readonly path: string;
  readonly source: SourceText;
  readonly tree: SyntaxTree;
  readonly semantics: Semantics;
  /** Whether the file has a syntax error. Fixes are dropped then; rules that draw conclusions from what is absent stay silent. */
  readonly hasSyntaxError: boolean;
  /** The option definitions and declarations of the file, flattened when first asked for. */
  readonly module: ModuleOptions;
}

export interface RuleContext<M extends Messages, Options> extends FileContext {
  readonly options: Options;
  report(finding: Report<M>): void;
}

type Visitors<M extends Messages, Options> = {
  readonly [K in NodeKind]?: (node: NodeByKind[K], context: RuleContext<M, Options>) => void;
};

type OptionsOf<Schema> = Schema extends TObject ? Static<Schema> : Readonly<Record<string, never>>;

/** A rule as its author writes it. */
export interface RuleDefinition<
  M extends Messages,
  Schema extends TObject | undefined,
> extends RuleMetadata {
  readonly messages: M;
  /** One property an option, kebab-case, each with a default and a description. */
  readonly options?: Schema;
  /**
   * Texts of which a file must hold one for the rule to have anything to say: others are passed over without a look at their
   * nodes. For rules about few names, whose own search costs more than this one. Letter for letter.
   */
  readonly mentions?: readonly string[];
  /**
   * Called for each node of a kind that lies outside of broken text, in source order. Nodes that hold an error are left
   * out, but for `source_code`.
   */
  readonly visit: Visitors<M, OptionsOf<Schema>>;
  /** Called for each text file that is no Nix, where the rule has something to say of those too. */
  readonly checkText?: (context: TextContext<M, OptionsOf<Schema>>) => void;
}

/** A rule as the engine runs it: its author's types are checked, and forgotten. */
export interface Rule extends RuleMetadata {
  readonly scope: "file" | "option" | "project" | "text" | "evaluation";
  readonly messages: Messages;
  readonly options?: TObject;
  readonly mentions?: readonly string[];
  readonly visit: Readonly<
    Record<string, (node: never, context: RuleContext<Messages, never>) => void>
  >;
  readonly checkText?: (context: TextContext<Messages, never>) => void;
}

/** Defines a rule that looks at one file at a time. */
export function defineRule<
  const M extends Messages,
  Schema extends TObject | undefined = undefined,
>(definition: RuleDefinition<M, Schema>): Rule {
  // Not a copy: the built rules get their docs when asked.
  return Object.assign(definition, { scope: "file" }) as unknown as Rule;
}
