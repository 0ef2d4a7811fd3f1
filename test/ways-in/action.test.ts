import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { createTree, removeTree, runProgram, type Run } from "../cli/command-line.ts";

interface Action {
  readonly inputs: Readonly<
    Record<string, { readonly default: string; readonly description: string }>
  >;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly id: string;
      readonly shell: string;
      readonly env: Readonly<Record<string, string>>;
      readonly run: string;
    }[];
  };
}

const checkout = fileURLToPath(new URL("../..", import.meta.url));
const action: Action = parse(readFileSync(join(checkout, "action.yml"), "utf8"), { strict: true });
const [step] = action.runs.steps;

let folder = "";
beforeAll(() => {
  folder = createTree({ "bad; touch pwned.nix": "rec { a = 1; }\n", "good/a.nix": "{ a = 1; }\n" });
});
afterAll(() => removeTree(folder));

/** Runs the action's step as a runner does: inputs put into the environment, everything else out of reach. */
async function run(
  given: Readonly<Record<string, string>> = {},
): Promise<Run & { output: string; summary: string }> {
  const files = {
    GITHUB_OUTPUT: `${folder}.home/output`,
    GITHUB_STEP_SUMMARY: `${folder}.home/summary`,
  };
  const environment = Object.fromEntries(
    Object.entries(step?.env ?? {}).map(([name, expression]) => {
      const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)?.[1];
      if (input === undefined) return [name, checkout];
      return [name, given[input] ?? action.inputs[input]?.default ?? ""];
    }),
  );
  const shell = [
    "--noprofile",
    "--norc",
    "-eo",
    "pipefail",
    "-c",
    `: >"$GITHUB_OUTPUT"; : >"$GITHUB_STEP_SUMMARY"\n${step?.run}`,
  ];
  const result = await runProgram("bash", shell, {
    folder,
    environment: { ...environment, ...files, RUNNER_TEMP: `${folder}.home` },
  });
  return {
    ...result,
    output: readFileSync(files.GITHUB_OUTPUT, "utf8"),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8"),
  };
}

describe("the action", { timeout: 60_000 }, () => {
  it("puts nothing from outside into the text of its script", () => {
    expect(action.runs.using).toBe("composite");
    expect(action.runs.steps).toHaveLength(1);
    expect(step?.run).not.toContain("${{");
    const used = Object.values(step?.env ?? {}).join(" ");
    for (const name of Object.keys(action.inputs)) expect(used).toContain(`\${{ inputs.${name} }}`);
  });

  it("annotates, sums up, writes SARIF, and fails on findings", async () => {
    const { code, stdout, output, summary } = await run();
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::warning file=bad; touch pwned\.nix,line=1/);
    expect(summary).toMatch(/^## nixaudit\n/);
    expect(output).toBe("exit-code=1\nsarif-file=nixaudit.sarif\n");
    expect(JSON.parse(readFileSync(join(folder, "nixaudit.sarif"), "utf8")).runs).toHaveLength(1);
  });

  it("takes paths, options and a threshold", async () => {
    expect(await run({ path: "good\n", sarif: "" })).toMatchObject({
      code: 0,
      output: "exit-code=0\nsarif-file=\n",
    });
    expect(await run({ "fail-on": "error" })).toMatchObject({ code: 0 });
    expect(await run({ args: "--ignore\nredundant-rec\n\n" })).toMatchObject({ code: 0 });
    const plain = await run({ annotations: "false", summary: "false" });
    expect(plain.stdout).not.toContain("::warning");
    expect(plain.summary).toBe("");
  });

  it("runs nothing that an input smuggles in, and says when it could not audit", async () => {
    for (const given of [
      { args: "--ignore=$(touch pwned)" },
      { path: "`touch pwned`" },
      { "fail-on": '"; touch pwned; "' },
    ]) {
      const { code, output } = await run({ sarif: "new.sarif", ...given });
      expect({ code, output }).toEqual({ code: 2, output: "exit-code=2\nsarif-file=\n" });
    }
    const line = await run({ sarif: "a\nexit-code=0" });
    expect(line.output.split("\n").filter((entry) => entry.startsWith("exit-code="))).toEqual([
      "exit-code=1",
    ]);
    expect((await runProgram("ls", [], { folder })).stdout).not.toMatch(/^pwned$/m);
  });
});
