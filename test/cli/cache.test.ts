import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTree, removeTree, runTool, type Run } from "./command-line.ts";

let folder = "";
let cacheFolder = "";
beforeEach(() => {
  const files: Record<string, string> = {};
  for (let index = 0; index < 20; index += 1) {
    files[`good-${index}.nix`] = `{ a = ${index}; }\n`;
    files[`bad-${index}.nix`] = `{\n  # é\n  b = rec { a = ${index}; };\n}\n`;
  }
  files["quiet.nix"] = "# nixaudit: ignore[redundant-rec] wanted here\nrec { a = 1; }\n";
  files["broken.nix"] = "{ a = ; }\n";
  files["vault.nix"] = "age-encryption.org/v1\n";
  folder = createTree(files);
  cacheFolder = join(`${folder}.home`, ".cache/nixaudit");
});
afterEach(() => removeTree(folder));

const audit = (...given: string[]): Promise<Run> =>
  runTool(["--format", "json", "--fail-on", "never", ...given], { folder });
const cacheFiles = (): string[] => (existsSync(cacheFolder) ? readdirSync(cacheFolder) : []);

describe("the cache", { timeout: 60_000 }, () => {
  it("changes nothing in the output, warm or cold", async () => {
    const without = await audit("--no-cache");
    expect(cacheFiles()).toEqual([]);
    const cold = await audit();
    expect(cacheFiles()).toHaveLength(1);
    const path = join(cacheFolder, cacheFiles()[0] ?? "");
    const before = readFileSync(path, "utf8");
    const warm = await audit();
    expect(cold).toEqual(without);
    expect(warm).toEqual(without);
    expect(readFileSync(path, "utf8")).toBe(before);
    expect(before).not.toContain("b = rec");
    const [text, textWarm] = await Promise.all([
      audit("--no-cache", "--format", "text=/dev/stdout"),
      audit("--format", "text=/dev/stdout"),
    ]);
    expect(textWarm).toEqual(text);
  });

  it("follows the files, the options and the config", async () => {
    await audit();
    writeFileSync(join(folder, "good-1.nix"), "rec { a = 1; }\n");
    rmSync(join(folder, "good-2.nix"));
    writeFileSync(join(folder, "new.nix"), "rec { a = 1; }\n");
    for (const given of [[], ["--severity", "error"], ["--format", "sarif=/dev/stdout"]]) {
      const [warm, without] = await Promise.all([audit(...given), audit("--no-cache", ...given)]);
      expect(warm).toEqual(without);
    }
    const config = '[[overrides]]\npaths = ["bad-1*.nix"]\nrules = { redundant-rec = "error" }\n';
    writeFileSync(join(folder, "nixaudit.toml"), config);
    expect(await audit()).toEqual(await audit("--no-cache"));
    expect(cacheFiles()).toHaveLength(1);
    await audit();
    expect(readFileSync(join(cacheFolder, cacheFiles()[0] ?? ""), "utf8")).not.toContain(
      "good-2.nix",
    );
  });

  it("is not believed when it is damaged", async () => {
    const without = await audit("--no-cache");
    await audit();
    const path = join(cacheFolder, cacheFiles()[0] ?? "");
    const whole = readFileSync(path);
    const lie = Buffer.from(whole.toString().replaceAll("redundant-rec", "redundant-cer"));
    for (const damaged of [
      whole.subarray(0, whole.length / 2),
      Buffer.alloc(0),
      Buffer.from("{}\n[]"),
      lie,
    ]) {
      writeFileSync(path, damaged);
      expect(await audit()).toEqual(without);
    }
  });

  it("is left out where it has no place", async () => {
    const without = await audit("--no-cache");
    const given = ["--format", "json", "--fail-on", "never"];
    for (const environment of [
      { HOME: "", XDG_CACHE_HOME: "relative" },
      { HOME: "/proc/none" },
      { XDG_CACHE_HOME: "/proc/none" },
      { HOME: folder },
    ])
      expect(await runTool(given, { folder, environment })).toEqual(without);
    expect(existsSync(join(folder, ".cache"))).toBe(false);
    await runTool(["--diff"], { folder });
    await runTool(["--timing"], { folder });
    expect(cacheFiles()).toEqual([]);
  });

  it("goes where it is told", async () => {
    await audit("--cache-dir", "kept");
    expect(readdirSync(join(folder, "kept"))).toHaveLength(1);
    const environment = { XDG_CACHE_HOME: join(`${folder}.home`, "elsewhere") };
    await runTool([], { folder, environment });
    expect(readdirSync(join(`${folder}.home`, "elsewhere/nixaudit"))).toHaveLength(1);
    expect(cacheFiles()).toEqual([]);
  });
});
