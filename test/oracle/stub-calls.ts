import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { libStub } from "./random-expressions.ts";

/** Two texts that should be worth the same. */
export interface Pair {
  readonly before: string;
  readonly after: string;
}

/** What calling both with stubs told. */
export interface StubVerdict {
  /** Parts of the value that came out equal under at least one set of arguments. */
  readonly same: readonly string[];
  /** Parts that failed whatever they were given, and no longer do. */
  readonly mended: readonly string[];
  /** Parts of which nothing is known: both fail whatever they are given. */
  readonly open: readonly string[];
  readonly different: readonly string[];
}

/** What arguments are that no name below tells the type of. A part of a value counts where one of them lets it be worked out. */
const worlds = [
  'rec { a = 1; b = 2; c = { a = 3; b = c.a; }; x = a; y = b; z = a; k = a; tool = package; enable = true; system = "x"; pkgs = known; }',
  "3",
  '"text"',
  "true",
  "false",
  "[ 1 2 ]",
  "(x: y: [ x y ])",
  "null",
];

/** Sets and lists are taken apart this far, so that a part that needs what no stub has hides no other. */
const DEPTH = 3;

/**
 * Stands for what modules and packages are called with. Where nixpkgs has two names for one thing, so does this; the rest is there so
 * that something comes out.
 */
const prelude = `world: let
  lib = ${libStub} // {
    mdDoc = x: x;
    literalExpression = text: { inherit text; };
    literalExample = text: { inherit text; };
    cartesianProduct = x: x;
    cartesianProductOfSets = x: x;
    mkEnableOption = description: { inherit description; };
    mkOption = x: x;
    mkIf = condition: content: { inherit condition content; };
    mkMerge = contents: { inherit contents; };
    mkForce = content: { inherit content; };
    mkDefault = content: { inherit content; };
    mkOverride = priority: content: { inherit priority content; };
    types = { str = "str"; int = "int"; bool = "bool"; };
    fakeHash = "fake";
  };
  package = rec {
    pname = "package";
    version = "1";
    override = x: package // { overridden = true; };
    overrideAttrs = x: package // { overridden = true; };
    outPath = "/package";
  };
  mkDerivation = x:
    let attributes = if builtins.isFunction x then x attributes else x;
    in { outPath = "/package"; } // attributes;
  stdenv = {
    inherit lib mkDerivation;
    hostPlatform = { system = "x86_64-linux"; isLinux = true; isDarwin = false; };
    isLinux = true;
    isDarwin = false;
  };
  known = {
    inherit lib stdenv;
    pkgs = known // { inherit lib; };
    system = "x86_64-linux";
    hello = package;
    bash = package;
    curl = package;
    zlib = package;
    tool = package;
    fetchurl = x: x;
    fetchFromGitHub = x: x;
    buildGoModule = mkDerivation;
    callPackage = f: x: package;
    config = { a = 1; x = true; services.x.enable = true; };
    cfg = { a = 1; b = 2; c = true; enable = true; user = "u"; group = "g"; service = { user = "u"; group = "g"; }; };
    inputs = { nixpkgs = { lib = lib; }; x.packages.x86_64-linux.default = package; self = { }; };
    xs = [ 1 2 ];
    ys = [ 3 ];
    f = x: [ x ];
    g = x: [ x ];
  };
  call = f: f (
    if builtins.functionArgs f == { } then if builtins.isAttrs world then known // world else world
    else builtins.mapAttrs (n: _: known.\${n} or world) (builtins.functionArgs f)
  );
  # A function that gives a function for ever ends the process, and no error catches that.
  forceAtMost = n: v: if n > 0 && builtins.isFunction v then forceAtMost (n - 1) (call v) else v;
  force = forceAtMost 5;
  show = depth: value: let v = if depth > 0 then force value else value; in
    if depth <= 0 then builtins.typeOf v
    else if builtins.isFunction v then "a function"
    else if builtins.isAttrs v && v ? genAttrs then "lib"
    else if builtins.isAttrs v && v ? callPackage then "pkgs"
    else if builtins.isPath v then toString v
    else if builtins.isAttrs v && v ? outPath then { package = v.pname or v.name or ""; overridden = v.overridden or false; src = show (depth - 1) (v.src or null); }
    else if builtins.isAttrs v then builtins.mapAttrs (n: show (depth - 1)) v
    else if builtins.isList v then map (show (depth - 1)) v
    else v;
  at = path: value: let v = force value; key = builtins.head path; in
    if path == [ ] then v
    else at (builtins.tail path) (if builtins.isList v then builtins.elemAt v key else v.\${key});
in {
  value = path: value: builtins.toJSON (show 6 (at path value));
  parts = path: value: let v = at path value; in builtins.toJSON (
    if builtins.isList v then builtins.genList (n: n) (builtins.length v)
    else if builtins.isAttrs v && !(v ? outPath) then builtins.attrNames v
    else null
  );
}`;

