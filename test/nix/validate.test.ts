import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { removeTree, runTool } from "../cli/command-line.ts";
import { createSchemaJudge } from "../report/judges.ts";
import { createFlake, flakeWith, lacksNix, validateIn } from "./flakes.ts";

const evaluate = ["--stages", "lock,hosts,evaluate", "--select", "evaluation"];
const judge = createSchemaJudge("validate.schema.json");
let folder = "";
afterEach(() => removeTree(folder));

describe.skipIf(lacksNix)("nixaudit validate (needs Nix)", { timeout: 60_000 }, () => {
  it("passes a good host through every usual stage, and writes nothing into the tree", async () => {
    folder = createFlake({
      "flake.nix": flakeWith(
        { good: 'host "good" { }' },
        '    checks.x86_64-linux.ok = drv "ok";\n',
      ),
    });
    const { code, statuses, report } = await validateIn(folder, ["--select", "evaluation"]);
    expect(statuses).toEqual([
      "probe: ok",
      "syntax: ok",
      "audit: ok",
      "lock: ok",
      "hosts: ok",
      "evaluate good: ok",
      "check: ok",
      "ifd good: ok",
      "plan good: ok",
    ]);
    expect(code).toBe(0);
    expect(judge(report)).toEqual([]);
    expect(report.stages.find(({ id }) => id === "plan")?.notes).toEqual(["1 to build"]);
    expect(readdirSync(folder)).toEqual(["flake.nix"]);
  });

  it("tells each kind of failure where it stands, and one host hides no other", async () => {
    folder = createFlake({
      "flake.nix": flakeWith({
        asserts:
          'host "a" { assertions = [ { assertion = true; message = "all is well"; } { assertion = false; message = "the disk is too small"; } ]; }',
        good: 'host "good" { }',
        looping: 'host "l" { system.build.toplevel = let x = x; in x; }',
        missing: 'host "m" { system.build.toplevel = drv (import ./absent.nix); }',
        one: 'import ./typed.nix { inherit host drv; name = "one"; }',
        throws: 'host "t" { system.build.toplevel = throw "not today"; }',
        two: 'import ./typed.nix { inherit host drv; name = "two"; }',
        undef: "import ./undefined.nix { inherit host drv; }",
      }),
      "typed.nix":
        '{ host, drv, name }:\nhost name {\n  system.build.toplevel = drv (1 + "x");\n}\n',
      "undefined.nix": '{ host, drv }:\nhost "u" {\n  system.build.toplevel = drv nonesuch;\n}\n',
    });
    const { code, statuses, found, report } = await validateIn(folder, evaluate);
    expect(code).toBe(1);
    expect(judge(report)).toEqual([]);
    expect(statuses.filter((status) => status.startsWith("evaluate"))).toEqual([
      "evaluate asserts: failed",
      "evaluate good: ok",
      "evaluate looping: failed",
      "evaluate missing: failed",
      "evaluate one: failed",
      "evaluate throws: failed",
      "evaluate two: failed",
      "evaluate undef: failed",
    ]);
    const line = (name: string): number =>
      flakeLines(folder).findIndex((text) => text.includes(`nixosConfigurations.${name} =`)) + 1;
    expect(found.toSorted()).toEqual(
      [
        `evaluation-failure flake.nix:${line("looping")} looping`,
        `evaluation-failure flake.nix:${line("missing")} missing`,
        `evaluation-failure flake.nix:${line("throws")} throws`,
        // The same error of two hosts is one finding.
        "evaluation-failure typed.nix:3 one,two",
        "evaluation-failure undefined.nix:3 undef",
        `failed-assertion flake.nix:${line("asserts")} asserts`,
      ].toSorted(),
    );
    const messages = report.findings.map(({ message }) => message).join("\n");
    expect(messages).toContain("the disk is too small.");
    expect(messages).not.toContain("all is well");
    expect(messages).toContain("absent.nix");
    expect(messages).not.toMatch(/\/nix\/store/);
  });

  it("names a file that git does not track", async () => {
    folder = createFlake({
      "flake.nix": flakeWith({
        web: 'host "w" { system.build.toplevel = drv (import ./name.nix); }',
      }),
    });
    const git = (...argv: string[]): void =>
      void execFileSync("git", [
        "-C",
        folder,
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@y",
        ...argv,
      ]);
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "first");
    writeFileSync(join(folder, "name.nix"), '"web"\n');
    const { code, report } = await validateIn(folder, evaluate);
    expect(code).toBe(1);
    expect(report.findings.map(({ message }) => message).join()).toContain("`git add name.nix`");
    git("add", ".");
    expect(await validateIn(folder, evaluate)).toMatchObject({ code: 0, found: [] });
  });

  it("kills what has no end, and says the limit", async () => {
    folder = createFlake({
      "flake.nix": flakeWith({
        endless:
          'host "e" { system.build.toplevel = let f = n: if n < 0 then drv "x" else f (builtins.seq n (n + 1)); in builtins.foldl\' (a: b: a) (drv "y") (builtins.genList (n: builtins.foldl\' (a: b: a + b) 0 (builtins.genList (m: m) 20000)) 2000000); networking.hostName = builtins.foldl\' (a: b: a) 0 (builtins.genList (x: x) 3); warnings = let g = n: if n == 0 then [ ] else builtins.seq (g (n - 1)) (g (n - 1)); in g 60; }',
        good: 'host "good" { }',
      }),
    });
    const { code, statuses, found, report } = await validateIn(folder, [
      ...evaluate,
      "--timeout",
      "2",
      "--fail-on",
      "error",
    ]);
    expect(statuses).toContain("evaluate endless: timeout");
    expect(statuses).toContain("evaluate good: ok");
    expect(found.map((text) => text.split(" ")[0])).toEqual(["evaluation-timeout"]);
    expect(report.findings[0]?.message).toContain("over 2 s");
    expect(code).toBe(1);
  });

  it("caps the memory of an evaluation", async () => {
    folder = createFlake({
      "flake.nix": flakeWith({
        bomb: 'host "b" { warnings = builtins.deepSeq (builtins.genList (n: toString n) 50000000) [ ]; }',
      }),
    });
    const { code, statuses, report } = await validateIn(folder, [...evaluate, "--memory", "200M"]);
    expect(statuses).toContain("evaluate bomb: failed");
    expect(report.findings.map(({ ruleId, message }) => `${ruleId} ${message}`)).toEqual([
      "evaluation-timeout Evaluating `nixosConfigurations.bomb` took over 200 MB of memory and was ended.",
    ]);
    expect(code).toBe(1);
  });

  it("builds nothing while evaluating unless it may", async () => {
    folder = createFlake({
      "flake.nix": flakeWith({
        ifd: 'host "i" { system.build.toplevel = drv (builtins.readFile (drv "made-first")); }',
      }),
    });
    const { statuses, report, code } = await validateIn(folder, [
      ...evaluate,
      "--fail-on-warnings",
    ]);
    expect(statuses).toContain("evaluate ifd: skipped");
    expect(report.findings.map(({ message }) => message)).toEqual([
      "`nixosConfigurations.ifd` builds `made-first` while it is evaluated.",
    ]);
    expect(code).toBe(1);
  });

  it("does not obey the flake's nixConfig", async () => {
    const proof = join(`${(folder = createFlake({}))}.home`, "hook-ran");
    const head = `  nixConfig = {\n    allow-import-from-derivation = true;\n    post-build-hook = "/bin/sh -c 'touch ${proof}'";\n    accept-flake-config = true;\n  };\n`;
    writeFileSync(
      join(folder, "flake.nix"),
      flakeWith(
        { ifd: 'host "i" { system.build.toplevel = drv (builtins.readFile (drv "hooked")); }' },
        "",
        head,
      ),
    );
    mkdirSync(join(`${folder}.home`, ".config/nix"), { recursive: true });
    writeFileSync(join(`${folder}.home`, ".config/nix/nix.conf"), "accept-flake-config = true\n");
    const { statuses } = await validateIn(folder, evaluate, {
      NIX_CONFIG: "accept-flake-config = true",
    });
    expect(statuses).toContain("evaluate ifd: skipped");
    expect(existsSync(proof)).toBe(false);
  });

  it("tells warnings at their line, and passes with them unless told otherwise", async () => {
    folder = createFlake({
      "flake.nix": flakeWith({ web: "import ./web.nix host" }),
      "web.nix": 'host:\nhost "web" {\n  warnings = [ "the clock is slow" ];\n}\n',
    });
    const { code, found, statuses } = await validateIn(folder, evaluate);
    expect({ code, found }).toEqual({ code: 0, found: ["evaluation-warning web.nix:3 web"] });
    expect(statuses).toContain("evaluate web: findings");
    expect(await validateIn(folder, [...evaluate, "--fail-on-warnings"])).toMatchObject({
      code: 1,
    });
  });

  it("allows what the config allows, until the day it says", async () => {
    const allow = (expires: string): string =>
      `[[validate.allow]]\nmessage = "not * today"\nreason = "waits for a part"\nexpires = ${expires}\n`;
    folder = createFlake({
      "flake.nix": flakeWith({
        web: 'host "w" { system.build.toplevel = throw "not ever today"; }',
      }),
      "nixaudit.toml": allow("2999-01-01"),
    });
    const allowed = await validateIn(folder, evaluate);
    expect(allowed).toMatchObject({ code: 0, found: [] });
    expect(allowed.report.suppressed).toMatchObject([
      { suppressedBy: "allowed", reason: "waits for a part" },
    ]);
    expect(judge(allowed.report)).toEqual([]);
    writeFileSync(join(folder, "nixaudit.toml"), allow("2001-01-01"));
    expect(await validateIn(folder, evaluate)).toMatchObject({
      code: 1,
      found: ["evaluation-failure flake.nix:19 web"],
    });
  });

  it("says which stage failed where flake.nix itself does, and 125 to bisect where it cannot judge", async () => {
    folder = createFlake({
      "flake.nix": "{\n  outputs = { self }: {\n    nixosConfigurations = nonesuch;\n  };\n}\n",
    });
    const broken = await validateIn(folder, evaluate);
    expect(broken.statuses).toContain("hosts: failed");
    expect(broken.found).toContain("evaluation-failure flake.nix:3 ");
    expect(broken.code).toBe(1);
    const bisected = await runTool(["validate", "--bisect", "-q"], { folder });
    expect(bisected.code).toBe(1);
    writeFileSync(
      join(folder, "flake.nix"),
      '{ inputs.far.url = "github:none/such"; outputs = { self, far }: { }; }\n',
    );
    expect((await runTool(["validate", "--bisect", "-q"], { folder })).code).toBe(125);
  });

  it("skips with the reason where there is no Nix", async () => {
    folder = createFlake({ "flake.nix": flakeWith({ web: 'host "w" { }' }) });
    const { code, statuses, report } = await validateIn(folder, ["--select", "evaluation"], {
      PATH: "/nowhere",
    });
    expect(code).toBe(0);
    expect(statuses.filter((status) => !status.endsWith("skipped"))).toEqual(["audit: ok"]);
    expect(report.stages[0]?.reason).toContain("https://nixos.org/download");
    const strict = await runTool(["validate", "--require-nix"], {
      folder,
      environment: { PATH: "/nowhere" },
    });
    expect(strict).toMatchObject({ code: 2 });
    expect(strict.stderr).toContain("--require-nix");
  });

  it("shows the plan without running anything", async () => {
    folder = createFlake({ "flake.nix": flakeWith({ web: 'host "w" { }' }) });
    const { code, stdout } = await runTool(["validate", "--dry-run", "--host", "web"], {
      folder,
      environment: { NIX_CONFIG: "access-tokens = github.com=abc" },
    });
    expect(code).toBe(0);
    expect(stdout).not.toContain("github.com=abc");
    const { steps } = JSON.parse(stdout) as {
      steps: {
        stage: string;
        host: string | null;
        argv: string[];
        timeout: number;
        needs: string[];
      }[];
    };
    expect(steps.map(({ stage, host }) => `${stage} ${host ?? ""}`.trim())).toEqual([
      "syntax",
      "lock",
      "hosts",
      "hosts",
      "hosts",
      "evaluate web",
      "check",
      "plan web",
    ]);
    for (const { argv, timeout } of steps) {
      expect(argv.length).toBeGreaterThan(3);
      expect(timeout).toBeGreaterThan(0);
    }
    expect(steps.find(({ stage }) => stage === "evaluate")?.needs).toContain("evaluation");
  });
});

function flakeLines(root: string): string[] {
  return execFileSync("cat", [join(root, "flake.nix")], { encoding: "utf8" }).split("\n");
}
