import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse as parseToml } from "smol-toml";
import { parse as parseYaml } from "yaml";
import { createTree, removeTree, runProgram, runTool } from "./cli/command-line.ts";

interface Sample {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

const root = new URL("..", import.meta.url);
const pages = [
  "README.md",
  ...readdirSync(new URL("docs", root))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];
const samples: readonly Sample[] = pages.flatMap((page) => {
  const text = readFileSync(new URL(page, root), "utf8");
  return Array.from(text.matchAll(/^```(\w+)\n([^]*?)^```$/gm), (match) => ({
    page,
    line: text.slice(0, match.index).split("\n").length,
    language: match[1] ?? "",
    text: match[2] ?? "",
  }));
});
const of = (language: string): readonly Sample[] =>
  samples.filter((sample) => sample.language === language);

let folder = "";
beforeAll(() => {
  folder = createTree({ "a.nix": "{ }\n" });
});
afterAll(() => removeTree(folder));

describe("what the docs show", { timeout: 60_000 }, () => {
  it.each(of("yaml"))("YAML in $page:$line parses", ({ text }) => {
    expect(() => parseYaml(text, { strict: true, uniqueKeys: true }) as unknown).not.toThrow();
  });

  it.each(of("json"))("JSON in $page:$line parses", ({ text }) => {
    expect(() => JSON.parse(text) as unknown).not.toThrow();
  });

  it.each(of("toml"))("TOML in $page:$line is a config that the tool takes", async ({ text }) => {
    expect(() => parseToml(text)).not.toThrow();
    const tree = createTree({ "nixaudit.toml": text, "a.nix": "{ }\n" });
    // A baseline is made by the tool, and must be there.
    const baseline = /^baseline = "([^"]+)"/m.exec(text)?.[1];
    if (baseline !== undefined)
      await runTool(["--no-config", "--baseline", baseline, "--update-baseline", "--quiet"], {
        folder: tree,
      });
    try {
      expect(await runTool([], { folder: tree })).toMatchObject({ code: 0, stderr: "" });
    } finally {
      removeTree(tree);
    }
  });

  it.each(of("nix"))("Nix in $page:$line parses, and its names are there", async ({ text }) => {
    const given = ["--select", "syntax,undefined-variable", "-"];
    const { code, stdout } = await runTool(given, { folder, input: text });
    expect(code, stdout).toBe(0);
  });

  it.each(of("sh"))("shell in $page:$line parses, and its options are there", async ({ text }) => {
    expect(await runProgram("bash", ["-n"], { folder, input: text })).toMatchObject({
      code: 0,
      stderr: "",
    });
    for (const [, words = ""] of text.matchAll(/(?:^|[|(] ?)nixaudit((?: [^\n|#>)]*)?)/gm)) {
      const command = /^ ([a-z]+)(?= |$)/.exec(words)?.[1];
      const { code, stdout } = await runTool(
        [...(command === undefined ? [] : [command]), "--help"],
        { folder },
      );
      expect(code).toBe(0);
      for (const [flag] of words.matchAll(/(?<= )--?[a-z][\w-]*/g)) expect(stdout).toContain(flag);
    }
  });

  it("the pattern of the VS Code task takes what the tool prints", async () => {
    const task = of("json").find(({ text }) => text.includes("problemMatcher"));
    const [pattern = ""] = /(?<="regexp": )".*"/.exec(task?.text ?? "") ?? [];
    const regexp: string = JSON.parse(pattern);
    const { stdout } = await runTool(["--format", "concise", "-"], {
      folder,
      input: "rec { a = [ ]; }\n",
    });
    const [, ...parts] = new RegExp(regexp).exec(stdout.trimEnd()) ?? [];
    expect(parts).toEqual(["stdin.nix", "1", "1", "warning", expect.any(String), "redundant-rec"]);
  });

  it("links lead somewhere", () => {
    for (const page of pages) {
      const text = readFileSync(new URL(page, root), "utf8");
      for (const [, target = ""] of text.matchAll(/\]\((?!https?:)([^)#]+)/g))
        expect(
          () => readFileSync(new URL(target, new URL(page, root))),
          `${page}: ${target}`,
        ).not.toThrow();
    }
  });
});
