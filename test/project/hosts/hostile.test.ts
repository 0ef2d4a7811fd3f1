import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readHosts, type ReadHosts } from "./read-hosts.ts";

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "nixaudit-hostile-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function findIn(outputs: string, texts: Readonly<Record<string, string>> = {}): ReadHosts {
  const folder = mkdtempSync(join(root, "tree-"));
  writeFileSync(join(folder, "flake.nix"), `{ outputs = { self, nixpkgs, other }: ${outputs}; }`);
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  return readHosts(folder);
}

const host = (modules: string): string =>
  `{ nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = ${modules}; }; }`;

/** Names that each choose between the one before and itself: 2 to the power of their number of ways. */
const choices = Array.from(
  { length: 60 },
  (_, index) => `x${index + 1} = if other.c${index} then x${index} else x${index};`,
).join(" ");

test.each<readonly [string, string, Readonly<Record<string, string>>]>([
  ["choices of lists", `let x0 = [ ./m.nix ]; ${choices} in ${host("x60")}`, { "m.nix": "{ }" }],
  ["choices of modules", `let x0 = ./m.nix; ${choices} in ${host("[ x60 ]")}`, { "m.nix": "{ }" }],
  ["choices of settings", `let x0 = { }; ${choices} in ${host("[ { config = x60; } ]")}`, {}],
  [
    "modules that import themselves",
    host("[ ./m.nix ]"),
    { "m.nix": "{ imports = [ ./m.nix ./n.nix ]; }", "n.nix": "{ imports = [ ./m.nix ]; }" },
  ],
  [
    "modules that make modules",
    host("let f = n: { imports = [ (f (n + 1)) ]; }; in [ (f 0) ]"),
    {},
  ],
  ["functions without end", `let f = n: f (n + 1); in ${host("[ (f 0) ]")}`, {}],
  ["a flake of itself", "self // { nixosConfigurations = self.nixosConfigurations; }", {}],
  ["deep brackets", host(`${"[ ".repeat(5000)}${"] ".repeat(5000)}`), {}],
  [
    "a great many hosts",
    `{ nixosConfigurations = builtins.listToAttrs (builtins.genList (n: { name = "h\${toString n}"; value = nixpkgs.lib.nixosSystem { modules = [ ./m.nix ]; }; }) 3000); }`,
    { "m.nix": "{ }" },
  ],
])("%s have an answer in little time", { timeout: 30_000 }, (_, outputs, texts) => {
  const start = process.cpuUsage();
  const { hosts, unresolved } = findIn(outputs, texts);
  const { user } = process.cpuUsage(start);
  expect(hosts.length + unresolved.length).toBeGreaterThan(0);
  expect(user / 1000).toBeLessThan(15_000);
});

test("the answer is the same each time", () => {
  const outputs = `let x0 = [ ./m.nix ]; ${choices} in ${host("x60 ++ [ other.x ]")}`;
  const describe = ({ hosts, edges, unresolved }: ReadHosts): string =>
    JSON.stringify([hosts, edges, unresolved]);
  const texts = { "m.nix": "{ imports = [ ./gone.nix ]; }" };
  expect(describe(findIn(outputs, texts))).toBe(describe(findIn(outputs, texts)));
});
