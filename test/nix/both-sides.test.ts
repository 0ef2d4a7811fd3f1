import { execFileSync } from "node:child_process";
import { afterEach, describe, expect, it } from "vitest";
import { removeTree } from "../cli/command-line.ts";
import { createFlake, flakeWith, lacksNix, validateIn } from "./flakes.ts";

// What the source says of hosts beside what Nix finds in the outputs.

const evaluate = ["--stages", "lock,hosts,evaluate", "--select", "evaluation"];
let folder = "";
afterEach(() => removeTree(folder));

describe.skipIf(lacksNix)("hosts on one side only (needs Nix)", { timeout: 60_000 }, () => {
  it("names a host that only the source has, since git does not know its folder", async () => {
    const flake = flakeWith({}).replace(
      "  in {\n",
      "  in {\n    nixosConfigurations = builtins.mapAttrs (name: _: host name { }) (builtins.readDir ./hosts);\n",
    );
    folder = createFlake({
      "flake.nix": flake,
      "hosts/web/default.nix": "{ }\n",
      "hosts/new/default.nix": "{ }\n",
    });
    execFileSync("git", ["init", "-q", folder]);
    execFileSync("git", ["-C", folder, "add", "flake.nix", "hosts/web"]);
    const { code, found, report } = await validateIn(folder, [...evaluate, "--fail-on-warnings"]);
    expect(found.filter((line) => line.startsWith("missing-evaluated-host"))).toEqual([
      expect.stringMatching(/ new$/),
    ]);
    expect(report.findings[0]?.message).toContain("`new`");
    expect(code).toBe(1);
  });

  it("names a host that only the outputs have, and none where both agree", async () => {
    folder = createFlake({
      "flake.nix": flakeWith(
        { web: 'host "web" { }' },
        '    darwinConfigurations = builtins.removeAttrs { mac = host "mac" { }; } (if builtins.nixVersion == "0" then [ "mac" ] else [ ]);\n',
      ),
    });
    const { found, statuses } = await validateIn(folder, evaluate);
    expect(statuses).toContain("evaluate web: ok");
    expect(found.map((line) => line.replace(/flake\.nix:\d+/, "flake.nix"))).toEqual([
      "missing-evaluated-host flake.nix mac",
    ]);
  });
});
