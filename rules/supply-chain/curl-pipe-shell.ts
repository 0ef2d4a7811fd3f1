import {
  defineRule,
  isAside,
  isLoopbackAddress,
  severityOf,
  shellScripts,
  spanWithin,
  type ShellCommand,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "curl-pipe-shell",
  summary: "a remote script that is piped into a shell",
  category: "supply-chain",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 8.4, cwe: [494] },
  messages: {
    piped: "`{shell}` runs whatever `{tool}` gets that day.",
    asRoot: "`{shell}` runs whatever `{tool}` gets that day, as root.",
  },
  docs: {
    why: "Whoever controls the address, or the way to it, runs commands on the host each time that the script runs, and nothing shows that the content changed.",
    examples: [
      {
        bad: '{ system.activationScripts.x = "curl https://example.org/i.sh | sh"; }\n',
        good: '{ pkgs, ... }: { system.activationScripts.x = "${pkgs.runtimeShell} ${pkgs.fetchurl { url = "https://example.org/i.sh"; hash = "sha256-1yzNXzJUCKcVzgIUd2ktcKnMfzpGJTWXD1kxM3LqkB0="; }}"; }\n',
      },
    ],
    traps: [
      {
        good: '{ pkgs }: pkgs.writeText "README" "curl https://example.org/i.sh | sh"\n',
        because: "it is a text to read",
      },
      {
        good: '{ pkgs }: pkgs.writeShellScript "x" "echo \\"curl https://example.org | sh\\""\n',
        because: "it only prints the line",
      },
      {
        good: '{ pkgs }: pkgs.writeShellScript "x" "curl https://example.org/a.tgz | tar xz"\n',
        because: "what arrives is not run",
      },
    ],
    references: ["https://cwe.mitre.org/data/definitions/494.html"],
  },
  mentions: ["curl", "wget"],
  visit: {
    source_code(_node, { path, tree, semantics, report }) {
      if (isAside({ path, tree })) return;
      for (const { node, text, role, commands } of shellScripts(semantics)) {
        for (const { tool, shell, start, end } of pipesIn(text, commands)) {
          report({
            at: spanWithin(node, text, start, end),
            message: role === "activation" ? "asRoot" : "piped",
            data: { tool, shell },
            ...(role === "activation" ? { severity: severityOf("critical") } : {}),
          });
        }
      }
    },
  },
});

interface Pipe {
  readonly tool: string;
  readonly shell: string;
  readonly start: number;
  readonly end: number;
}

const shellName = /^(?:ba|da|z|k|fi)?sh$/;
const substitution = /(?:\$\(|`)\s*(?:\S*\/)?(curl|wget)\s/;

function pipesIn(text: string, commands: readonly ShellCommand[]): readonly Pipe[] {
  const pipes: Pipe[] = [];
  let source: ShellCommand | undefined;
  let before: ShellCommand | undefined;
  for (const command of commands) {
    const { name, words, start, end } = command;
    const between = before ? text.slice(before.end, start) : "";
    if (!pipeEnd.test(between)) source = undefined;
    if (source && shellName.test(name) && readsInput(words)) {
      pipes.push({ tool: source.name, shell: name, start: source.start, end });
      source = undefined;
    } else if (isDownload(command)) {
      source = command;
      const isFed = before && processSubstitution.test(between);
      if (before && isFed && (shellName.test(before.name) || /^(?:source|\.)$/.test(before.name)))
        pipes.push({ tool: name, shell: before.name, start: before.start, end });
    } else if (name === "eval" || (shellName.test(name) && words[0] === "-c")) {
      const tool = words.flatMap((word) => substitution.exec(word)?.[1] ?? [])[0];
      if (tool !== undefined) pipes.push({ tool, shell: name, start, end });
    }
    before = command;
  }
  return pipes;
}

/** The end of what stands between two commands of one pipe; words that only start the second may follow the bar. */
const pipeEnd = /(?:^|[^|])\|&?\s*(?:(?:sudo|exec|env|nice|-\w+|\w+=\S*)\s+)*$/;

const processSubstitution = /^[^\n;|&]*<\(\s*$/;

function isDownload({ name, words }: ShellCommand): boolean {
  return /^(?:curl|wget)$/.test(name) && !words.some(isLoopbackAddress);
}

/** Whether a shell that is called with these words runs what it reads. */
function readsInput(words: readonly string[]): boolean {
  const first = words.find((word) => !/^-[a-bd-rt-z]*$/.test(word) || word === "-");
  return first === undefined || first === "-" || /^-\w*s$/.test(first) || first === "/dev/stdin";
}
