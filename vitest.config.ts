import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/setup.ts"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Tests touch no global state of the process: a worker thread is cheaper than a process for each file.
    pool: "threads",
    maxWorkers: 2,
  },
});
