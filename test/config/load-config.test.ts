import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execFileSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createConfig,
  findConfigFile,
  loadConfig,
  renderConfigProblem,
  type CommandLineSettings,
  type Config,
  type ConfigRequest,
} from "../../src/config/index.ts";
import { sampleRules } from "./sample-rules.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nixaudit-config-"));
  mkdirSync(join(folder, ".git"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

async function load(
  text: string | undefined,
  cli: CommandLineSettings = {},
  request: Partial<ConfigRequest> = {},
): Promise<Config> {
  if (text !== undefined) write("nixaudit.toml", text);
  const outcome = await loadConfig({
    startFolder: folder,
    disabled: false,
    rules: sampleRules,
    cli,
    ...request,
  });
  if (!outcome.ok) throw new Error(outcome.problems.map(renderConfigProblem).join("\n"));
  return outcome.config;
}

function enabled(config: Config, path = "a.nix"): readonly string[] {
  return [...config.settingsFor(path).values()].map(({ ruleId, severity }) =>
    severity === undefined ? ruleId : `${ruleId}=${severity}`,
  );
}

describe("where the config is", () => {
  it("is nothing when there is no file", async () => {
    const config = await load(undefined);
    expect(config).toMatchObject({
      path: undefined,
      root: folder,
      exclude: [],
      maxFileSize: 4e6,
    });
    expect(enabled(config)).toEqual([
      "syntax-error",
      "unused-binding",
      "unlocked-input",
      "hardcoded-secret",
    ]);
  });

  it("is the nearest file above, up to the top of the work tree", () => {
    write("nixaudit.toml", "");
    write("hosts/web/nixaudit.toml", "");
    write("inner/.git/HEAD", "");
    expect(findConfigFile(join(folder, "hosts/web"))).toBe(join(folder, "hosts/web/nixaudit.toml"));
    expect(findConfigFile(join(folder, "hosts"))).toBe(join(folder, "nixaudit.toml"));
    expect(findConfigFile(join(folder, "inner"))).toBeUndefined();
  });

  it("is not read when disabled", async () => {
    expect((await load("preset = 3", {}, { disabled: true })).path).toBeUndefined();
  });

  it("is the named file", async () => {
    write("other.toml", 'preset = "strict"');
    const config = await load(undefined, {}, { configPath: "other.toml" });
    expect(config.path).toBe(join(folder, "other.toml"));
    expect(enabled(config)).toContain("unused-formal");
  });

  it("takes patterns relative to the audit root when the named file lies beside it", async () => {
    write(
      "shared/nixaudit.toml",
      'overrides = [{ paths = ["/a.nix"], rules = { flake = "off" } }]',
    );
    const auditRoot = join(folder, "tree");
    const configPath = join(folder, "shared/nixaudit.toml");
    const config = await load(undefined, {}, { startFolder: auditRoot, auditRoot, configPath });
    expect(config.root).toBe(auditRoot);
    expect(enabled(config, "a.nix")).not.toContain("unlocked-input");
  });

  it.each([
    ["a missing file", () => "missing.toml", "the file does not exist"],
    ["a folder", () => (mkdirSync(join(folder, "x")), "x"), "the file is not a regular file"],
    [
      "a pipe",
      () => (execFileSync("mkfifo", [join(folder, "pipe")]), "pipe"),
      "the file is not a regular file",
    ],
    [
      "invalid UTF-8",
      () => (writeFileSync(join(folder, "x"), Buffer.from([0x23, 0xff])), "x"),
      "the file is not valid UTF-8",
    ],
    [
      "a huge file",
      () => (write("x", "#".repeat(300_000)), "x"),
      "the file is larger than 256 KiB",
    ],
  ])("refuses %s", async (_, create, message) => {
    const configPath = create();
    await expect(load(undefined, {}, { configPath })).rejects.toThrow(message);
  });
});

describe("precedence", () => {
  it("goes from preset to category to rule", async () => {
    const config = await load(
      `preset = "strict"
      [rules]
      unused-binding = "on"
      dead-code = "error"
      hardcoded-secret = "off"
      secrets = "info"`,
    );
    expect(enabled(config)).toEqual([
      "syntax-error",
      "unused-binding",
      "unused-formal=error",
      "unlocked-input",
      "weak-hash=info",
    ]);
  });

  it("lets overrides win in order, and gives the same map for the same overrides", async () => {
    const config = await load(`
      [rules]
      unlocked-input = "error"
      [[overrides]]
      paths = ["tests/**"]
      rules = { flake = "off" }
      [[overrides]]
      paths = ["keep.nix"]
      [overrides.rules]
      unlocked-input = "info"
    `);
    expect(enabled(config)).toContain("unlocked-input=error");
    expect(enabled(config, "tests/a.nix").join()).not.toContain("unlocked-input");
    expect(enabled(config, "tests/keep.nix")).toContain("unlocked-input=info");
    expect(config.settingsFor("a.nix")).toBe(config.settingsFor("b/c.nix"));
    expect(config.settingsFor("tests/a.nix")).toBe(config.settingsFor("tests/b.nix"));
    expect(config.settingsFor("tests/a.nix")).not.toBe(config.settingsFor("a.nix"));
    expect(config.settingsFor("../outside.nix")).toBe(config.settingsFor("a.nix"));
  });

  it("matches override patterns from the folder of the config file", async () => {
    write("sub/nixaudit.toml", 'overrides = [{ paths = ["/x.nix"], rules = { flake = "off" } }]');
    const inside = await load(
      undefined,
      {},
      { startFolder: join(folder, "sub"), auditRoot: folder },
    );
    expect(enabled(inside, "sub/x.nix")).not.toContain("unlocked-input");
    expect(enabled(inside, "x.nix")).toContain("unlocked-input");
    write("nixaudit.toml", 'overrides = [{ paths = ["/sub/x.nix"], rules = { flake = "off" } }]');
    rmSync(join(folder, "sub/nixaudit.toml"));
    const start = join(folder, "sub");
    const above = await load(undefined, {}, { startFolder: start, auditRoot: start });
    expect(enabled(above, "x.nix")).not.toContain("unlocked-input");
  });

  it("fills in options, merges them, and does not enable a rule by them", async () => {
    const text = `[rules]
      large-file = { severity = "info", max-lines = 800 }
      [[overrides]]
      paths = ["a.nix"]
      rules = { large-file = { allowed = ["x"] } }`;
    const options = { "max-lines": 800, count: "all", allowed: ["x"] };
    const setting = (await load(text)).settingsFor("a.nix").get("large-file");
    expect(setting).toEqual({
      ruleId: "large-file",
      severity: "info",
      options,
    });
    const optionsOnly = await load("[rules.large-file]\nmax-lines = 8");
    expect(enabled(optionsOnly)).not.toContain("large-file");
  });

  it("accepts a former id", async () => {
    expect(enabled(await load('rules.dead-binding = "error"'))).toContain("unused-binding=error");
    const config = await load("", { ignore: ["dead-binding"] });
    expect(enabled(config)).not.toContain("unused-binding");
  });

  it("lets the command line win", async () => {
    const text = `[rules]\nweak-hash = "off"\nunlocked-input = "error"\nunused-binding = "off"`;
    const select = ["secrets", "flake", "unused-binding"];
    expect(enabled(await load(text, { select }))).toEqual([
      "syntax-error",
      "unused-binding",
      "unlocked-input=error",
      "hardcoded-secret",
    ]);
    expect(enabled(await load(text, { select, ignore: ["secrets", "syntax-error"] }))).toEqual([
      "unused-binding",
      "unlocked-input=error",
    ]);
    expect(enabled(await load("", { preset: "opt-in" }))).toHaveLength(sampleRules.length);
    expect(enabled(await load("", { select: [] }))).toEqual(enabled(await load("")));
    expect(await load("", { severity: "error", confidence: "medium" })).toMatchObject({
      minimumSeverity: "error",
      minimumConfidence: "medium",
    });
  });

  it("runs rules of syntax unless one is off by its id", async () => {
    expect(enabled(await load("", { select: ["flake"] }))).toContain("syntax-error");
    expect(enabled(await load('rules.syntax-error = "off"'))).not.toContain("syntax-error");
  });
});

describe("plain data", () => {
  it("makes the same config again", async () => {
    const config = await load(`"$schema" = "x"
      exclude = ["archive/**"]
      max-file-size = "1.5 MiB"
      overrides = [{ paths = ["t/"], rules = { flake = "off" } }]`);
    expect(config).toMatchObject({
      exclude: ["archive/**"],
      maxFileSize: 1_572_864,
    });
    const copy = createConfig(structuredClone(config.data), sampleRules);
    expect(copy.fingerprint).toBe(config.fingerprint);
    expect([...copy.settingsFor("t/a.nix")]).toEqual([...config.settingsFor("t/a.nix")]);
  });

  it("has a fingerprint that ignores order and spelling, but no setting", async () => {
    const first = await load(
      '[rules]\nflake = "off"\nlarge-file = { severity = "info", max-lines = 9 }',
    );
    const second = await load(
      'rules.large-file = { max-lines = 9, severity = "info" }\nrules.flake = "off"',
    );
    const third = await load('rules.flake = "off"');
    expect(second.fingerprint).toBe(first.fingerprint);
    expect(third.fingerprint).not.toBe(first.fingerprint);
  });
});
