import {
  defineProjectRule,
  hostModulesOf,
  moduleFactsOf,
  Type,
  type Host,
  type PackageList,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "oversized-package-list",
  summary: "a list of packages too long to know what each is for",
  category: "module",
  severity: "info",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "none",
  messages: {
    list: "This list installs {count} packages, more than {limit}.",
    host: "`{host}` installs {count} packages for everyone, more than {limit}, {part} of them here.",
  },
  options: Type.Object({
    list: Type.Integer({
      default: 40,
      minimum: 1,
      description: "The most entries that one list may have.",
    }),
    host: Type.Integer({
      default: 120,
      minimum: 1,
      description: "The most packages that a host may install for everyone, over all its modules.",
    }),
  }),
  docs: {
    why: "Nobody remembers what the seventieth entry was for, so nothing is ever taken out: the host grows, every update fetches and checks more, and each program is one more that may have a hole.",
    examples: [
      {
        bad: "{ pkgs, ... }:\n{\n  environment.systemPackages = with pkgs; [ git curl wget ];\n}\n",
        good: "{ pkgs, ... }:\n{\n  environment.systemPackages = with pkgs; [ git curl ];\n}\n",
        options: { list: 2 },
      },
    ],
    traps: [
      {
        good: "{ pkgs, ... }:\n{\n  environment.systemPackages = with pkgs; [\n    git\n    # curl\n    # wget\n  ];\n}\n",
        options: { list: 2 },
        because: "comments are no packages",
      },
      {
        good: "{ pkgs, names, ... }:\n{\n  environment.systemPackages = map (name: pkgs.${name}) names;\n}\n",
        options: { list: 2 },
        because: "how long the list is can't be told",
      },
    ],
  },
  check(project, { options, report }) {
    const long = new Set<string>();
    for (const [path, { role }] of project.files) {
      if (role === "package" || role === "test") continue;
      for (const { count, name } of moduleFactsOf(project, path)?.lists ?? []) {
        if (count <= options.list) continue;
        long.add(`${path} ${name.start}`);
        report({ at: { path, span: name }, message: "list", data: { count, limit: options.list } });
      }
    }
    for (const host of project.hosts) {
      const lists = systemLists(project, host);
      const count = lists.reduce((sum, { list }) => sum + list.count, 0);
      const [longest] = lists.toSorted((a, b) => b.list.count - a.list.count);
      if (count <= options.host || !longest) continue;
      const { path, list } = longest;
      // One list says it for all hosts that read it.
      if (long.has(`${path} ${list.name.start}`)) continue;
      long.add(`${path} ${list.name.start}`);
      report({
        at: { path, span: list.name },
        message: "host",
        data: { host: host.name, count, limit: options.host, part: list.count },
        hosts: [host.name],
      });
    }
  },
});

/** The lists of packages for everyone that a host has in any case. */
function systemLists(
  project: Project,
  host: Host,
): readonly { readonly path: string; readonly list: PackageList }[] {
  return hostModulesOf(project, host).flatMap(({ path, isConditional }) =>
    isConditional
      ? []
      : (moduleFactsOf(project, path)?.lists ?? []).flatMap((list) =>
          list.owner === "system" && !list.isConditional ? [{ path, list }] : [],
        ),
  );
}
