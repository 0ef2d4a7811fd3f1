import { describe, expect, test } from "vitest";
import { createConfig } from "../../src/config/index.ts";
import type { AuditResult, Diagnostic } from "../../src/diagnostic/index.ts";
import { auditText, createFileAuditor } from "../../src/engine/index.ts";
import { createEntry } from "../../src/engine/cache-entry.ts";
import { createRedaction, maskedSlice, withoutHidden } from "../../src/engine/redaction.ts";
import { reporters } from "../../src/report/index.ts";
import { defineRule, type Rule } from "../../src/rule/index.ts";
import { createParser, loadParserModule } from "../../src/syntax/index.ts";
import { createSourceText } from "../../src/text/index.ts";
import plaintextSecret from "../../rules/secrets/plaintext-secret.ts";
import privateKey from "../../rules/secrets/secret-private-key-literal.ts";
import providerToken from "../../rules/secrets/secret-provider-token.ts";
import inlineFile from "../../rules/secrets/secret-file-option-inline.ts";
import url from "../../rules/secrets/url-embedded-credentials.ts";
import wifi from "../../rules/secrets/wifi-psk-literal.ts";

/** A rule of another kind that quotes each string, points at it, and offers to write it again. */
const quoting = defineRule({
  id: "quoting-rule",
  summary: "a quoted string",
  category: "style",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  messages: { quoted: "The string is {text}." },
  docs: { why: "", examples: [] },
  visit: {
    string_expression(node, { report }) {
      report({
        at: node,
        message: "quoted",
        data: { text: node.text },
        related: [{ at: node, message: `again ${node.text}` }],
        fix: {
          title: `Write ${node.text}`,
          edits: [{ span: { start: node.start, end: node.end }, newText: `(${node.text})` }],
        },
      });
    },
  },
});

const secretRules = [plaintextSecret, privateKey, providerToken, inlineFile, url, wifi];
const rules: readonly Rule[] = [...secretRules, quoting];

const secrets = [
  "pl4nted-wörd-1",
  "Planted0Planted1Planted2Planted3Plan",
  "pl4nted-word-2",
  "planted horse",
  "pl4nted-word-3",
  "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789PlantedPlantedPlantedPlante",
];

const text = `{ pkgs, ... }:
{
  services.x.password = "${secrets[0]}"; y = "seen";
  services.x.token = "ghp_${secrets[1]}";
  # a comment with ghp_${secrets[1]} in it
  services.x.passwordFile = pkgs.writeText "x" "${secrets[2]}";
  networking.wireless.networks.a.psk = "${secrets[3]}";
  services.x.url = ''
    one
    https://me:${secrets[4]}@host.example.org
  '';
  key = ''
    -----BEGIN RSA PRIVATE KEY-----
    MIFc
    ${secrets[5]}
    ${secrets[5]}
    -----END RSA PRIVATE KEY-----
  '';
}
`;

function configFor(used: readonly Rule[], minimumSeverity: "error" | "info" = "info") {
  return createConfig(
    {
      path: undefined,
      root: "/",
      auditRoot: "/",
      preset: "opt-in",
      exclude: [],
      maxFileSize: 100_000_000,
      rules: [],
      overrides: [],
      select: used.map(({ id }) => id),
      ignore: [],
      minimumSeverity,
      minimumConfidence: "low",
    },
    used,
  );
}

function audit(source: string, used = rules): AuditResult {
  const request = { config: configFor(used), rules: used, lineHashes: true } as never;
  return auditText(request, "example.nix", Buffer.from(source));
}

const context = {
  rules,
  toolVersion: "0.0.0",
  homepage: "https://example.org",
  color: true,
  hyperlinks: true,
  verbose: true,
  displayPath: (path: string) => path,
};

