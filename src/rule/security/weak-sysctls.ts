import type { Level } from "../define-option-rule.ts";

/** A value of a kernel setting that takes a protection away. */
interface WeakSysctl {
  readonly key: RegExp;
  readonly level: Level;
  isWeak(value: number): boolean;
}

const isZero = (value: number): boolean => value === 0;
const isOne = (value: number): boolean => value === 1;

/**
 * Settings for which the kernel, systemd or nixpkgs choose something safer; for `ptrace_scope` only the kernel does. Source: the kernel's `Documentation/admin-guide/sysctl`,
 * nixpkgs `nixos/modules/config/sysctl.nix`. As of 2025-11-30.
 */
const weakSysctls: readonly WeakSysctl[] = [
  { key: /^kernel\.randomize_va_space$/, level: "high", isWeak: (value) => value < 2 },
  { key: /^fs\.protected_(?:hardlinks|symlinks)$/, level: "high", isWeak: isZero },
  { key: /^kernel\.unprivileged_bpf_disabled$/, level: "medium", isWeak: isZero },
  {
    key: /^kernel\.(?:yama\.ptrace_scope|kptr_restrict|dmesg_restrict)$/,
    level: "low",
    isWeak: isZero,
  },
  { key: /^kernel\.perf_event_paranoid$/, level: "low", isWeak: (value) => value <= 1 },
  { key: /^net\.ipv4\.tcp_syncookies$/, level: "low", isWeak: isZero },
  { key: /^vm\.mmap_min_addr$/, level: "low", isWeak: (value) => value < 65_536 },
  { key: /^kernel\.sysrq$/, level: "low", isWeak: isOne },
  {
    key: /^net\.ipv[46]\.conf\.[^.]+\.accept_source_route$/,
    level: "low",
    isWeak: isOne,
  },
];

/** How bad a value is, if it takes a protection away. */
export function weakSysctlLevel(key: string, value: number): Level | undefined {
  return weakSysctls.find((known) => known.key.test(key) && known.isWeak(value))?.level;
}
