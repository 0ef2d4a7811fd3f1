import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import type { Diagnostic, RelatedLocation } from "../../../src/diagnostic/index.ts";
import { findHosts } from "../../../src/project/hosts/index.ts";
import { describeHosts, surveyProject } from "../../../src/project/index.ts";
import { judgeHosts, renderHostsAsJson } from "../../../src/report/index.ts";
import { buildPlan, renderPlanJson, renderPlanMarkdown } from "../../../src/report/plan/index.ts";
import type { Proposal, RefactoringPlan } from "../../../src/report/plan/model.ts";
import { ownNamespace, renderModule } from "../../../src/report/plan/skeleton.ts";
import { createParser, findSyntaxErrors, loadParserModule } from "../../../src/syntax/index.ts";
import { surveyFile } from "../../../src/project/survey/survey-file.ts";
import { openText } from "../../project/survey/open-text.ts";
import { loadFixture } from "../../project/graph/load-fixture.ts";
import { createSchemaJudge } from "../judges.ts";
import { finding } from "../sample.ts";

const project = loadFixture("fleet", findHosts);
const surveys = surveyProject(project);
const facts = describeHosts(project, surveys);
const tool = { version: "0.0.0", homepage: "https://example.org" };

function at(ruleId: string, path: string, lines?: readonly [number, number]): Diagnostic {
  const source = project.readText(path)?.slice(0, 100_000) ?? "";
  const first = source.split("\n")[0] ?? "";
  const hosts = project.hostsOf(path);
  const base = finding({ ruleId, message: "`x` is here.", path, source, at: first, hosts });
  return lines ? { ...base, startLine: lines[0], endLine: lines[1] } : base;
}

function copyIn(path: string, startLine: number, endLine: number): RelatedLocation {
  return { path, startLine, endLine, startColumn: 1, endColumn: 1, message: "the copy" };
}

function planOf(findings: readonly Diagnostic[]): RefactoringPlan {
  return buildPlan({ project, surveys, findings, hosts: judgeHosts(facts, findings, []) });
}

function ofKind(findings: readonly Diagnostic[], kind: Proposal["kind"]): readonly Proposal[] {
  return planOf(findings).proposals.filter((proposal) => proposal.kind === kind);
}

const everything: readonly Diagnostic[] = [
  at("orphan-module", "modules/old-mail.nix"),
  at("missing-follows", "flake.nix"),
  at("unused-flake-input", "flake.nix"),
  at("duplicate-import", "hosts/web/default.nix"),
  at("monolithic-host", "hosts/web/default.nix"),
  at("monolithic-file", "modules/backup.nix"),
  at("hostname-conditional", "modules/users.nix"),
  at("oversized-inline-module", "flake.nix", [30, 50]),
  {
    ...at("duplicate-block", "hosts/mail/default.nix", [3, 14]),
    related: [copyIn("hosts/web/default.nix", 3, 14)],
  },
  {
    ...at("function-family", "modules/users.nix", [1, 20]),
    related: [copyIn("modules/users.nix", 20, 40)],
  },
];

