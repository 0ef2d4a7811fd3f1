import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layOut } from "../../src/report/audit/graph-layout.ts";

const anyPath = fc
  .array(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 4 })
  .map((parts) => `${parts.join("/")}.nix`);
const anyGraph = fc.record({
  hosts: fc.uniqueArray(
    fc.record({ name: fc.string({ minLength: 1, maxLength: 4 }), root: anyPath }),
    {
      selector: ({ name }) => name,
      maxLength: 6,
    },
  ),
  edges: fc.array(fc.record({ from: anyPath, to: anyPath }), { maxLength: 150 }),
});

describe("the drawing of the hosts", () => {
  test("has no two boxes in one place, hosts first, and edges between its boxes", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const layout = layOut(graph);
        if (layout === undefined) return;
        const places = layout.nodes.map(({ layer, row }) => `${layer} ${row}`);
        expect(new Set(places).size).toBe(places.length);
        const ids = new Set(layout.nodes.map(({ id }) => id));
        expect(ids.size).toBe(layout.nodes.length);
        for (const node of layout.nodes) {
          expect(node.isHost).toBe(node.layer === 0);
          expect(node.hosts.length).toBeGreaterThan(0);
        }
        expect(layOut({ hosts: graph.hosts, edges: graph.edges.toReversed() })).toEqual(layout);
      }),
    );
  });

  test("is by folder where there are many files, and not there where there are too many folders", () => {
    const hosts = [{ name: "web", root: "hosts/web/default.nix" }];
    const files = Array.from({ length: 300 }, (_, index) => ({
      from: "hosts/web/default.nix",
      to: `modules/part${index % 3}/f${index}.nix`,
    }));
    const byFolder = layOut({ hosts, edges: files });
    expect(byFolder?.folderDepth).toBe(3);
    expect(byFolder?.nodes.map(({ label }) => label)).toEqual([
      "web",
      "hosts/web/",
      "modules/part0/",
      "modules/part1/",
      "modules/part2/",
    ]);
    const scattered = files.map(({ from }, index) => ({ from, to: `d${index}/f.nix` }));
    expect(layOut({ hosts, edges: scattered })).toBeUndefined();
    expect(layOut({ hosts, edges: [] })).toBeUndefined();
  });
});
