import { expect, test } from "vitest";
import missingEllipsis from "../../rules/module/missing-module-ellipsis.ts";
import mkifInImports from "../../rules/module/mkif-in-imports.ts";
import mkifInUpdate from "../../rules/module/mkif-in-update.ts";
import { fixSample } from "../rule-harness/run-rule.ts";
import { describeWithNix } from "../oracle/describe-with-nix.ts";
import { evaluate, type Evaluated } from "../oracle/nix.ts";

// What the real Nix, without nixpkgs, says of the samples of rules on modules. `mkIf` and `mkMerge` give here what they
// give in nixpkgs' `lib/modules.nix`; the module system itself is not made up.

const lib = `{
  mkIf = condition: content: { _type = "if"; inherit condition content; };
  mkMerge = contents: { _type = "merge"; inherit contents; };
  optionals = condition: list: if condition then list else [ ];
}`;

function evaluateCall(module: string, named: string): Evaluated {
  const [outcome] = evaluate([`(${module}) { ${named} }`]);
  if (!outcome) throw new Error("no outcome");
  return outcome;
}

function samplesOf(rule: typeof missingEllipsis): { readonly bad: string; readonly good: string } {
  const [example] = rule.docs.examples;
  if (!example) throw new Error(`${rule.id} has no example`);
  return example;
}

describeWithNix("modules that the rules report", () => {
  test("without `...` a function refuses what the module system passes besides", () => {
    const passed = 'config = { }; pkgs.nginx = "nginx"; lib = { }; options = { };';
    const { bad, good } = samplesOf(missingEllipsis);
    expect(evaluateCall(bad, passed)).toMatchObject({
      error: { message: expect.stringContaining("unexpected argument") as string },
    });
    expect(evaluateCall(good, passed)).toEqual({
      value: '{ environment = { systemPackages = [ "nginx" ]; }; }',
    });
  });

  test.each([
    "{ }: { a = 1; }\n",
    "{\n  lib,\n  # kept\n}:\n{ a = 1; }\n",
    "{ lib\n, pkgs\n}@args: { a = 1; }\n",
  ])("the fix of %j takes everything", (text) => {
    const example = missingEllipsis.docs.examples[0];
    const fixed = fixSample(
      missingEllipsis,
      { text, path: example?.path ?? "", files: example?.files ?? {} },
      ["safe"],
    );
    const after = Buffer.from(fixed.after).toString();
    const passed = "config = { }; lib = { }; pkgs = { }; options = { };";
    expect(evaluateCall(text, passed)).toHaveProperty("error");
    expect(evaluateCall(after, passed)).toEqual({ value: "{ a = 1; }" });
  });

  test("`imports` is a set where the module system reads a list", () => {
    const { bad, good } = samplesOf(mkifInImports);
    const passed = `lib = ${lib}; withDesktop = false;`;
    const isList = (module: string): string =>
      `args: { isList = builtins.isList ((${module}) args).imports; }`;
    expect(evaluateCall(isList(bad), passed)).toEqual({ value: "{ isList = false; }" });
    expect(evaluateCall(isList(good), passed)).toEqual({ value: "{ isList = true; }" });
  });

  test("`//` leaves the definitions of one side outside of what the wrapper holds", () => {
    const { bad, good } = samplesOf(mkifInUpdate);
    const passed = `lib = ${lib}; config.my.web = true;`;
    // The module system takes `content` of an `if`, and `contents` of a `merge`.
    const taken = `part: if part ? contents then builtins.concatMap (content: builtins.attrNames (content.content or content).services) part.contents else builtins.attrNames part.content.services`;
    const services = (module: string): string => `args: (${taken}) ((${module}) args).config`;
    expect(evaluateCall(services(bad), passed)).toEqual({ value: '[ "nginx" ]' });
    expect(evaluateCall(services(good), passed)).toEqual({ value: '[ "openssh" "nginx" ]' });
  });
});
