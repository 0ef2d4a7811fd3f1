import type { Setting } from "../define-option-rule.ts";
import type { Semantics } from "../../semantics/index.ts";
import type { Expression } from "../../syntax/index.ts";
/** A port in a list of the firewall. */
export interface OpenedPort {
    readonly port: number;
    readonly node: Expression;
}
/**
 * The ports that a list opens, as far as the text tells. `config.services.x.port` is what the file sets it to, else the
 * default that is known.
 */
export declare function openedPorts(setting: Setting, semantics: Semantics, settingsOf: (option: string) => readonly Setting[]): readonly OpenedPort[];
/** Interfaces of overlay networks and tunnels, loopback and the bridges of virtual machines: who is there was let in. */
export declare function isInnerInterface(name: string): boolean;
/** Whether the definition holds only where somebody sets an `openFirewall`: a module that others use. */
export declare function isOptedInto({ conditions }: Setting): boolean;
