import type { Level } from "../define-option-rule.ts";
import { isNo, isYes } from "./setting-value.ts";

/** A setting of sshd that should not be below a value. */
export interface SshdSetting {
  readonly key: string;
  readonly level: Level;
  /** What the value does, a clause that follows "`X` ". */
  readonly effect: string;
  isWeak(text: string): boolean;
}

const above =
  (limit: number) =>
  (text: string): boolean =>
    /^\d{1,9}$/.test(text) && Number(text) > limit;

/** Seconds, also of `2m`. Zero is no limit at all. */
const longerThan =
  (limit: number) =>
  (text: string): boolean => {
    const match = /^(\d{1,9})([smh]?)$/i.exec(text);
    if (!match) return false;
    const unit = { s: 1, m: 60, h: 3600 }[(match[2] ?? "").toLowerCase()] ?? 1;
    const seconds = Number(match[1]) * unit;
    return seconds > limit || seconds === 0;
  };

/** Source: `sshd_config(5)` of OpenSSH 10.0, Lynis SSH-7408, the DISA guide for NixOS. As of 2025-11-30. */
export const sshdSettings: readonly SshdSetting[] = [
  {
    key: "MaxAuthTries",
    level: "info",
    effect: "allows many guesses a connection",
    isWeak: above(6),
  },
  {
    key: "LoginGraceTime",
    level: "info",
    effect: "keeps connections open that never log in",
    isWeak: longerThan(120),
  },
  {
    key: "LogLevel",
    level: "info",
    effect: "keeps failed logins out of the log",
    isWeak: (text) => /^(?:QUIET|FATAL|ERROR)$/i.test(text),
  },
  {
    key: "StrictModes",
    level: "medium",
    effect: "takes keys from files that others can write",
    isWeak: isNo,
  },
  {
    key: "PermitUserEnvironment",
    level: "medium",
    effect: "lets users change what their login shell loads",
    isWeak: isYes,
  },
  { key: "PermitTunnel", level: "info", effect: "lets users make network devices", isWeak: isYes },
  { key: "UsePAM", level: "info", effect: "goes round the limits and locks of PAM", isWeak: isNo },
  {
    key: "Protocol",
    level: "info",
    effect: "asks for the broken first version",
    isWeak: (text) => /(?:^|,)1(?:,|$)/.test(text),
  },
];
