/** Whether a mode in octal lets everyone write without a sticky bit, which would keep them from each other's files. */
export function isWorldWritable(mode: string): boolean {
  const bits = bitsOf(mode);
  return bits !== undefined && (bits & 0o002) !== 0 && (bits & 0o1000) === 0;
}

/** The mode with the bit that lets others write taken away, in as many digits. */
export function withoutOtherWrite(mode: string): string {
  return ((bitsOf(mode) ?? 0) & ~0o002).toString(8).padStart(mode.length, "0");
}

/** Whether a mode lets everyone read. */
export function isWorldReadable(mode: string): boolean {
  return ((bitsOf(mode) ?? 0) & 0o004) !== 0;
}

function bitsOf(mode: string): number | undefined {
  return /^[0-7]{3,5}$/.test(mode) ? Number.parseInt(mode, 8) : undefined;
}
