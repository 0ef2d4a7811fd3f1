import type { Confidence, Fix, Severity } from "../diagnostic/index.ts";
import type { Rule } from "../rule/index.ts";
import type { Span } from "../text/index.ts";
import type { Suppression } from "./suppressions.ts";

/** A finding as its rule reported it: bytes only, neither located nor filtered. */
export interface Draft {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly span: Span;
  readonly fix?: Fix;
  readonly related: readonly RelatedDraft[];
  /** Names of the hosts that it is about; those of its file when left out. */
  readonly hosts?: readonly string[];
  /** It says that this comment silences nothing, which is not known before project rules ran. */
  readonly pendingOn?: Suppression;
}

/** Another place that explains a finding; in its own file unless a path says otherwise. */
export interface RelatedDraft {
  readonly at: Span;
  readonly message: string;
  readonly path?: string;
}

/** Fills the placeholders of a message. Braces in the data stay as they are. */
export function fillMessage(
  template: string,
  data: Readonly<Record<string, string | number>> | undefined,
): string {
  if (!data) return template;
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    String(data[name] ?? placeholder),
  );
}
