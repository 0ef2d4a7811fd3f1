import {
  calledFunction,
  defineRule,
  hostKindOf,
  isTestPath,
  linesOf,
  PLACEHOLDER,
  plainText,
  severityOf,
  staticPathOf,
  type AnyNode,
  type Level,
  type StringNode,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "tls-verification-disabled",
  summary: "an upstream's TLS certificate that is not verified",
  category: "network",
  severity: "warning",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.7, cwe: [295] },
  messages: { unverified: "`{setting}` accepts any certificate of the other side." },
  docs: {
    why: "Without a look at the certificate TLS protects from nobody on the way: whoever answers in the other's place reads the passwords and puts in what they like.",
    examples: [
      {
        bad: "{ services.traefik.staticConfigOptions.serversTransport.insecureSkipVerify = true; }\n",
        good: "{ services.traefik.staticConfigOptions.serversTransport.rootCAs = [ ./ca.crt ]; }\n",
      },
    ],
    traps: [
      {
        good: '{\n  proxy = {\n    url = "https://127.0.0.1:8443";\n    insecureSkipVerify = true;\n  };\n}\n',
        because: "nothing leaves the machine",
      },
      {
        good: '{ text = "Set insecure_skip_verify to true if the certificate is your own."; }\n',
        because: "a text only speaks of it",
      },
    ],
    whenNotToUse:
      "Devices in a private network that have a certificate of their own, which are reported as info. Once certificates are checked, a connection to such a device fails until its authority is trusted.",
    references: ["https://doc.traefik.io/traefik/routing/overview/#insecureskipverify"],
  },
  mentions: ["nsecure", "verify", "rejectUnauthorized", "SkipVerify"],
  visit: {
    binding(node, { path, report, semantics }) {
      if (isTestPath(path)) return;
      const keys = staticPathOf(node.attrpath);
      const key = keys?.at(-1) ?? "";
      const wanted = yesKeys.test(key) ? "true" : noKeys.test(key) ? "false" : undefined;
      if (wanted === undefined) return;
      const call = node.expression.is("apply_expression")
        ? calledFunction(node.expression, semantics)
        : undefined;
      const value = call?.origin?.startsWith("lib.mk") ? call.args.at(-1) : node.expression;
      if (!value || plainText(semantics.fold(value)) !== wanted) return;
      const set = setAround(node);
      const level = /serversTransport["\s]*[.=]/.test(`${node.attrpath.text}.${nameOf(set)}`)
        ? "high"
        : levelOf(set?.text ?? "");
      if (level)
        report({
          at: node,
          message: "unverified",
          data: { setting: key },
          severity: severityOf(level),
        });
    },
    string_expression(node, context) {
      checkText(node, context);
    },
    indented_string_expression(node, context) {
      checkText(node, context);
    },
  },
});

const yesKeys =
  /^(?:insecureSkipVerify|(?:tls_)?insecure_skip_verify|tlsInsecureSkipVerify|skip_verify|tlsSkipVerify)$/;
const noKeys = /^(?:verify_ssl|tls_verify)$/;
const textLine =
  /^(?:(proxy_ssl_verify)\s+off\s*;|(tls_insecure_skip_verify)$|"?((?:tls_)?insecure_skip_verify)"?\s*[:=]\s*true\b|"?(insecureSkipVerify)"?\s*[:=]\s*true\b|(?:server|default-server)\s[^#]*\b(verify none)\b|(?:[^#/]*[{,\s])?(rejectUnauthorized):\s*false\b)/;

function checkText(
  node: StringNode,
  { path, report }: { readonly path: string; readonly report: ReportUnverified },
): void {
  if (isTestPath(path)) return;
  const lines = linesOf(node);
  for (const [index, { text, at }] of lines.entries()) {
    const setting = textLine
      .exec(text)
      ?.slice(1)
      .find((name) => name !== undefined);
    if (setting === undefined) continue;
    const around = lines
      .slice(Math.max(0, index - 8), index + 4)
      .map((line) => line.text)
      .filter((line) => !/^(?:#|\/\/)/.test(line));
    const block = around.join("\n");
    const near = address.test(block) ? block : (setAround(node)?.text ?? "");
    // nginx speaks no TLS there.
    if (setting === "proxy_ssl_verify" && /http:\/\//.test(near) && !/https:\/\//.test(near))
      continue;
    const level = levelOf(near);
    if (level)
      report({ at, message: "unverified", data: { setting }, severity: severityOf(level) });
  }
}

type ReportUnverified = (finding: {
  readonly at: { readonly start: number; readonly end: number };
  readonly message: "unverified";
  readonly data: { readonly setting: string };
  readonly severity: ReturnType<typeof severityOf>;
}) => void;

const address = /https:\/\/|\bunix:|\/run\//;
const plainHost = /\b(?:host|hostname|server|address|addr)"?\s*[:=]\s*"([^":/\s]+)"/g;

/** How bad it is, by the addresses that stand near; `undefined` where none of them leaves the machine. */
function levelOf(text: string): Level | undefined {
  const hosts = [
    ...text.matchAll(/\bhttps:\/\/(\[[^\]\s]*\]|[^:/\s"';]*)/g),
    ...text.matchAll(plainHost),
  ].map((match) => match[1] ?? "");
  if (hosts.length === 0) return address.test(text) ? undefined : "medium";
  const isKnown = (host: string): boolean => !/\$\{|^$/.test(host) && !host.includes(PLACEHOLDER);
  const kinds = hosts.map((host) => (isKnown(host) ? hostKindOf(host) : undefined));
  if (kinds.every((kind) => kind === "loopback")) return undefined;
  if (kinds.includes("public")) return "high";
  return kinds.includes(undefined) ? "medium" : "low";
}

/** The set that a binding or string stands in. */
function setAround(node: AnyNode): AnyNode | undefined {
  for (const above of node.ancestors())
    if (above.is("attrset_expression", "rec_attrset_expression")) return above;
  return undefined;
}

/** What the set is bound to. */
function nameOf(set: AnyNode | undefined): string {
  const above = set?.parent;
  return above?.is("binding") ? `${above.attrpath.text}.` : "";
}
