import { UsageError } from "./failure.ts";

/** A day as `--date` takes it: `2026-11-20`, one that the calendar has. */
export function parseDate(value: string): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  const isDay =
    date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
  if (!isDay) throw new UsageError(`--date: \`${value}\` is no day; write it as 2026-01-31`);
  return value;
}
