import {
  constantKey,
  defineOptionRule,
  linesOf,
  maskedText,
  optionPath,
  PLACEHOLDER,
  stringsOf,
  type AnyNode,
  type OfferedFix,
  type Semantics,
  type Setting,
  type Span,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "nginx-alias-traversal",
  summary: "an nginx location without a slash at the end and an alias with one",
  category: "service",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 7.5, cwe: [22] },
  parity: ["gixy:alias_traversal"],
  messages: {
    traversal: "The location `{location}` also serves files beside the folder of its `alias`.",
  },
  docs: {
    why: "nginx puts what follows the location behind the alias: `/static../secret` becomes `/srv/static/../secret`. Everyone may read what lies beside the folder.",
    examples: [
      {
        bad: '{ services.nginx.virtualHosts.a.locations."/static".alias = "/srv/static/"; }\n',
        good: '{ services.nginx.virtualHosts.a.locations."/static/".alias = "/srv/static/"; }\n',
      },
    ],
    traps: [
      {
        good: '{ services.nginx.virtualHosts.a.locations."~ ^/static".alias = "/srv/static/"; }\n',
        because: "a regular expression says itself what it matches",
      },
      {
        good: '{ services.nginx.virtualHosts.a.locations."/static".alias = "/srv/static"; }\n',
        because: "neither has the slash",
      },
    ],
    fixSafety:
      "The fix adds the slash to the location: nginx answers the bare path with a redirect, or not at all.",
    references: ["https://github.com/yandex/gixy/blob/master/docs/en/plugins/aliastraversal.md"],
  },
  paths: [
    "services.nginx.virtualHosts.*.locations.*.alias",
    "services.nginx.virtualHosts.*.locations.*.extraConfig",
    "services.nginx.virtualHosts.*.extraConfig",
    "services.nginx.appendHttpConfig",
    "services.nginx.commonHttpConfig",
    "services.nginx.config",
    "services.nginx.httpConfig",
  ],
  check(setting, { report, semantics, module }) {
    const location = optionPath(setting)[5];
    if (setting.path.at(-1) === "alias") {
      if (location !== undefined && isOpenPrefix(location) && endsWithSlash(setting, semantics))
        report({
          at: setting.span,
          message: "traversal",
          data: { location },
          fix: module.definitions.some(({ path }) => path.includes(`${location}/`))
            ? undefined
            : closeLocation(setting.site, location),
        });
      return;
    }
    for (const found of openBlocks(setting, location, semantics))
      report({ at: found.at, message: "traversal", data: { location: found.location } });
  },
});

/** A plain prefix, which matches in the middle of a name. */
function isOpenPrefix(location: string): boolean {
  return /^(?:\^~\s*)?\/[^\s~]*$/.test(location) && !location.endsWith("/");
}

function endsWithSlash(setting: Setting, semantics: Semantics): boolean {
  const { folded } = setting;
  if (folded.known) return folded.value.type === "string" && folded.value.value.endsWith("/");
  const last = stringsOf(setting.value, semantics).at(-1);
  return last !== undefined && maskedText(last).trimEnd().endsWith("/");
}

/** Aliases in lines of nginx's own language. */
function openBlocks(
  setting: Setting,
  outer: string | undefined,
  semantics: Semantics,
): readonly { readonly location: string; readonly at: Span }[] {
  const found: { location: string; at: Span }[] = [];
  const open: (string | undefined)[] = [outer];
  for (const { text, at } of stringsOf(setting.value, semantics).flatMap(linesOf)) {
    if (text.startsWith("#")) continue;
    const block = /^location\s([^{]+)\{/.exec(text);
    if (block) open.push(block[1]?.trim());
    else if (text.includes("{")) open.push(open.at(-1));
    const alias = /(?:^|[{;\s])alias\s+"?([^";\s]+)"?\s*;/.exec(text)?.[1];
    const location = open.at(-1);
    if (
      alias?.endsWith("/") &&
      location !== undefined &&
      !location.includes(PLACEHOLDER) &&
      isOpenPrefix(location)
    )
      found.push({ location, at });
    if (text.includes("}") && open.length > 1) open.pop();
  }
  return found;
}

function closeLocation(site: AnyNode, location: string): OfferedFix | undefined {
  for (const node of [site, ...site.ancestors()]) {
    if (!node.is("binding")) continue;
    const { attrpath, tree } = node;
    const key = attrpath.attrs.find(({ row }) => constantKey(tree, row) === location);
    if (key?.kind === "string_expression") {
      const span = { start: key.end - 1, end: key.end - 1 };
      return { title: "End the location with a slash", edits: [{ span, newText: "/" }] };
    }
  }
  return undefined;
}
