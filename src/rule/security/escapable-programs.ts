import { PLACEHOLDER } from "./string-pieces.ts";

/**
 * Programs that start others, or read and write files that their caller names: run as root with free arguments, each is root.
 * Source: GTFOBins, and the manual pages. As of 2025-11-30.
 */
const free: ReadonlySet<string> = new Set(
  `ash awk bash busybox cat chmod chown chroot cp crontab curl dash dd docker doas ed emacs env ex fish find gdb git install
  less ln lua make man more mount mv nano nerdctl nice nix nix-build nix-env nix-shell nixos-container nixos-enter
  nixos-rebuild node nohup nsenter nvim perl pkexec podman python rsync ruby scp screen sed sh socat ssh strace su sudo
  systemd-run tar tee timeout tmux unshare usermod useradd vi view vim visudo watch wget xargs zip zsh`.split(
    /\s+/,
  ),
);

/** Programs that start others on their own, whatever the arguments: with a key, or from a file of the user. */
const always: ReadonlySet<string> = new Set(
  "ed emacs ex less man more nano nvim vi view vim visudo".split(" "),
);

/** Why a command of sudo can be turned into root. */
export type Escape =
  /** The program does anything when it is told to, and nothing limits what it is told. */
  | "free"
  /** The program itself stands where others may put something else. */
  | "replaceable"
  /** It builds and starts a configuration. */
  | "rebuild";

/** How a command that is run as root can be used for something else; `undefined` if it does one thing. */
export function escapeOf(command: string): Escape | undefined {
  const [path = "", ...words] = command.split(/\s+/);
  if (/^\/(?:home|tmp|var\/tmp|opt)\//.test(path) || /[*?]/.test(path)) return "replaceable";
  const name = (path.split("/").at(-1) ?? "").replace(/^(python|lua|perl|ruby)[\d.]+$/, "$1");
  // A path that is all placeholder has no name, and one without a folder is none of sudo's.
  if (name === "" || name.includes(PLACEHOLDER)) return undefined;
  const isFree = words.length === 0 || words.some((word) => /[*?]/.test(word));
  if (name === "nixos-rebuild") return isFree ? "free" : "rebuild";
  if (name === "systemctl") return isFree ? "free" : undefined;
  return always.has(name) || (isFree && free.has(name)) ? "free" : undefined;
}
