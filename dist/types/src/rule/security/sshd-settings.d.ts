import type { Level } from "../define-option-rule.ts";
/** A setting of sshd that should not be below a value. */
export interface SshdSetting {
    readonly key: string;
    readonly level: Level;
    /** What the value does, a clause that follows "`X` ". */
    readonly effect: string;
    isWeak(text: string): boolean;
}
/** Source: `sshd_config(5)` of OpenSSH 10.0, Lynis SSH-7408, the DISA guide for NixOS. As of 2025-11-30. */
export declare const sshdSettings: readonly SshdSetting[];
