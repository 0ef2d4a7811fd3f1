const longestShown = 60;

/** A name from a file or the command line in backticks, on one line and not too long. */
export function quoteName(name: string): string {
  const shown = name.length > longestShown ? `${name.slice(0, longestShown)}…` : name;
  return `\`${JSON.stringify(shown).slice(1, -1)}\``;
}
