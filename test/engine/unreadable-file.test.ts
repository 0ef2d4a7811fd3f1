import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { audit, discoverFiles, loadConfig, rules, workerUrl } from "../../src/index.ts";

// The rule's samples are no texts: a file that is not UTF-8, and a link that leads nowhere.

test("files that cannot be read are findings, each with its cause", async () => {
  const root = fileURLToPath(new URL("../../fixtures/rules/unreadable-file", import.meta.url));
  const outcome = await loadConfig({
    startFolder: root,
    disabled: true,
    auditRoot: root,
    rules,
    cli: { select: ["unreadable-file"] },
  });
  if (!outcome.ok) throw new Error("the config is bad");
  const discovery = discoverFiles({
    root,
    paths: [root],
    exclude: [],
    forceExclude: false,
    respectGitignore: false,
  });
  const { config } = outcome;
  const request = {
    discovery,
    config,
    rules,
    jobs: 1,
    workerUrl,
    lineHashes: false,
    timing: false,
  };
  const { result } = await audit(request);
  expect(result.findings.map(({ path, message }) => ({ path, message }))).toEqual([
    { path: "bad-dangling.nix", message: expect.stringContaining("link") as string },
    { path: "bad-latin1.nix", message: expect.stringContaining("UTF-8") as string },
  ]);
});
