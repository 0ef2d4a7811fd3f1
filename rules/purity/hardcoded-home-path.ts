import {
  constantKey,
  defineRule,
  isTestPath,
  type AttributeBinding,
  type FunctionExpression,
  type PathFragment,
  type StringFragment,
  type SyntaxTree,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "hardcoded-home-path",
  summary: "the path of a home folder, written out in a module",
  category: "purity",
  severity: "info",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: { home: "`{home}` is written out, though `config` knows where this home is." },
  docs: {
    why: "The module works for one user on one machine only. After a rename of the user, or on macOS where homes are in `/Users`, the path leads nowhere without an error.",
    examples: [
      {
        bad: '{ config, ... }:\n{\n  home.sessionPath = [ "/home/alice/bin" ];\n}\n',
        good: '{ config, ... }:\n{\n  home.sessionPath = [ "${config.home.homeDirectory}/bin" ];\n}\n',
      },
    ],
    traps: [
      {
        good: '{ config, ... }:\n{\n  home.homeDirectory = "/home/alice/";\n}\n',
        because: "this says where the home is",
      },
      {
        good: '{ config, ... }:\n{\n  # lives in /home/alice/bin\n  x = "https://example.org/home/alice/bin";\n}\n',
        because: "a comment and a URL lead to no file",
      },
      {
        good: '"/home/alice/bin"\n',
        because: "no `config` is at hand that could tell",
      },
    ],
    whenNotToUse: "In a configuration for one machine and one user that are never renamed.",
  },
  mentions: ["/home/", "/Users/"],
  visit: {
    source_code(_node, { path, tree, report }) {
      if (isTestPath(path)) return;
      const modules = tree.nodesOfKind("function_expression").filter(takesConfig);
      if (modules.length === 0) return;
      const told = new Set<string>();
      for (const fragment of fragmentsOf(tree)) {
        for (const { home, offset } of homesIn(fragment)) {
          if (told.has(home) || !modules.some((module) => module.encloses(fragment))) continue;
          if (isExempt(fragment)) continue;
          told.add(home);
          const start = fragment.start + offset;
          report({
            at: { start, end: start + Buffer.byteLength(home) },
            message: "home",
            data: { home },
          });
        }
      }
    },
  },
});

function takesConfig({ formals }: FunctionExpression): boolean {
  return formals?.formals.some(({ name }) => name.text === "config") ?? false;
}

type Fragment = StringFragment | PathFragment;

function fragmentsOf(tree: SyntaxTree): Fragment[] {
  return [...tree.nodesOfKind("string_fragment"), ...tree.nodesOfKind("path_fragment")].toSorted(
    (left, right) => left.row - right.row,
  );
}

const homeFolder = /(^|[\s"'=([,;|&<>])(\/(?:home|Users)\/([A-Za-z_][\w.-]*))\//g;

/** Folders below `/home` and `/Users` that belong to nobody. */
const noUsers = new Set(["Shared", "shared", "share", "linuxbrew", "root"]);

function* homesIn(
  fragment: Fragment,
): Generator<{ readonly home: string; readonly offset: number }> {
  const { text } = fragment;
  if (!text.includes("/home/") && !text.includes("/Users/")) return;
  for (const match of text.matchAll(homeFolder)) {
    const [, before = "", home = "", user = ""] = match;
    if (noUsers.has(user)) continue;
    // Behind an interpolation the path goes on from there: `${root}/home/…`.
    if (match.index === 0 && before === "" && !isFirstPart(fragment)) continue;
    const offset = Buffer.byteLength(text.slice(0, match.index + before.length));
    yield { home, offset };
  }
}

function isFirstPart(fragment: Fragment): boolean {
  const [first] = fragment.parent?.children ?? [];
  return first === fragment;
}

/** Options that say where a home is. */
const homeOption = /^home(?:Dir|dir|Directory|-directory|Path)?$/;

/** What only describes an option. */
const descriptions = /^(?:description|longDescription|example|defaultText)$/;

/** What lives in a container or test machine has homes of its own. */
const foreignRoots = new Set(["containers", "oci-containers", "container", "nodes"]);

function isExempt(fragment: Fragment): boolean {
  for (const above of fragment.ancestors()) {
    if (above.is("attrpath")) return true;
    if (!above.is("binding")) continue;
    const keys = keysOf(above);
    const isSet = above.expression.is("attrset_expression", "rec_attrset_expression");
    const last = keys.at(-1) ?? "";
    if (descriptions.test(last) || (homeOption.test(last) && !isSet)) return true;
    if (keys.some((key) => foreignRoots.has(key))) return true;
  }
  return false;
}

function keysOf({ attrpath, tree }: AttributeBinding): string[] {
  return attrpath.attrs.flatMap((attribute) => constantKey(tree, attribute.row) ?? []);
}
