import { expect, it } from "vitest";
import { joinEdges } from "../../../src/project/graph/join-edges.ts";
import type { Edge } from "../../../src/project/index.ts";

const edge = (from: string, to: string, by: Edge["by"], start: number): Edge => ({
  from,
  kind: "module",
  by,
  span: { start, end: start + 5 },
  target: { kind: "file", path: to },
});

it("takes the file that a folder's listing makes a host of for no import of itself", () => {
  const entrances = [
    edge("machines/web/configuration.nix", "machines/web/configuration.nix", "listing", 0),
    edge("configuration.nix", "configuration.nix", "value", 0),
  ];
  const others = [edge("a.nix", "a.nix", "value", 20), edge("a.nix", "b.nix", "listing", 0)];
  expect(joinEdges([], [...entrances, ...others])).toEqual(others);
});
