import {
  defineProjectRule,
  isSamplePath,
  isTestPath,
  Type,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "unconventional-module-name",
  summary: "a file or folder whose name says nothing of what it is",
  category: "quality",
  severity: "info",
  confidence: "low",
  preset: "opt-in",
  since: "0.1.0",
  fix: "none",
  messages: {
    leftover: "`{name}` is a name for something left over.",
    style: "`{name}` is not written in {style}.",
  },
  options: Type.Object({
    style: Type.Union(
      [
        Type.Literal("any"),
        Type.Literal("kebab-case"),
        Type.Literal("snake_case"),
        Type.Literal("camelCase"),
      ],
      {
        default: "any",
        description: "How the names of files are written: kebab-case, snake_case or camelCase.",
      },
    ),
  }),
  docs: {
    why: "A file called `old` or `copy` stays for years, since nobody knows whether it may go. One called `misc` grows.",
    examples: [
      {
        path: "flake.nix",
        bad: "{ outputs = { ... }: { nixosModules.web = ./web-old.nix; }; }\n",
        good: "{ outputs = { ... }: { nixosModules.web = ./web.nix; }; }\n",
        files: { "web-old.nix": "{ services.nginx.enable = true; }\n" },
        goodFiles: { "web.nix": "{ services.nginx.enable = true; }\n" },
      },
    ],
    traps: [
      {
        path: "flake.nix",
        good: "{ outputs = { ... }: { nixosModules.web = ./bold.nix; }; }\n",
        because: "the word is only a part of another one",
        files: { "bold.nix": "{ }\n", "template.nix": "{ }\n", "newsboat.nix": "{ }\n" },
      },
    ],
  },
  check(project, { options, report }) {
    const reported = new Set<string>();
    for (const path of project.files.keys()) {
      if (isTestPath(path) || isSamplePath(path)) continue;
      const at = { path, span: { start: 0, end: 0 } };
      const steps = path.split("/");
      for (const [index, step] of steps.entries()) {
        const named = steps.slice(0, index + 1).join("/");
        const name = step.replace(/\.nix$/, "");
        if (reported.has(named) || !isLeftover(name) || isHost(name, project)) continue;
        reported.add(named);
        report({ at, message: "leftover", data: { name: named } });
      }
      const stem = steps.at(-1)?.replace(/\.nix$/, "") ?? "";
      const { style } = options;
      if (style !== "any" && !written[style].test(stem) && !isHost(stem, project))
        report({ at, message: "style", data: { name: path, style } });
    }
  },
});

const written = {
  "kebab-case": /^[a-z\d]+(?:-[a-z\d]+)*$/,
  snake_case: /^[a-z\d]+(?:_[a-z\d]+)*$/,
  camelCase: /^[a-z][a-zA-Z\d]*$/,
} as const;

const leftovers = /^(?:old|temp|tmp|copy|bak|backup\d|orig|new|misc|test\d)$/;

function isLeftover(name: string): boolean {
  return name.split(/[-_. ]/).some((word) => leftovers.test(word.toLowerCase()));
}

function isHost(name: string, { hosts }: Project): boolean {
  return hosts.some((host) => host.name === name);
}