describe("what is hidden", () => {
  const result = audit(text);

  test("is found by each rule of secrets, and by the other rule", () => {
    const found = new Set(result.findings.map(({ ruleId }) => ruleId));
    expect([...found].toSorted()).toEqual(rules.map(({ id }) => id).toSorted());
    expect(result.failures).toEqual([]);
  });

  test.each([...reporters.keys()])("is in no output of %s", (name) => {
    const suppressed = result.findings.map((diagnostic) => ({
      diagnostic,
      by: "comment" as const,
      reason: "",
    }));
    const output = reporters.get(name)?.render({ ...result, suppressed }, context) ?? "";
    expect(output).not.toBe("");
    for (const secret of secrets) expect(output).not.toContain(secret);
    for (const part of ["Planted1", "pl4nted", "planted horse", "PlantedPlanted"])
      expect(output).not.toContain(part);
  });

  test("is in no field of a finding", () => {
    const data = JSON.stringify(result);
    for (const secret of secrets) expect(data).not.toContain(secret);
  });

  test("leaves everything else, and the columns, as they are", () => {
    const line = result.findings.find(({ startLine }) => startLine === 3)?.excerpt.lines[0];
    const bullets = "•".repeat(secrets[0]?.length ?? 0);
    expect(line).toBe(`  services.x.password = "${bullets}"; y = "seen";`);
  });
});

test("another rule is masked also where the rule of secrets is below the least severity", () => {
  const loud = { ...quoting, severity: "error" as const };
  const quiet = { ...wifi, severity: "info" as const };
  const used = [loud, quiet] as readonly Rule[];
  const request = { config: configFor(used, "error"), rules: used, lineHashes: false } as never;
  const source = `{ networking.wireless.networks.a.psk = "correct horse"; }\n`;
  const { findings } = auditText(request, "example.nix", Buffer.from(source));
  expect(findings.map(({ ruleId }) => ruleId)).toEqual(["quoting-rule"]);
  expect(JSON.stringify(findings)).not.toContain("horse");
});

test("a token is hidden by its shape where no rule of secrets runs", () => {
  const loud = { ...quoting, messages: { quoted: "A string." } } as unknown as Rule;
  const request = { config: configFor([loud]), rules: [loud], lineHashes: false } as never;
  const source = `{ a = [ "x" "ghp_${secrets[1]}" ]; }\n`;
  const { findings } = auditText(request, "example.nix", Buffer.from(source));
  expect(findings[0]?.excerpt.lines).toEqual([`{ a = [ "x" "${"•".repeat(40)}" ]; }`]);
});

test("neither fingerprint nor line hash tells the secret, or its length", () => {
  const idsOf = (source: string): unknown[] =>
    audit(source).findings.map(({ fingerprint, lineHash }: Diagnostic) => [fingerprint, lineHash]);
  const withSecret = (secret: string): string =>
    `{\n  services.x.password = "${secret}";\n  y = 1;\n}\n`;
  expect(idsOf(withSecret("s3cr3t-value"))).toEqual(idsOf(withSecret("an0ther-longer-value")));
});

test("a silenced finding still hides, and stays silenced", () => {
  const source = `{
  # nixaudit: ignore[plaintext-secret] made up
  services.x.password = "s3cr3t-value";
}
`;
  const { findings, suppressed } = audit(source);
  expect(suppressed.map(({ diagnostic }) => diagnostic.ruleId)).toEqual(["plaintext-secret"]);
  expect(findings.map(({ ruleId }) => ruleId)).toEqual(["quoting-rule"]);
  expect(JSON.stringify({ findings, suppressed })).not.toContain("s3cr3t");
});

test("the cache holds nothing of a file with a secret", () => {
  const auditor = createFileAuditor({
    parser: createParser(loadParserModule()),
    rules,
    config: configFor(rules),
    lineHashes: false,
  });
  const outcomeOf = (source: string) => ({
    ...auditor.auditBytes("example.nix", Buffer.from(source)),
    contentHash: "0",
  });
  expect(createEntry(outcomeOf(text))).toBeUndefined();
  expect(createEntry(outcomeOf('{ a = "b"; }\n'))).toBeDefined();
});

test("masks parts of a line, and takes them out of hashed bytes", () => {
  const source = createSourceText(Buffer.from("aä𝄞b\ncd\n"));
  const hidden = createRedaction([
    { start: 1, end: 7 },
    { start: 3, end: 10 },
  ]);
  expect(hidden.spans).toEqual([{ start: 1, end: 10 }]);
  expect(maskedSlice(source, source.lineSpan(1), hidden)).toBe("a•••b".replace("b", "•"));
  expect(maskedSlice(source, source.lineSpan(2), hidden)).toBe("•d");
  expect(Buffer.from(withoutHidden(source.bytes, hidden)).toString()).toBe("a\nd\n");
});
