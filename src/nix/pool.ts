import { availableParallelism, freemem, totalmem } from "node:os";

/** Source: NIX.md, measured: a NixOS host of today takes 1 to 3 GB to evaluate. */
const BYTES_A_HOST = 1_500_000_000;

/** How many evaluations this machine can take at once. */
export function defaultJobs(): number {
  const byMemory = Math.floor(freemem() / BYTES_A_HOST);
  return Math.max(1, Math.min(availableParallelism(), byMemory, 16));
}

/** Bytes for each of so many evaluations, so that together they leave the machine some room. */
export function defaultHeapLimit(jobs: number): number {
  return Math.max(1_000_000_000, Math.floor((totalmem() * 0.8) / jobs));
}

/** Runs the work on all items, so many at once, in their order. The answers are in the order of the items. */
export async function inParallel<Item, Answer>(
  items: readonly Item[],
  jobs: number,
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      const item = items[index];
      if (item !== undefined) answers[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, items.length) }, worker));
  return answers;
}
