import type { DiscoveredFile } from "../project/discovery/index.ts";
import type { Rule } from "../rule/index.ts";
import { type WorkResult, type WorkSettings } from "./work.ts";
/** What is sent to a worker. */
export type WorkOrder = {
    readonly batch: readonly DiscoveredFile[];
} | {
    readonly finish: true;
};
/** What a worker sends back. */
export type WorkAnswer = {
    readonly result: WorkResult;
} | {
    readonly times: readonly (readonly [string, number])[];
};
/** Marks a thread as one of ours. */
export interface WorkerData {
    readonly nixaudit: WorkSettings;
}
/**
 * Serves as a worker if this thread was started as one, and says whether it was. The module that joins the rules to the
 * engine calls it first.
 */
export declare function serveAsWorker(rules: readonly Rule[]): boolean;
