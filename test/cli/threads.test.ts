import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { DiscoveredFile } from "../../src/project/discovery/index.ts";
import { processInWorkers, type PoolOutcome } from "../../src/engine/pool.ts";
import type { WorkSettings } from "../../src/engine/work.ts";
import { createTree, removeTree, runTool } from "./command-line.ts";

let folder = "";
afterEach(() => removeTree(folder));

describe("threads", () => {
  it("change nothing in the output", async () => {
    const sample = readFileSync(new URL("../../flake.nix", import.meta.url), "utf8");
    const files: Record<string, string> = {};
    for (let index = 0; index < 400; index += 1)
      files[`${index % 7}/${index}.nix`] = index % 3 === 0 ? `rec { a = ${index}; }\n` : sample;
    folder = createTree(files);
    const outputs: string[] = [];
    for (const jobs of ["1", "2", "5"]) {
      const given = ["--no-cache", "--format", "json", "--jobs", jobs];
      const { code, stdout, stderr } = await runTool(given, { folder });
      outputs.push(stdout);
      expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    }
    expect(outputs[0]).toContain("redundant-rec");
    expect(outputs[1] === outputs[0]).toBe(true);
    expect(outputs[2] === outputs[0]).toBe(true);
  }, 60_000);
});

describe("a worker that dies", () => {
  const files = Array.from({ length: 300 }, (_, index): DiscoveredFile => {
    const path = `${String(index).padStart(3, "0")}.nix`;
    return { path, absolutePath: `/${path}` };
  });
  const settings = { timing: false, caching: false } as unknown as WorkSettings;

  /** Answers batches until one holds the file 100, and then does something else. */
  async function processWith(death: string): Promise<PoolOutcome> {
    folder = createTree({
      "worker.mjs": `
        import { parentPort } from "node:worker_threads";
        parentPort.on("message", ({ batch, finish }) => {
          if (finish) return parentPort.close();
          if (batch.some(({ path }) => path === "100.nix")) { ${death} }
          const outcomes = batch.map(({ path }) => ({ path }));
          parentPort.postMessage({ result: { files: batch.length, outcomes, fixed: [], entries: [] } });
        });`,
    });
    return processInWorkers(files, settings, {
      jobs: 2,
      workerUrl: pathToFileURL(join(folder, "worker.mjs")),
      times: new Map(),
      onProgress: () => undefined,
    });
  }

  it.each([
    ["throws", 'throw new Error("oops");', "a worker thread died: oops"],
    ["exits", "process.exit(3);", "a worker thread died: it ended with code 3"],
  ])("is told when it %s, and every file is accounted for", async (_, death, message) => {
    const { results, failures } = await processWith(death);
    expect(new Set(failures.map((failure) => failure.message))).toEqual(new Set([message]));
    expect(failures.map(({ path }) => path)).toContain("100.nix");
    const audited = results.flatMap(({ outcomes }) => outcomes.map(({ path }) => path));
    const named = failures.flatMap(({ path }) => path ?? []);
    expect([...audited, ...named].toSorted()).toEqual(files.map(({ path }) => path));
  });

  it("leaves nothing unsaid when none is left", async () => {
    const { results, failures } = await processWith("").then(() =>
      processInWorkers(files, settings, {
        jobs: 2,
        workerUrl: pathToFileURL(join(folder, "missing.mjs")),
        times: new Map(),
        onProgress: () => undefined,
      }),
    );
    expect(results).toEqual([]);
    const named = new Set(failures.map(({ path }) => path));
    expect(named).toEqual(new Set(files.map(({ path }) => path)));
  });
});
