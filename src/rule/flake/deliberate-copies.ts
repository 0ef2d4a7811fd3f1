import {
  inputDefinitions,
  repositoryOfNode,
  type LockNode,
  type OpenFile,
} from "../../project/index.ts";

/**
 * Flakes whose packages come from a binary cache of their own, which has them for the nixpkgs of their lock file alone; most
 * say in their README not to override it. A star stands for all of an owner. As of 2026-08-01.
 */
const cached: ReadonlySet<string> = new Set([
  "github:hyprwm/*",
  "github:determinatesystems/*",
  "github:anyrun-org/anyrun",
  "github:cachix/devenv",
  "github:chaotic-cx/nyx",
  "github:ezkea/aagl-gtk-on-nix",
  "github:fufexan/nix-gaming",
  "github:ghostty-org/ghostty",
  "github:helix-editor/helix",
  "github:lilyinstarlight/nixos-cosmic",
  "github:nixos/nix",
  "github:nix-community/emacs-overlay",
  "github:nix-community/neovim-nightly-overlay",
  "github:nix-community/nixpkgs-wayland",
  "github:numtide/llm-agents.nix",
  "github:nvmd/nixos-raspberrypi",
  "github:sodiboo/niri-flake",
  "github:sxyazi/yazi",
  "github:wezterm/wezterm",
  "github:xddxdd/nix-cachyos-kernel",
  "github:zed-industries/zed",
]);

/** Whether a flake is known to have a binary cache of its own. */
export function usesOwnCache(node: LockNode): boolean {
  const repository = repositoryOfNode(node)?.replace(/\?dir=.*$/, "") ?? "";
  return cached.has(repository) || cached.has(repository.replace(/\/[^/]*$/, "/*"));
}

/** Whether a comment in or round the definitions of an input says why it follows nothing. */
export function speaksOfFollows({ tree }: OpenFile, input: string): boolean {
  const own = inputDefinitions(tree).definitions.filter(({ path }) => path[0] === input);
  return own.some(({ keys: [key] }) => {
    const holder = key?.parent?.parent;
    if (!holder) return false;
    const siblings = holder.parent?.children ?? [];
    const index = siblings.indexOf(holder);
    const start = siblings[index - 1]?.end ?? holder.start;
    const end = siblings[index + 1]?.start ?? holder.parent?.parent?.end ?? holder.end;
    return tree.comments.some(
      (comment) =>
        comment.start >= start &&
        comment.end <= end &&
        /follow|\bcach|\bpin(?:ned)?\b|overrid/i.test(comment.text),
    );
  });
}
