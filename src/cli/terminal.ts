/** What the streams of this process can show. */
export interface Terminal {
  readonly color: boolean;
  readonly hyperlinks: boolean;
}

export type ColorChoice = "auto" | "always" | "never";

/**
 * Whether to colour what goes to `stream`. `NO_COLOR` and `FORCE_COLOR` count (no-color.org, force-color.org) where the
 * user did not choose.
 */
export function detectTerminal(
  choice: ColorChoice,
  stream: { readonly isTTY?: boolean },
  environment: NodeJS.ProcessEnv,
): Terminal {
  const color = choice === "auto" ? wantsColor(stream, environment) : choice === "always";
  return { color, hyperlinks: color && stream.isTTY === true && knowsHyperlinks(environment) };
}

function wantsColor(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): boolean {
  if (environment["NO_COLOR"]) return false;
  const forced = environment["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return stream.isTTY === true && environment["TERM"] !== "dumb";
}

/** Terminals that are known to understand OSC 8; others may print its bytes. */
function knowsHyperlinks(environment: NodeJS.ProcessEnv): boolean {
  if (environment["CI"]) return false;
  const programs = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper"];
  return (
    programs.includes(environment["TERM_PROGRAM"] ?? "") ||
    Number(environment["VTE_VERSION"] ?? 0) >= 5000 ||
    environment["TERM"] === "xterm-kitty" ||
    environment["TERM"] === "foot" ||
    environment["WT_SESSION"] !== undefined
  );
}
