const units: ReadonlyMap<string, number> = new Map([
  ["B", 1],
  ["kB", 1e3],
  ["KB", 1e3],
  ["MB", 1e6],
  ["GB", 1e9],
  ["KiB", 2 ** 10],
  ["MiB", 2 ** 20],
  ["GiB", 2 ** 30],
]);

/** What a size written as text looks like, as a regular expression for the schema. */
export const fileSizePattern = `^[0-9]+(\\.[0-9]+)? ?(${[...units.keys()].join("|")})$`;

/** Used when nothing is configured. */
export const defaultMaxFileSize = 4e6;

/** Above it a file does not fit into the parser. */
export const largestMaxFileSize = 1e9;

/** The bytes of a size such as "4 MB"; undefined for a text that is no size. */
export function parseFileSize(text: string): number | undefined {
  const [, amount, unit] = /^([0-9]+(?:\.[0-9]+)?) ?([A-Za-z]+)$/.exec(text) ?? [];
  const factor = units.get(unit ?? "");
  if (amount === undefined || factor === undefined) return undefined;
  return Math.floor(Number(amount) * factor);
}
