import { Worker } from "node:worker_threads";
import type { AuditFailure } from "../diagnostic/index.ts";
import type { RuleTimes } from "./dispatch.ts";
import type { WorkAnswer, WorkerData, WorkOrder } from "./worker.ts";
import type { WorkFile, WorkResult, WorkSettings } from "./work.ts";

/** Enough to keep messages rare, few enough to share the last files out evenly. */
const BATCH_SIZE = 48;

/** A batch waits at each worker while it is busy with another. */
const BATCHES_AHEAD = 2;

export interface PoolOutcome {
  readonly results: readonly WorkResult[];
  readonly failures: readonly AuditFailure[];
}

/**
 * Processes files in `jobs` worker threads. A worker that dies takes only its own batches with it: they come back as
 * failures that name the files.
 */
export async function processInWorkers(
  files: readonly WorkFile[],
  settings: WorkSettings,
  options: {
    readonly jobs: number;
    readonly workerUrl: URL;
    readonly times: RuleTimes;
    readonly onProgress: (filesDone: number) => void;
  },
): Promise<PoolOutcome> {
  const results: WorkResult[] = [];
  const failures: AuditFailure[] = [];
  let next = 0;
  let done = 0;
  const takeBatch = (): readonly WorkFile[] | undefined => {
    if (next >= files.length) return undefined;
    const batch = files.slice(next, next + BATCH_SIZE);
    next += BATCH_SIZE;
    return batch;
  };

  function runWorker(): Promise<void> {
    return new Promise((resolve) => {
      const data: WorkerData = { nixaudit: settings };
      const worker = new Worker(options.workerUrl, { workerData: data });
      const waiting: (readonly WorkFile[])[] = [];
      let death: Error | undefined;
      const send = (order: WorkOrder): void => worker.postMessage(order);
      const feed = (): void => {
        if (death) return;
        while (waiting.length < BATCHES_AHEAD) {
          const batch = takeBatch();
          if (!batch) break;
          waiting.push(batch);
          send({ batch });
        }
        if (waiting.length === 0) send({ finish: true });
      };
      worker.on("message", (answer: WorkAnswer) => {
        if ("times" in answer) {
          for (const [id, time] of answer.times)
            options.times.set(id, (options.times.get(id) ?? 0) + time);
          return;
        }
        done += waiting.shift()?.length ?? 0;
        results.push(answer.result);
        options.onProgress(done);
        feed();
      });
      worker.on("error", (error) => (death = error));
      worker.on("messageerror", (error) => {
        death = error;
        void worker.terminate();
      });
      worker.on("exit", (code) => {
        // One that ends itself emits no error.
        const reason = death?.message ?? `it ended with code ${code}`;
        for (const { path } of waiting.flat()) {
          failures.push({
            path,
            message: `a worker thread died: ${reason}`,
            ...(death?.stack ? { stack: death.stack } : {}),
          });
        }
        resolve();
      });
      feed();
    });
  }

  await Promise.all(Array.from({ length: options.jobs }, runWorker));
  // Only when every worker died is something left to take.
  for (const { path } of files.slice(next))
    failures.push({ path, message: "no worker thread was left to audit it" });
  return { results, failures };
}
