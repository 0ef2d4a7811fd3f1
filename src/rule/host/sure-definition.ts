import type { HostConfiguration, HostDefinition } from "../../project/index.ts";

/** The definition of an option that surely wins: none of the highest rank depends on a condition that is not known. */
export function sureDefinition(
  configuration: HostConfiguration | undefined,
  option: string,
): HostDefinition | undefined {
  const found = configuration?.definitionsOf(option).definitions ?? [];
  const best = Math.min(...found.map(({ priority }) => priority));
  const winners = found.filter(({ priority }) => priority === best);
  return winners.every(({ isConditional }) => !isConditional) ? winners[0] : undefined;
}
