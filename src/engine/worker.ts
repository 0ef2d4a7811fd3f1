import { isMainThread, parentPort, workerData } from "node:worker_threads";
import type { Rule } from "../rule/index.ts";
import { createWorkBench, type WorkFile, type WorkResult, type WorkSettings } from "./work.ts";

/** What is sent to a worker. */
export type WorkOrder = { readonly batch: readonly WorkFile[] } | { readonly finish: true };

/** What a worker sends back. */
export type WorkAnswer =
  { readonly result: WorkResult } | { readonly times: readonly (readonly [string, number])[] };

/** Marks a thread as one of ours. */
export interface WorkerData {
  readonly nixaudit: WorkSettings;
}

/**
 * Serves as a worker if this thread was started as one, and says whether it was. The module that joins the rules to the
 * engine calls it first.
 */
export function serveAsWorker(rules: readonly Rule[]): boolean {
  const data = workerData as WorkerData | undefined;
  if (isMainThread || !parentPort || !data?.nixaudit) return false;
  const bench = createWorkBench(data.nixaudit, rules);
  const port = parentPort;
  port.on("message", (order: WorkOrder) => {
    if ("finish" in order) {
      port.postMessage({ times: [...bench.times] } satisfies WorkAnswer);
      port.close();
      return;
    }
    port.postMessage({ result: bench.process(order.batch) } satisfies WorkAnswer);
  });
  return true;
}
