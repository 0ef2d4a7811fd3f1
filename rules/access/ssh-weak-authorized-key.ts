import {
  defineRule,
  isTestPath,
  maskedText,
  readSshPublicKey,
  spanWithin,
  type StringNode,
} from "../../src/rule/index.ts";

const SMALLEST_MODULUS = 2048;

export default defineRule({
  id: "ssh-weak-authorized-key",
  summary: "a public SSH key that is too weak",
  category: "access",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.2, cwe: [326] },
  messages: {
    dss: "An `ssh-dss` key has 1024 bits, and OpenSSH no longer knows the type.",
    shortRsa: "This RSA key has only {bits} bits.",
  },
  docs: {
    why: "The private half of such a key can be computed from the public half with enough effort. Whoever has it is let in, or poses as the host.",
    examples: [
      {
        bad: '{ users.users.a.openssh.authorizedKeys.keys = [ "ssh-dss AAAAB3NzaC1kc3MAAACBAP a@host" ]; }\n',
        good: '{ users.users.a.openssh.authorizedKeys.keys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAbc a@host" ]; }\n',
      },
    ],
    traps: [
      {
        good: '{ users.users.a.openssh.authorizedKeys.keys = [ "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC a@host" ]; }\n',
        because: "the key is cut off, so that its length is unknown",
      },
      {
        good: '# "ssh-dss AAAAB3NzaC1kc3MAAACBAP a@host"\n{ }\n',
        because: "a comment lets nobody in",
      },
    ],
    whenNotToUse:
      "Where a device that cannot make better keys must be reached. A new key has to be handed out before the old one goes.",
    references: ["https://www.openssh.com/releasenotes.html"],
  },
  mentions: ["ssh-dss", "ssh-rsa"],
  visit: {
    source_code(_node, { path, tree, report }) {
      if (isTestPath(path)) return;
      const strings: readonly StringNode[] = [
        ...tree.nodesOfKind("string_expression"),
        ...tree.nodesOfKind("indented_string_expression"),
      ];
      for (const node of strings) {
        if (isSample(node)) continue;
        const text = maskedText(node);
        for (const match of text.matchAll(keyText)) {
          const [whole, before = "", type = "", base64 = ""] = match;
          const key = readSshPublicKey(type, base64);
          if (!key || (key.bits !== undefined && key.bits >= SMALLEST_MODULUS)) continue;
          const start = match.index + before.length;
          const at = spanWithin(node, text, start, match.index + whole.length);
          if (key.bits === undefined) report({ at, message: "dss" });
          else report({ at, message: "shortRsa", data: { bits: key.bits } });
        }
      }
    },
  },
});

const keyText = /(^|[\s"'])(ssh-dss|ssh-rsa) (AAAA[A-Za-z0-9+/]+={0,2})/g;

/** Whether the text only describes an option. */
function isSample(node: StringNode): boolean {
  for (const above of node.ancestors()) {
    if (!above.is("binding")) continue;
    const last = above.attrpath.attrs.at(-1)?.text ?? "";
    if (/^(?:description|example|defaultText)$/.test(last)) return true;
  }
  return false;
}
