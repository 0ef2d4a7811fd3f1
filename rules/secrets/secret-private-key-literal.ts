import {
  defineRule,
  findPrivateKeys,
  isAllowed,
  mayHoldPrivateKey,
  placeOf,
  readString,
  secretHints,
  severityHere,
  severityOf,
  spansOfPart,
} from "../../src/rule/index.ts";

const levels = { plain: "critical", locked: "medium", stub: "info" } as const;

export default defineRule({
  id: "secret-private-key-literal",
  summary: "a private key in the source",
  category: "secrets",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 9.8, cwe: [321] },
  messages: {
    plain:
      "This is a private key in clear text ({what}): it ends in /nix/store, readable by every local user and every cache.",
    locked:
      "This is a private key that only a pass phrase protects ({what}): everyone who reads the store may guess at it.",
    stub: "This private key only names a hardware key ({what}): it holds no secret of its own.",
    comment:
      "This comment holds a private key in clear text ({what}): whoever reads the repository can use it.",
  },
  docs: {
    why: "Whoever has the private key is that host or person: reads what is sent to it, answers in its place, opens what was encrypted for it. A string of a configuration lies in the store with mode 0444, in old generations, on builders and in caches. Delete it, make a new pair, and give the path of a file that is only on the machine. Keys with a pass phrase are a warning, stubs of hardware keys a note.",
    examples: [
      {
        bad: `{
  environment.etc."host_key".text = ''
    -----BEGIN RSA PRIVATE KEY-----
    MIFg
    AbCdEfGhIjKlMnOpQrStUvWxYz0123456789NotAKeyNotAKeyNotAKeyNotAKey
    AbCdEfGhIjKlMnOpQrStUvWxYz0123456789NotAKeyNotAKeyNotAKeyNotAKey
    -----END RSA PRIVATE KEY-----
  '';
}
`,
        good: `{
  services.openssh.hostKeys = [
    {
      path = "/etc/ssh/ssh_host_ed25519_key";
      type = "ed25519";
    }
  ];
}
`,
      },
    ],
    traps: [
      {
        good: '{ description = "begins with -----BEGIN OPENSSH PRIVATE KEY-----"; }\n',
        because: "a header without a body is no key",
      },
      {
        good: `{
  sample = ''
    -----BEGIN RSA PRIVATE KEY-----
    NotADerSequenceNotADerSequenceNotADerSequenceNotADerSequence0123456789
    -----END RSA PRIVATE KEY-----
  '';
}
`,
        because: "what does not decode to a key opens nothing",
      },
      {
        good: `{
  key = ''
    -----BEGIN PUBLIC KEY-----
    AbCdEfGhIjKlMnOpQrStUvWxYz0123456789NotAKeyNotAKeyNotAKeyNotAKey
    -----END PUBLIC KEY-----
  '';
}
`,
        because: "public keys are made to be shown",
      },
    ],
    references: ["https://cwe.mitre.org/data/definitions/321.html"],
  },
  visit: {
    source_code(_, context) {
      const { tree, source, report } = context;
      if (!secretHints(context).keys) return;
      for (const kind of ["string_expression", "indented_string_expression"] as const) {
        for (const node of tree.nodesOfKind(kind)) {
          if (!mayHoldPrivateKey(node.text)) continue;
          const string = readString(node);
          for (const { what, state, start, end } of findPrivateKeys(string.text)) {
            const spans = spansOfPart(string, start, end);
            if (isAllowed(source, spans.at)) continue;
            const severity = severityHere(context, placeOf(node).names, severityOf(levels[state]));
            report({ ...spans, message: state, data: { what }, severity });
          }
        }
      }
      for (const { start: from, text } of blocksOf(tree.comments)) {
        for (const { what, state, start, end } of findPrivateKeys(text)) {
          const begin = from + Buffer.byteLength(text.slice(0, start));
          const at = { start: begin, end: begin + Buffer.byteLength(text.slice(start, end)) };
          if (isAllowed(source, at)) continue;
          const severity = severityHere(context, [], severityOf(levels[state]));
          const message = state === "plain" ? "comment" : state;
          report({ at, message, data: { what }, severity, redact: [at] });
        }
      }

      /** Comments on lines in a row are one text: a key that was commented out. */
      function blocksOf(
        comments: typeof tree.comments,
      ): readonly { readonly start: number; readonly text: string }[] {
        const blocks: { start: number; end: number }[] = [];
        for (const { start, end } of comments) {
          const last = blocks.at(-1);
          if (last && source.slice(last.end, start).trim() === "") last.end = end;
          else blocks.push({ start, end });
        }
        return blocks.map(({ start, end }) => ({ start, text: source.slice(start, end) }));
      }
    },
  },
});
