import { describe, expect, test } from "vitest";
import { describeTarget } from "../../../src/report/graph-view.ts";
import { loadFixture } from "./load-fixture.ts";

describe("the graph of fixtures/projects/graph", () => {
  const { graph } = loadFixture("graph");
  const shown = graph.edges.map(
    ({ from, kind, target, by, isConditional }) =>
      `${from} ${kind} ${by} ${describeTarget(target)}${isConditional ? " ?" : ""}`,
  );

  test("has these edges, and no other", () => {
    expect(shown).toEqual([
      "flake.nix source literal modules/",
      "flake.nix overlay literal overlays/default.nix",
      "flake.nix module literal hosts/web/default.nix",
      "flake.nix module literal modules/base/default.nix",
      "flake.nix module literal disko.nixosModules.disko (external)",
      "flake.nix module value hosts/mail/default.nix",
      "hosts/mail/default.nix module literal modules/base/default.nix",
      "hosts/mail/default.nix module value (unresolved) `profile` is not known here: argument `profile` of a function",
      "hosts/mail/default.nix module literal inputs.disko.nixosModules.disko (external)",
      "hosts/mail/default.nix data literal hosts/mail/hosts.json",
      "hosts/web/default.nix module literal modules/base/default.nix",
      "hosts/web/default.nix module value hosts/web/site.nix",
      "hosts/web/default.nix data literal hosts/web/local.nix (missing) ?",
      "hosts/web/default.nix module literal hosts/web/local.nix (missing) ?",
      "hosts/web/default.nix package literal pkgs/tool/default.nix",
      "hosts/web/default.nix secret literal secrets/web.yaml",
      "modules/base/default.nix module literal modules/base/users.nix",
      "modules/base/users.nix module literal modules/base/default.nix",
      "overlays/default.nix package literal pkgs/tool/default.nix",
      "pkgs/tool/default.nix source literal pkgs/tool/src/",
      "pkgs/tool/default.nix source literal pkgs/tool/gone.patch (missing)",
    ]);
  });

  test("has one cycle, from its least file", () => {
    expect(graph.cycles.map((cycle) => cycle.map(({ from }) => from))).toEqual([
      ["modules/base/default.nix", "modules/base/users.nix"],
    ]);
  });

  test("answers what is reached, and from where", () => {
    expect(graph.closureOf(["hosts/mail/default.nix"], new Set(["module"]))).toEqual([
      "hosts/mail/default.nix",
      "modules/base/default.nix",
      "modules/base/users.nix",
    ]);
    expect(graph.reachedFrom(["modules/base/users.nix"]).toSorted()).toEqual([
      "flake.nix",
      "hosts/mail/default.nix",
      "hosts/web/default.nix",
      "modules/base/default.nix",
      "modules/base/users.nix",
    ]);
  });
});
