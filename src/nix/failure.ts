import type { NixOutcome } from "./run.ts";
import type { NixMessage } from "./messages.ts";

/** Why a call gave no answer, apart from what is wrong with the configuration. */
export type CallFailure =
  | { readonly kind: "error"; readonly errors: readonly NixMessage[] }
  | { readonly kind: "timeout" }
  | { readonly kind: "out-of-memory" }
  /** The machine's side: a clause for a person. */
  | { readonly kind: "unavailable"; readonly reason: string }
  /** Nix itself went wrong: a clause for a person. */
  | { readonly kind: "broken"; readonly reason: string }
  | { readonly kind: "cancelled" };

/** How a call failed; undefined for one that did not. */
export function failureOf({ exit, log }: NixOutcome): CallFailure | undefined {
  switch (exit.kind) {
    case "timeout":
      return { kind: "timeout" };
    case "cancelled":
      return { kind: "cancelled" };
    case "unstartable":
      return { kind: "broken", reason: exit.detail };
    case "killed":
      // Only the kernel kills with it, for want of memory.
      return exit.signal === "SIGKILL"
        ? { kind: "out-of-memory" }
        : { kind: "broken", reason: `Nix was ended by ${exit.signal}` };
    case "exited":
      return exit.code === 0 ? undefined : fromErrors(log.messages, log.otherLines, exit.code);
  }
}

function fromErrors(
  messages: readonly NixMessage[],
  otherLines: readonly string[],
  code: number,
): CallFailure {
  const errors = messages.filter(({ level }) => level === "error");
  const text = errors.map((error) => error.text).join("\n");
  if (/\bout of memory\b/i.test(text) || otherLines.some((line) => /out of memory/i.test(line)))
    return { kind: "out-of-memory" };
  const reason = unavailable(text);
  if (reason !== undefined) return { kind: "unavailable", reason };
  if (errors.length > 0) return { kind: "error", errors };
  return { kind: "broken", reason: otherLines.at(-1) ?? `Nix ended with code ${code} and no word` };
}

/** Sources: messages of Nix 2.8 to 2.34, as measured. */
function unavailable(text: string): string | undefined {
  if (
    /unable to download|Could(?:n't| not) resolve host|cannot (?:fetch|download)|Failed to connect|Network is unreachable|unable to fetch|Temporary failure in name resolution|fetching .* is not allowed in offline/i.test(
      text,
    )
  )
    return "inputs are not in the store and there is no network: run `nix flake archive` first, or allow it with --allow-network";
  if (
    /daemon-socket\/socket.*Permission denied|opening lock file .*Permission denied|cannot open connection to remote store/i.test(
      text,
    )
  )
    return "the Nix store may not be used by this user: add the user to the group that may, or give --store FOLDER";
  if (/executing 'git'/.test(text)) return "git is not on PATH, and the flake is in a repository";
  if (/not owned by current user|dubious ownership/.test(text))
    return "git refuses the repository because it belongs to another user: see `safe.directory` in git-config";
  if (/experimental (?:Nix )?feature '(?:nix-command|flakes)' is disabled/.test(text))
    return "this Nix does not allow flakes";
  if (/access to (?:URI|absolute path|path) '.*' is forbidden in restricted mode/.test(text))
    return "it reads a file or an address that is outside of the tree, which is not allowed here";
  if (/file 'nixpkgs[^']*' was not found in the Nix search path/.test(text))
    return "there is no `<nixpkgs>`: give one with -I nixpkgs=FOLDER, or in NIX_PATH";
  return undefined;
}
