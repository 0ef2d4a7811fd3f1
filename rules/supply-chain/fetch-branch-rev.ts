import { defineRule, fetchCalls, fetchText, isAside, valueOf } from "../../src/rule/index.ts";

export default defineRule({
  id: "fetch-branch-rev",
  summary: "a hashed fetch of a branch",
  category: "supply-chain",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  security: { score: 2.0, cwe: [1357] },
  messages: {
    branch:
      "`{name}` asks for the branch `{branch}`, which no longer matches the hash once it moves.",
  },
  docs: {
    why: "The hash still fixes the content, so nothing foreign gets in. But the build fails after the next commit, and the quick repair is to paste in the hash of whatever is there.",
    examples: [
      {
        bad: '{ fetchFromGitHub }: fetchFromGitHub { owner = "o"; repo = "r"; rev = "main"; hash = "sha256-1yzNXzJUCKcVzgIUd2ktcKnMfzpGJTWXD1kxM3LqkB0="; }\n',
        good: '{ fetchFromGitHub }: fetchFromGitHub { owner = "o"; repo = "r"; rev = "v1.2.3"; hash = "sha256-1yzNXzJUCKcVzgIUd2ktcKnMfzpGJTWXD1kxM3LqkB0="; }\n',
      },
    ],
    traps: [
      {
        good: '{ fetchFromGitHub }: fetchFromGitHub { owner = "o"; repo = "r"; rev = "nightly-2025-01-01"; hash = "sha256-1yzNXzJUCKcVzgIUd2ktcKnMfzpGJTWXD1kxM3LqkB0="; }\n',
        because: "a tag stays where it is",
      },
    ],
  },
  visit: {
    source_code(_node, { path, tree, semantics, report }) {
      if (isAside({ path, tree })) return;
      for (const call of fetchCalls(semantics)) {
        if (call.isBuiltin || !call.attributes) continue;
        for (const name of ["rev", "ref"]) {
          const at = valueOf(call.attributes, name);
          const branch = fetchText(call, name, semantics);
          if (at && branch !== undefined && branchName.test(branch))
            report({ at, message: "branch", data: { name, branch } });
        }
      }
    },
  },
});

const branchName = /^(?:main|master|HEAD|develop|devel|trunk|nightly|refs\/heads\/\S+)$/;
