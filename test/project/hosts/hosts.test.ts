import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { describeProject, hostProjects } from "./read-hosts.ts";

const folder = new URL("./expected/", import.meta.url);

describe("hosts, modules and open questions of", () => {
  test.each(hostProjects)("%s", (name) => {
    expect(describeProject(name)).toBe(readFileSync(new URL(`${name}.txt`, folder), "utf8"));
  });

  test("every project that an expectation is there for", () => {
    expect(readdirSync(folder).toSorted()).toEqual(hostProjects.map((name) => `${name}.txt`));
  });
});