describe("buildPlan", () => {
  it("orders by kind, and names what comes before in the same file", () => {
    const { proposals } = planOf(everything);
    expect(proposals.map(({ id, after }) => [id, after])).toEqual([
      ["remove-orphan:modules", []],
      ["drop-import:duplicate-import", []],
      ["fix-input:unused-flake-input", []],
      ["fix-input:missing-follows", ["fix-input:unused-flake-input"]],
      ["extract-helper:modules/users.nix", []],
      ["extract-profile:hosts/mail/default.nix", ["drop-import:duplicate-import"]],
      ["extract-profile:hosts/laptop/default.nix", ["extract-profile:hosts/mail/default.nix"]],
      ["split-host:flake.nix", ["fix-input:missing-follows"]],
      ["split-host:hosts/web/default.nix", ["extract-profile:hosts/laptop/default.nix"]],
      ["feature-module:modules/users.nix", ["extract-helper:modules/users.nix"]],
    ]);
  });

  it("is the same whatever the order of the findings", () => {
    expect(renderPlanJson(planOf(everything.toReversed()), tool)).toBe(
      renderPlanJson(planOf(everything), tool),
    );
  });

  it("proposes a profile for imports that hosts repeat, in their order", () => {
    const [profile] = ofKind([], "extract-profile");
    expect(profile).toMatchObject({
      hosts: ["laptop", "mail", "web"],
      files: ["hosts/laptop/default.nix", "hosts/mail/default.nix", "hosts/web/default.nix"],
      linesSaved: 5,
      effort: "S",
      risk: "low",
    });
    expect(profile?.skeletons).toEqual([
      {
        path: "modules/common.nix",
        text: "{\n  imports = [\n    ./backup.nix\n    ./journal.nix\n    ./locale.nix\n    ./nix.nix\n    ./ssh.nix\n    ./users.nix\n  ];\n}\n",
      },
    ]);
  });

  it("checks what must not change by the derivations of the hosts, and inputs by evaluation", () => {
    expect(ofKind([], "extract-profile")[0]?.commands).toEqual([
      String.raw`for host in laptop mail web; do nix eval --raw ".#nixosConfigurations.\"$host\".config.system.build.toplevel.drvPath"; echo; done`,
    ]);
    expect(ofKind(everything, "fix-input")[1]?.commands).toEqual([
      "nix flake lock",
      "nixaudit validate --host laptop --host mail --host web",
    ]);
  });

  it("says which options of a host's file go where", () => {
    const [split] = ofKind([at("monolithic-host", "hosts/web/default.nix")], "split-host");
    expect(split?.steps).toEqual([
      "Move `services.nginx` (15 lines, from line 17) to `hosts/web/nginx.nix`.",
      "Move `systemd.services.api` (12 lines, from line 33) to `hosts/web/api.nix`.",
      "Take along what belongs to each: its secrets, users, ports, certificates.",
      "Import them from `hosts/web/default.nix`.",
    ]);
    expect(split?.hosts).toEqual(["web"]);
  });

  it("proposes no split of a file without large parts, and no option for a module that has one", () => {
    expect(ofKind([at("monolithic-file", "hosts/mail/default.nix")], "split-host")).toEqual([]);
    expect(ofKind([at("hostname-conditional", "modules/backup.nix")], "feature-module")).toEqual(
      [],
    );
  });

  it("removes no file while it is not known what a host reads", () => {
    const place = { path: "flake.nix", span: { start: 0, end: 1 } };
    const unresolved = [{ place, what: "modules of web", reason: "an unknown function" }];
    const { graph, hosts, flakes } = project;
    const known = { ...project, graph, hosts, flakes, unresolved };
    const plan = buildPlan({ project: known, surveys, hosts: [], findings: everything });
    expect(plan.proposals.map(({ kind }) => kind)).not.toContain("remove-orphan");
    expect(plan.proposals.map(({ kind }) => kind)).toContain("drop-import");
    expect(renderPlanMarkdown(plan)).toContain("proposes to remove no file");
  });

  it("takes what goes by one name for one thing, and leaves in a file what it is named for", () => {
    const { files } = project;
    const service = (name: string): string =>
      `{\n${[`services.${name}`, `systemd.services.${name}`]
        .map((option) => `  ${option} = {\n${"    x = 1;\n".repeat(10)}  };\n`)
        .join("")}}`;
    const path = "hosts/web/mail.nix";
    const tree = new Map(surveys);
    const text = ["mail", "chat", "wiki", "nginx"].map(service).join("\n").replaceAll("}\n{\n", "");
    tree.set(path, surveyFile(openText(text, path)));
    const lines = text.split("\n").length;
    const own = { path, bytes: text.length, lines, role: "module" as const, edges: [] };
    const changed = {
      ...project,
      graph: project.graph,
      hosts: project.hosts,
      flakes: project.flakes,
      unresolved: [],
      files: new Map([...files, [path, own]]),
      hostsOf: () => ["web"],
    };
    const split = buildPlan({
      project: changed,
      surveys: tree,
      hosts: [],
      findings: [{ ...at("monolithic-file", "hosts/web/default.nix"), path }],
    }).proposals.find(({ kind }) => kind === "split-host");
    expect(split?.steps.slice(0, 3)).toEqual([
      "Move `services.chat` and `systemd.services.chat` (24 lines, from line 26) to `hosts/web/chat.nix`.",
      "Move `services.wiki` and `systemd.services.wiki` (24 lines, from line 50) to `hosts/web/wiki.nix`.",
      "Take along what belongs to each: its secrets, users, ports, certificates.",
    ]);
  });

  it("makes one proposal of copies between much the same files", () => {
    const files = ["modules/ssh.nix", "modules/nix.nix", "modules/locale.nix"];
    const clone = (ruleId: string, [first = "", ...others]: readonly string[]): Diagnostic => ({
      ...at(ruleId, first, [1, 20]),
      related: others.map((path) => copyIn(path, 1, 20)),
    });
    const findings = [
      clone("duplicate-block", files.slice(0, 2)),
      clone("extractable-helper", files),
      clone("duplicate-block", ["modules/users.nix", "modules/journal.nix", "modules/ssh.nix"]),
    ];
    // The lines of the smaller one are among those of the larger one.
    expect(
      ofKind(findings, "extract-helper").map((proposal) => [proposal.files, proposal.linesSaved]),
    ).toEqual([
      [["modules/journal.nix", "modules/ssh.nix", "modules/users.nix"], 37],
      [files.toSorted(), 37],
    ]);
  });

  it("leaves alone copies that are shorter than what would replace them", () => {
    const short = {
      ...at("duplicate-block", "modules/ssh.nix", [1, 4]),
      related: [copyIn("modules/nix.nix", 1, 4)],
    };
    expect(ofKind([short], "extract-helper")).toEqual([]);
  });

  it("counts what is critical by hosts, lines and findings", () => {
    const [first] = planOf([at("ssh-root-login", "modules/ssh.nix")]).critical;
    expect(first).toEqual({
      path: "modules/backup.nix",
      hosts: 3,
      lines: 28,
      findings: 0,
      score: 84,
    });
  });

  it("maps folders", () => {
    const { folders } = planOf([]);
    expect(folders.find(({ folder }) => folder === "hosts/laptop")).toEqual({
      folder: "hosts/laptop",
      files: 1,
      lines: 17,
      hosts: 1,
      imports: [
        { folder: "modules", edges: 7 },
        { folder: "home", edges: 1 },
      ],
    });
  });
});

