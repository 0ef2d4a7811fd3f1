import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { buildReportModel, renderAuditHtml } from "../../src/report/audit/index.ts";
import { inputOf, projectOf } from "./audit-sample.ts";
import { sampleResult } from "./sample-result.ts";

const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (path) => existsSync(path),
);
const folder = mkdtempSync(join(tmpdir(), "nixaudit-html-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const html = renderAuditHtml(
  buildReportModel(
    inputOf({
      project: projectOf({ alpha: "a.nix", gamma: "g.nix" }, [
        ["a.nix", "common.nix"],
        ["g.nix", "common.nix"],
        ["g.nix", "own.nix"],
      ]),
    }),
  ),
);

/** The page as Chromium has it once its scripts ran, and what the browser complained of. */
function open(page: string): Promise<{ readonly dom: string; readonly log: string }> {
  const file = join(folder, "report.html");
  writeFileSync(file, page);
  const given = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    // One of its own: a browser that is still closing keeps its profile locked.
    `--user-data-dir=${mkdtempSync(join(folder, "profile-"))}`,
    "--virtual-time-budget=2000",
    "--enable-logging=stderr",
    "--dump-dom",
    `file://${file}`,
  ];
  return new Promise((resolve, reject) => {
    execFile(chromium ?? "", given, { timeout: 50_000 }, (error, dom, log) =>
      error ? reject(error) : resolve({ dom, log }),
    );
  });
}

/** The page with a script that uses it as a person would; the policy lets it in by its hash. */
function drivenBy(steps: string): string {
  const script = `const shown = () => document.querySelector(".filters output").textContent;
const box = (level) => document.querySelector('[name=severity][value=' + level + ']');
const choose = (name, value) => { const field = document.querySelector('[name=' + name + ']'); field.value = value; field.dispatchEvent(new Event("input", { bubbles: true })); };
const said = [];
${steps}
document.title = JSON.stringify(said);`;
  const hash = createHash("sha256").update(script).digest("base64");
  return html
    .replace("script-src ", `script-src 'sha256-${hash}' `)
    .replace("</body>", () => `<script>${script}</script></body>`);
}

function titleOf(dom: string): unknown {
  const [, title = ""] = /<title>(.*?)<\/title>/su.exec(dom) ?? [];
  return JSON.parse(title);
}

describe.skipIf(chromium === undefined)("the html report in Chromium", () => {
  const count = sampleResult.findings.length;

  test(
    "runs its own script, and breaks no rule of its own policy",
    { timeout: 60_000 },
    async () => {
      const { dom, log } = await open(html);
      expect(dom).toContain(`<output>${count} findings shown</output>`);
      expect(log).not.toMatch(/Content Security Policy|Refused|Uncaught/u);
    },
  );

  test(
    "filters by severity, category, host and text when it is used",
    { timeout: 60_000 },
    async () => {
      const { dom } = await open(
        drivenBy(`
box("error").click(); said.push(shown());
box("warning").click(); said.push(shown());
box("error").click(); box("warning").click(); said.push(shown());
choose("category", "access"); said.push(shown());
said.push([...document.querySelectorAll(".group:not([hidden])")].map((group) => group.dataset.rule));
choose("category", "");
choose("host", "alpha"); said.push(shown());
said.push([...document.querySelectorAll(".graph g.dim title")].map((title) => title.textContent));
choose("host", "");
choose("search", "REDUNDANT-rec"); said.push(shown());
choose("search", "nothing of the kind"); said.push(shown());
choose("search", ""); said.push(shown());
`),
      );
      const errors = sampleResult.summary.findings.error;
      const warnings = sampleResult.summary.findings.warning;
      expect(titleOf(dom)).toEqual([
        `${count - errors} findings shown`,
        `${count - errors - warnings} finding shown`,
        `${count} findings shown`,
        "1 finding shown",
        ["ssh-root-login"],
        "1 finding shown",
        ["gamma: gamma", "g.nix: gamma", "own.nix: gamma"],
        "1 finding shown",
        "0 findings shown",
        `${count} findings shown`,
      ]);
    },
  );
});