type Path = readonly (string | number)[];

/** Calls each pair's texts with stubs for their arguments, and compares what comes out part by part. */
export function callWithStubs(pairs: readonly Pair[]): StubVerdict[] {
  const folder = mkdtempSync(join(tmpdir(), "nixaudit-stubs-"));
  try {
    for (const [index, world] of worlds.entries())
      writeFileSync(
        join(folder, `world${index}.nix`),
        `let w = ${prelude}; known = { }; package = { outPath = "/package"; override = x: package; overrideAttrs = x: package; }; in w (${world})`,
      );
    for (const [index, { before, after }] of pairs.entries()) {
      writeFileSync(join(folder, `before${index}.nix`), before);
      writeFileSync(join(folder, `after${index}.nix`), after);
    }
    return judge(pairs.length, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function judge(count: number, folder: string): StubVerdict[] {
  const verdicts = Array.from({ length: count }, () => ({
    same: [] as string[],
    mended: [] as string[],
    open: [] as string[],
    different: [] as string[],
  }));
  let level: { readonly pair: number; readonly path: Path }[] = verdicts.map((_, pair) => ({
    pair,
    path: [],
  }));
  for (let depth = 0; level.length > 0; depth++) {
    const questions = level.flatMap(({ pair, path }) =>
      worlds.flatMap((_, world) =>
        ["before", "after"].flatMap((side) =>
          ["value", "parts"].map(
            (what) =>
              `(import ${folder}/world${world}.nix).${what} ${nixList(path)} (import ${folder}/${side}${pair}.nix)`,
          ),
        ),
      ),
    );
    const answers = ask(questions);
    const next: typeof level = [];
    for (const [index, { pair, path }] of level.entries()) {
      const own = answers.slice(index * worlds.length * 4, (index + 1) * worlds.length * 4);
      const verdict = verdicts[pair];
      if (!verdict) continue;
      const outcome = compareWorlds(own);
      const name = path.join(".") || "all of it";
      const parts = own.filter((_, at) => at % 4 === 1).find((answer) => answer !== undefined);
      const keys = (parts === undefined ? null : JSON.parse(parts)) as Path | null;
      const isWhole = outcome === "different" || outcome === "same";
      if (!isWhole && keys && keys.length > 0 && depth < DEPTH)
        next.push(...keys.map((key) => ({ pair, path: [...path, key] })));
      else verdict[outcome].push(name);
    }
    level = next;
  }
  return verdicts;
}

/** Answers come by world: the value and the parts before, the value and the parts after. */
function compareWorlds(answers: readonly (string | undefined)[]): keyof StubVerdict {
  let outcome: keyof StubVerdict = "open";
  for (let at = 0; at < answers.length; at += 4) {
    const [before, after] = [answers[at], answers[at + 2]];
    if (before === undefined && after !== undefined && outcome === "open") outcome = "mended";
    // `{ ... }:` takes sets alone, and can't be told from `x:`, which takes all: what is no set is not held against it.
    if (before === undefined || (after === undefined && at > 0)) continue;
    if (before !== after) return "different";
    outcome = "same";
  }
  return outcome;
}

/** The hash of each answer, or for lists of parts the answer; `undefined` where Nix fails. One process, which no error stops. */
function ask(questions: readonly string[]): (string | undefined)[] {
  const mark = "@@";
  const input = questions
    .map((question, index) => `"${mark}${index} " + (${question}) + "${mark}"\n`)
    .join("");
  const { stdout, error } = spawnSync(
    "nix",
    ["--extra-experimental-features", "nix-command flakes", "repl", "--store", "dummy://"],
    {
      input,
      encoding: "utf8",
      maxBuffer: 1024 ** 3,
      env: { ...process.env, NO_COLOR: "1", TERM: "dumb" },
    },
  );
  if (error) throw error;
  const answers: (string | undefined)[] = questions.map(() => undefined);
  for (const [, index = "", text = ""] of stdout.matchAll(/"@@(\d+) (.*)@@"/g))
    answers[Number(index)] = text.replace(/\\(.)/g, (_, char: string) =>
      char === "n" ? "\n" : char,
    );
  return answers;
}

function nixList(path: Path): string {
  return `[ ${path.map((key) => (typeof key === "number" ? key : JSON.stringify(key).replaceAll("${", "\\${"))).join(" ")} ]`;
}