describe("renderPlanJson", () => {
  it("fits its schema, as the hosts fit theirs", () => {
    const plan = renderPlanJson(planOf(everything), tool);
    expect(createSchemaJudge("plan.schema.json")(JSON.parse(plan))).toEqual([]);
    const judged = judgeHosts(facts, everything, []);
    for (const hosts of [judged, facts]) {
      const list = renderHostsAsJson(
        { hosts, unresolved: [], positionOf: () => ({ line: 1, column: 1 }) },
        tool,
      );
      expect(createSchemaJudge("hosts.schema.json")(JSON.parse(list))).toEqual([]);
    }
  });
});

describe("renderPlanMarkdown", () => {
  it("begins with a page of summary", () => {
    const text = renderPlanMarkdown(planOf(everything));
    const page = text.slice(0, text.indexOf("## What there is"));
    expect(page.split("\n").length).toBeLessThan(40);
    expect(page).toContain("10 proposals, about ");
    expect(page).toContain("| 1 | Remove or import `modules/old-mail.nix` that nothing imports |");
  });

  it("says so when there is nothing to propose", () => {
    const plan = { ...planOf([]), proposals: [] };
    expect(renderPlanMarkdown(plan)).toContain("Nothing is proposed");
  });
});

describe("skeletons", () => {
  const parser = createParser(loadParserModule());
  const parses = (text: string): boolean =>
    findSyntaxErrors(parser.parse(Buffer.from(text))).length === 0;

  it("begin where the tree declares its options", () => {
    const [feature] = ofKind([at("hostname-conditional", "modules/users.nix")], "feature-module");
    expect(feature?.skeletons[0]?.text).toContain("options.my.users = {");
    const declared = ["fleet.backup.enable", "fleet.desktop.enable", "fleet.desktop.theme"];
    expect(ownNamespace([...declared, "site.enable", "site.name", "site.owner"])).toBe("fleet");
    expect(ownNamespace(["services.a.enable", "services.b.enable", "services.c.enable"])).toBe(
      "my",
    );
  });

  it("parse, by the parser and by Nix", () => {
    const texts = planOf(everything).proposals.flatMap(({ skeletons }) =>
      skeletons.map(({ text }) => text),
    );
    texts.push(renderModule({ namespace: "or", name: 'a"${b}\\' }, [], "x\n} y"));
    expect(texts.length).toBeGreaterThan(2);
    for (const text of texts) {
      expect(parses(text), text).toBe(true);
      if (hasNix) execFileSync("nix-instantiate", ["--parse", "-E", text], { stdio: "ignore" });
    }
  });
});

const hasNix = isThere("nix-instantiate");

function isThere(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
