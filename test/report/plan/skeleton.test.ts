import { array, assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { relativePath } from "../../../src/report/plan/names.ts";
import { renderModule } from "../../../src/report/plan/skeleton.ts";
import { createParser, findSyntaxErrors, loadParserModule } from "../../../src/syntax/index.ts";

const parser = createParser(loadParserModule());
const parses = (text: string): boolean =>
  findSyntaxErrors(parser.parse(Buffer.from(text))).length === 0;

describe("skeletons", () => {
  it("parse whatever the names are", () => {
    assert(
      property(
        string({ unit: "binary" }),
        string(),
        array(string()),
        (name, namespace, options) => {
          const concerns = options.map((option) => ({
            option,
            lines: 1,
            firstLine: 1,
            lastLine: 2,
          }));
          expect(parses(renderModule({ namespace, name }, concerns, name))).toBe(true);
        },
      ),
    );
  });

  it("name paths as Nix reads them", () => {
    expect(relativePath("modules", "modules/a.nix")).toBe("./a.nix");
    expect(relativePath("profiles", "modules/web/default.nix")).toBe("../modules/web");
    expect(relativePath("a/b", "a/c d/x.nix")).toBe('(./. + "/../c d/x.nix")');
    assert(
      property(array(string({ minLength: 1 }), { minLength: 1 }), (steps) => {
        expect(parses(`[ ${relativePath("a", steps.join("/"))} ]`)).toBe(true);
      }),
    );
  });
});
