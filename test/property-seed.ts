/**
 * The seed of properties that sample by hand. In CI it is always the same one, so that a run says something of the change and
 * not of the day's luck; elsewhere every run looks somewhere else. `PROPERTY_SEED` repeats one.
 */
export function propertySeed(): number {
  const given = process.env["PROPERTY_SEED"];
  if (given !== undefined) return Number(given);
  return process.env["CI"] === undefined ? Math.floor(Math.random() * 2 ** 31) : 20_260_701;
}
