import { defineProjectRule, Type, type Place, type Project } from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "missing-readme",
  summary: "a project that says nothing about itself",
  category: "quality",
  severity: "info",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "none",
  messages: {
    missing: "The project has no readme.",
    short: "The readme has {words} words.",
  },
  options: Type.Object({
    words: Type.Integer({ default: 40, minimum: 0, description: "Words that it has at least." }),
  }),
  docs: {
    why: "How to build a host, what the folders mean and where the secrets come from is in somebody's head only. After a year, or on the day the machine is lost, that is nobody's.",
    examples: [
      {
        path: "flake.nix",
        options: { words: 3 },
        bad: "{ outputs = { ... }: { }; }\n",
        good: "{ outputs = { ... }: { }; }\n",
        goodFiles: { "README.md": "# Hosts\n\nBuild one with just.\n" },
      },
    ],
    traps: [
      {
        path: "flake.nix",
        options: { words: 3 },
        good: "{ outputs = { ... }: { }; }\n",
        because: "a readme has other forms than Markdown, and other places",
        files: { "docs/readme.org": "* Hosts of the house\nBuild one with just.\n" },
      },
    ],
  },
  check(project, { options, report }) {
    if (!project.isWhole) return;
    const readmes = [...project.otherFiles].filter((path) =>
      /^(?:docs?\/|\.github\/)?readme(?:\.[\w-]+)?$/i.test(path),
    );
    const [readme] = readmes;
    if (readme === undefined) {
      const at = mainFile(project);
      if (at) report({ at, message: "missing", hosts: [] });
      return;
    }
    const words = Math.max(...readmes.map((path) => wordsIn(project, path)));
    if (words >= options.words) return;
    const at = { path: readme, span: { start: 0, end: 0 } };
    report({ at, message: "short", data: { words }, hosts: [] });
  },
});

function wordsIn(project: Project, path: string): number {
  const source = project.readText(path);
  const text = source?.slice(0, source.bytes.length) ?? "";
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

function mainFile({ files }: Project): Place | undefined {
  const path = files.has("flake.nix") ? "flake.nix" : [...files.keys()][0];
  return path === undefined ? undefined : { path, span: { start: 0, end: 0 } };
}
