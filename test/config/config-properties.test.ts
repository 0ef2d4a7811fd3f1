import fc from "fast-check";
import { expect, it } from "vitest";
import { createRuleNames } from "../../src/config/index.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { createTomlLocator } from "../../src/config/toml-locator.ts";
import { sampleRules } from "./sample-rules.ts";

const pieces = fc.constantFrom(
  ..."[ ] [[ ]] { } = . , # ' \" ''' \"\"\" \n \r\n \\ \\u0041 1 -1 1.5 inf nan true 2020-01-01".split(
    " ",
  ),
  ..."rules overrides paths preset exclude max-file-size severity max-lines off on strict flake".split(
    " ",
  ),
  ...'large-file unused-binding dead-binding __proto__ constructor "off" "strict" ["a"]'.split(" "),
  "\n",
  " ",
  "[rules]\n",
  "[[overrides]]\n",
  '= "off"\n',
);
const tomlText = fc.oneof(
  fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join("")),
  fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(" ")),
  fc.string({ unit: "binary" }),
);

it("never throws, and every problem stands on a line of the text", async () => {
  const names = createRuleNames(sampleRules);
  await fc.assert(
    fc.asyncProperty(tomlText, async (text) => {
      const { problems } = await parseConfig("nixaudit.toml", text, sampleRules, names);
      const lineCount = text.split("\n").length;
      for (const { line, message } of problems) {
        expect(line ?? 1).toBeLessThanOrEqual(lineCount);
        expect(message).not.toContain("\n");
      }
    }),
    { numRuns: 1500 },
  );
});

it("ends on any text, TOML or not", () => {
  fc.assert(
    fc.property(tomlText, fc.array(fc.string()), (text, path) => {
      createTomlLocator(text)(path);
    }),
  );
});
