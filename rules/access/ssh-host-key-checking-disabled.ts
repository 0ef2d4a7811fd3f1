import {
  constantKey,
  constantString,
  defineRule,
  hasStarKey,
  isTestPath,
  maskedText,
  settingsOfFile,
  severityOf,
  spanWithin,
  type AnyNode,
  type Level,
  type StringNode,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "ssh-host-key-checking-disabled",
  summary: "SSH host keys that are not verified",
  category: "access",
  severity: "warning",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.5, cwe: [322] },
  messages: {
    everyHost: "SSH takes the key of every host without a look at it.",
    someHosts: "SSH takes the key of the host without a look at it.",
  },
  docs: {
    why: "Whoever sits on the way can pose as the host: a backup, a deployment or a password goes to them.",
    examples: [
      {
        bad: '{ services.borgbackup.jobs.x.environment.BORG_RSH = "ssh -o StrictHostKeyChecking=no -i /k"; }\n',
        good: '{ services.borgbackup.jobs.x.environment.BORG_RSH = "ssh -o StrictHostKeyChecking=accept-new -i /k"; }\n',
      },
    ],
    traps: [
      {
        good: '{ programs.ssh.extraConfig = "StrictHostKeyChecking accept-new"; }\n',
        because: "a key that is known must stay the same",
      },
    ],
    whenNotToUse:
      "For virtual machines that are made anew each time. With checking on, a host whose key has changed is refused until `programs.ssh.knownHosts` has the new one.",
    references: ["https://man.openbsd.org/ssh_config#StrictHostKeyChecking"],
  },
  mentions: ["ostKeyChecking", "nownHostsFile", "ostkeychecking", "nownhostsfile"],
  visit: {
    source_code(_node, { path, tree, report }) {
      if (isTestPath(path) || settingsOfFile(path).has("test")) return;
      const strings: readonly StringNode[] = [
        ...tree.nodesOfKind("string_expression"),
        ...tree.nodesOfKind("indented_string_expression"),
      ];
      const told = new Set<number>();
      for (const node of strings) {
        const text = maskedText(node);
        const found = findIn(node, text);
        if (!found) continue;
        const place = placeOf(node);
        if (place === "silent") continue;
        // Two options of one block, or of one command, are one finding.
        const block = (found.isValue ? node.parent?.parent?.row : undefined) ?? node.row;
        if (told.has(block)) continue;
        told.add(block);
        const level = levelOf(node, text.slice(0, found.start), text, place, path);
        report({
          at:
            found.isValue && node.parent
              ? node.parent
              : spanWithin(node, text, found.start, found.end),
          message: level === "high" ? "everyHost" : "someHosts",
          severity: severityOf(level),
        });
      }
    },
  },
});

interface Found {
  readonly start: number;
  readonly end: number;
  /** Whether the key is an attribute and the string its value. */
  readonly isValue: boolean;
}

const option =
  /stricthostkeychecking[ \t=]{1,4}["']?(?:no|off)(?![\w-])|userknownhostsfile[ \t=]{1,4}["']?\/dev\/null/i;

function findIn(node: StringNode, text: string): Found | undefined {
  const match = option.exec(text);
  if (match) {
    const lineStart = text.lastIndexOf("\n", match.index) + 1;
    if (text.slice(lineStart, match.index).trimStart().startsWith("#")) return undefined;
    return { start: match.index, end: match.index + match[0].length, isValue: false };
  }
  const { parent } = node;
  const last = parent?.is("binding") ? parent.attrpath.attrs.at(-1) : undefined;
  const key = last && constantKey(node.tree, last.row)?.toLowerCase();
  const value = constantString(node.tree, node.row);
  const isOff =
    (key === "stricthostkeychecking" && /^(?:no|off)$/i.test(value ?? "")) ||
    (key === "userknownhostsfile" && value === "/dev/null");
  return isOff ? { start: 0, end: text.length, isValue: true } : undefined;
}

type Place = "ssh-config" | "test" | "command" | "silent";

/** What the text is part of. */
function placeOf(node: AnyNode): Place {
  const keys = [...node.ancestors()].flatMap((above) =>
    above.is("binding")
      ? above.attrpath.attrs
          .map((attribute) => constantKey(node.tree, attribute.row) ?? "*")
          .toReversed()
      : [],
  );
  if (/^(?:description|longDescription|example|defaultText)$/.test(keys[0] ?? "")) return "silent";
  if (keys.includes("testScript")) return "test";
  if (keys.some((key) => /(?:^|[-_])(?:vm|qemu|microvm|test)s?(?:[-_]|$)/i.test(key)))
    return "test";
  return keys.includes("ssh") ? "ssh-config" : "command";
}

/** Hosts that are gone tomorrow, or are this machine. */
const passing =
  /\b(?:localhost|127\.0\.0\.1|192\.168\.122\.\d+|(?:micro)?vm|qemu|linux-builder|installer)\b|\[::1\]/i;

function levelOf(
  node: StringNode,
  before: string,
  text: string,
  place: Place,
  path: string,
): Level {
  if (place === "test" || settingsOfFile(path).has("ephemeral")) return "info";
  if (place === "command") return passing.test(text) ? "info" : "medium";
  const host = [...before.matchAll(/^[ \t"']{0,40}(?:Host|Match)[ \t]+([^\n]*)/gim)].at(-1)?.[1];
  const keys = [...node.ancestors()].flatMap((above) =>
    above.is("binding") ? above.attrpath.text : [],
  );
  const isBlock = keys.some((key) => key.includes("matchBlocks")) || host !== undefined;
  if (!isBlock || host?.trim() === "*" || hasStarKey(node)) return "high";
  return passing.test(host ?? keys.join(" ")) ? "info" : "medium";
}
