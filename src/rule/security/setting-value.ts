import type { Folded } from "../../semantics/index.ts";

/** A string, boolean or integer as configuration files spell it; `undefined` for what is unknown or something else. */
export function plainText(folded: Folded): string | undefined {
  if (!folded.known) return undefined;
  const { value } = folded;
  if (value.type === "string") return value.value;
  return value.type === "boolean" || value.type === "integer" ? String(value.value) : undefined;
}

/** Whether a value of a configuration file means yes. */
export function isYes(text: string | undefined): boolean {
  return text !== undefined && /^(?:yes|true|1|on)$/i.test(text.trim());
}

/** Whether a value of a configuration file means no. */
export function isNo(text: string | undefined): boolean {
  return text !== undefined && /^(?:no|false|0|off)$/i.test(text.trim());
}
