import {
  attributesOf,
  bindingAround,
  constantKey,
  defineRule,
  overlaysOf,
  type AnyNode,
  type SelectExpression,
  type SetAttribute,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "overlay-previous-dependency",
  summary: "a dependency that an overlay takes from the package set before it",
  category: "package",
  severity: "info",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  messages: {
    dependency:
      "`{member}` depends on `{previous}.{name}`, past what this and later overlays make of `{name}`.",
  },
  docs: {
    why: "The second argument of an overlay is the package set as it was before. A dependency that is taken from it stays what it was, even where this or a later overlay replaces it with a fixed one.",
    examples: [
      {
        bad: "{ overlays = [ (final: prev: { tool = prev.tool.override { ffmpeg = prev.ffmpeg-full; }; }) ]; }\n",
        good: "{ overlays = [ (final: prev: { tool = prev.tool.override { ffmpeg = final.ffmpeg-full; }; }) ]; }\n",
      },
    ],
    traps: [
      {
        good: "{ overlays = [ (final: prev: { toolMinimal = prev.tool.override { withGui = false; }; }) ]; }\n",
        because: "it is what the member is made from, no dependency",
      },
      {
        good: '{ overlays = [ (final: prev: { tool = prev.tool.overrideAttrs (old: { patches = old.patches ++ prev.lib.optional prev.stdenv.isLinux (prev.fetchpatch { url = "https://example.org/1"; }); }); }) ]; }\n',
        because: "through `final`, such functions can recurse",
      },
      {
        good: "{ overlays = [ (final: prev: { tool = prev.callPackage ./tool.nix { }; }) ]; }\n",
        because: "`callPackage` itself fills in packages of the finished set",
      },
    ],
    whenNotToUse:
      "Where a package near the root of nixpkgs is changed, the finished set recurses, and the previous one is right.",
    fixSafety:
      "The dependency may be another one then, and where it depends on the member itself, evaluation recurses without end.",
  },
  visit: {
    source_code(_node, { semantics, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      for (const overlay of overlaysOf(semantics)) {
        if (overlay.kind !== "packages") continue;
        const members = overlay.sets.flatMap(attributesOf);
        for (const { node } of overlay.previous.references) {
          const select = node.parent;
          if (!select?.is("select_expression") || select.expression.row !== node.row) continue;
          const [key] = select.attrpath.attrs;
          const name = key && constantKey(select.tree, key.row);
          const member = memberAround(select, members);
          if (!key || !name || !member || member.name === name) continue;
          if (isFunctionLike(name) || !isDependency(select, member)) continue;
          const { final, previous } = overlay;
          const data = { member: member.name, previous: previous.name, name };
          const fix =
            final.name.startsWith("_") || bindingAround(final.name, select, semantics) !== final
              ? undefined
              : {
                  title: `Take it from \`${final.name}\``,
                  edits: [{ span: node, newText: final.name }],
                };
          report({ at: { start: select.start, end: key.end }, message: "dependency", data, fix });
        }
      }
    },
  },
});

/** Functions and the like, which are the same in both sets, or which the finished set needs to know itself. */
function isFunctionLike(name: string): boolean {
  return functionLike.test(name);
}

const functionLike = new RegExp(
  `^(?:${[
    "lib|config|system|overlays|path|pkgs.*|extend|appendOverlays|formats|testers|nixosTests?",
    String.raw`stdenv\w*|\w*[sS]tdenv|(?:build|host|target)Platform|(?:build|mk|write)[A-Z]\w*|fetch\w*`,
    String.raw`run(?:Command|time)\w*|callPackages?|newScope|requireFile|linkFarm\w*|copyPaths?ToStore|symlinkJoin`,
    String.raw`make(?:SetupHook|DesktopItem|FontsConf|Scope|Overridable|RustPlatform|Initrd)\w*|substitute\w*`,
    String.raw`wrap(?!GApps|Qt)\w+|applyPatches|srcOnly|emptyFile|emptyDirectory|\w+[uU]pdate(?:r|-script)`,
    String.raw`python\d*Packages|recurseIntoAttrs|replaceVars\w*|pname|version|src`,
  ].join("|")})$`,
);

function memberAround(node: AnyNode, members: readonly SetAttribute[]): SetAttribute | undefined {
  return members.find(({ value }) => value?.encloses(node) ?? false);
}

/**
 * Whether a package stands where a dependency stands: in a list, in an argument set, in a string; not where it is what the
 * member is made from.
 */
function isDependency(select: SelectExpression, member: SetAttribute): boolean {
  if (select.attrpath.attrs.length > 1) return false;
  const { parent } = select;
  if (parent?.is("list_expression")) return true;
  if (parent?.is("interpolation")) return true;
  return (parent?.is("binding") ?? false) && parent?.row !== member.definition.row;
}
