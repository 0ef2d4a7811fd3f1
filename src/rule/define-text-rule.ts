import type { Static, TObject } from "typebox";
import type { RuleMetadata } from "../diagnostic/index.ts";
import type { SourceText } from "../text/index.ts";
import type { Messages, Report, Rule } from "./define-rule.ts";

/** A file that is no Nix: its bytes, and nothing that anyone understood of them. */
export interface TextFile {
  /** Relative to the audited root, with forward slashes. */
  readonly path: string;
  readonly source: SourceText;
  /** The content with one character a byte, so that offsets are byte offsets: for shapes of ASCII. Decoded when first asked for. */
  readonly byteText: string;
  /** The `.sops.yaml` whose rules say that the file is encrypted; undefined where none does. */
  readonly sopsConfig?: string;
}

/** What a rule may look at in a file that is no Nix. */
export interface TextContext<M extends Messages, Options> extends TextFile {
  readonly options: Options;
  report(finding: Report<M>): void;
}

type OptionsOf<Schema> = Schema extends TObject ? Static<Schema> : Readonly<Record<string, never>>;

/** A rule over files that are no Nix, as its author writes it. */
export interface TextRuleDefinition<
  M extends Messages,
  Schema extends TObject | undefined,
> extends RuleMetadata {
  readonly messages: M;
  readonly options?: Schema;
  /** Called for each text file that is not encrypted as a whole. */
  checkText(context: TextContext<M, OptionsOf<Schema>>): void;
}

/** Defines a rule that looks at one file at a time that is no Nix: keys, data, scripts, notes. */
export function defineTextRule<
  const M extends Messages,
  Schema extends TObject | undefined = undefined,
>(definition: TextRuleDefinition<M, Schema>): Rule {
  return { ...definition, scope: "text", visit: {} } as unknown as Rule;
}
