import { describe, expect, test } from "vitest";
import { printCode } from "../../../src/project/copies/index.ts";
import { PIECE_WIDTH, SHAPE_WIDTH } from "../../../src/project/copies/print-code.ts";
import { createParser, loadParserModule } from "../../../src/syntax/index.ts";

const parser = createParser(loadParserModule());

function piecesOf(text: string): Map<string, number> {
  const { pieces } = printCode(parser.parse(Buffer.from(text)));
  const found = new Map<string, number>();
  for (let at = 0; at < pieces.length; at += PIECE_WIDTH)
    if (pieces[at] !== 0)
      found.set(text.slice(pieces[at + 2], pieces[at + 3]).replace(/\s+/g, " "), pieces[at] ?? 0);
  return found;
}

function shapesOf(text: string): number[] {
  const { shapes } = printCode(parser.parse(Buffer.from(text)));
  return shapes.filter((_, index) => index % SHAPE_WIDTH === 0);
}

const filler = Array.from({ length: 12 }, (_, index) => `  filler${index} = f x;\n`).join("");

describe("printCode", () => {
  test("gives equal code equal numbers, whatever stands round it, and however it is laid out", () => {
    const one = piecesOf(`{\n${filler}  a = g { b = 1; c = "x"; };\n}\n`);
    const other = piecesOf(
      `{ pkgs, ... }:\nlet y = 2; in\n{\n  z = y;\n  a = g {\n    # why\n    b = 1;\n    c = "x";\n  };\n${filler}}\n`,
    );
    const [first] = [...one].filter(([text]) => text.startsWith("a ="));
    const [second] = [...other].filter(([text]) => text.startsWith("a ="));
    expect(first?.[1]).toBeDefined();
    expect(first?.[1]).toBe(second?.[1]);
  });

  test("tells apart what differs in one token, or in their order", () => {
    const found = piecesOf(
      `{\n${filler}  a = f x y;\n  b = f x y;\n  a.c = f x y;\n  a = f y x;\n  a = f "x" y;\n  a = f "y" y;\n  a = f '' y;\n}\n`.replace(
        "f '' y",
        "f ''y''",
      ),
    );
    expect(new Set(found.values()).size).toBe(found.size);
  });

  test("leaves literals open in shapes, and nothing else", () => {
    const call = (name: string, port: number, key: string): string =>
      `{\n${filler}  v = g { host = "${name}"; port = ${port}; ${key} = true; more = h [ (x y) (x z) (x w) ]; deep.er = { a = f x; b = f y; }; };\n}\n`;
    const [a, b, c] = [
      call("web", 80, "ssl"),
      call("mail.example.org", 25, "ssl"),
      call("web", 80, "tls"),
    ].map((text) => shapesOf(text));
    expect(a?.length).toBeGreaterThan(0);
    expect(b).toEqual(a);
    expect(c).not.toEqual(a);
  });

  test("says nothing of short files, nor of lists of names", () => {
    const names = Array.from({ length: 50 }, (_, index) => `pkgs.tool${index}`).join(" ");
    expect(printCode(parser.parse(Buffer.from(`{ a = 1; }\n`))).pieces).toEqual([]);
    expect(printCode(parser.parse(Buffer.from(`{ p = [ ${names} ]; }\n`))).pieces).toEqual([]);
  });

  test("is linear: a deep chain of calls and a long string take no time", () => {
    const start = performance.now();
    printCode(parser.parse(Buffer.from(`{ a = ${"(f ".repeat(20_000)}x${")".repeat(20_000)}; }`)));
    printCode(parser.parse(Buffer.from(`{ a = ''\n${"  line\n".repeat(100_000)}''; }`)));
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
