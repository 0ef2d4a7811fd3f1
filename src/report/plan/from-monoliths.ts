import type { Concern } from "../../project/index.ts";
import { countOf } from "../plain-text.ts";
import { groupBy, type FindingsByRule } from "./from-findings.ts";
import type { Draft, PlanInput } from "./model.ts";
import { compareText, folderOf, listNames, stemOf, uniqueSorted } from "./names.ts";
import { ownNamespace, renderModule } from "./skeleton.ts";
import { freeName } from "./shared-imports.ts";

/** A part of fewer lines stays where it is. */
const LEAST_PART = 10;
const MOST_PARTS = 6;

/** Files that do many things: of one host they are split, of several they become modules to switch on. */
export function splitMonoliths(input: PlanInput, byRule: FindingsByRule): readonly Draft[] {
  const rules = ["monolithic-host", "monolithic-file"];
  const files = uniqueSorted(rules.flatMap((id) => (byRule.get(id) ?? []).map(({ path }) => path)));
  return files.flatMap((path): Draft[] => {
    const parts = partsOf(input, path);
    if (parts.length === 0) return [];
    const own = rules.filter((id) => byRule.get(id)?.some((finding) => finding.path === path));
    return [draftOf(input, path, parts, own)];
  });
}

/** What belongs to a feature, and is none: it goes along with what needs it. */
const supporting =
  /^(age|assertions|clan|environment|i18n|imports|lib|meta|networking\.(firewall|nftables)|nixpkgs|security\.acme|sops|systemd\.(tmpfiles|mounts)|users|vaultix|warnings)(\.|$)/;

/** What can be taken out of a file: one feature, with all namespaces that go by its name. */
interface Part {
  readonly name: string;
  readonly concerns: readonly Concern[];
  readonly lines: number;
}

function partsOf({ surveys }: PlanInput, path: string): readonly Part[] {
  const concerns = (surveys.get(path)?.concerns ?? []).filter(
    ({ option }) => !supporting.test(option) && !option.endsWith(".*"),
  );
  const own = stemOf(path);
  const hasOwnMatter = concerns.some(({ option }) => isOwnMatter(nameOf(option), own));
  const parts = groupBy(concerns, ({ option }) => nameOf(option))
    .map(([name, group]): Part => ({
      name,
      concerns: group,
      lines: group.reduce((sum, { lines }) => sum + lines, 0),
    }))
    .filter(({ name, lines }) => lines >= LEAST_PART && !isOwnMatter(name, own))
    .filter(({ name }) => !hasOwnMatter || !proxies.has(name))
    .toSorted((a, b) => b.lines - a.lines || compareText(a.name, b.name))
    .slice(0, MOST_PARTS);
  // One thing beside the rest is no reason to take a file apart.
  return parts.length > 1 ? parts : [];
}

/** A service's virtual host is part of the service. */
const proxies: ReadonlySet<string> = new Set(["nginx", "caddy", "traefik", "haproxy", "httpd"]);

/** `stalwart` for both `services.stalwart` and `systemd.services.stalwart`. */
function nameOf(option: string): string {
  const last = option.slice(option.lastIndexOf(".") + 1);
  return last.replaceAll(/[^\w-]+/g, "-").replaceAll(/^-+|-+$/g, "") || "part";
}

/** What a file is named for stays in it: `services.dovecot2` in `dovecot.nix`. */
function isOwnMatter(name: string, file: string): boolean {
  return name.startsWith(file) || file.startsWith(name);
}

function draftOf(
  input: PlanInput,
  path: string,
  parts: readonly Part[],
  rules: readonly string[],
): Draft {
  const { project, surveys } = input;
  const hosts = project.hostsOf(path);
  const isShared = hosts.length > 1;
  const folder = folderOf(path);
  const namespace = ownNamespace([...surveys.values()].flatMap(({ declares }) => declares));
  const named = parts.map((part) => ({ part, path: freeName(project, folder, part.name) }));
  const names = listNames(parts.map(({ name }) => name));
  const total = project.files.get(path)?.lines ?? 0;
  return {
    key: path,
    kind: isShared ? "feature-module" : "split-host",
    title: isShared
      ? `Take ${names} out of \`${path}\` as modules to switch on`
      : `Split \`${path}\`: ${names}`,
    why: isShared
      ? `All ${hosts.length} hosts get everything in its ${total} lines, or none of it.`
      : `${total} lines about several things: none of them can be found by name, or taken to another host.`,
    files: [path],
    steps: [
      ...named.map(
        ({ part, path: to }) =>
          `Move ${listNames(part.concerns.map(({ option }) => option))} (${countOf(part.lines, "line")}, from line ${Math.min(...part.concerns.map(({ firstLine }) => firstLine))}) to \`${to}\`.`,
      ),
      "Take along what belongs to each: its secrets, users, ports, certificates.",
      isShared
        ? `Import them from \`${path}\`, and switch them on there, so that no host changes; then let each host decide.`
        : `Import them from \`${path}\`.`,
    ],
    linesTouched: parts.reduce((sum, { lines }) => sum + lines, 0),
    linesSaved: 0,
    keepsResult: true,
    baseRisk: isShared ? "medium" : "low",
    rules,
    skeletons: isShared
      ? named.map(({ part, path: to }) => ({
          path: to,
          text: renderModule({ namespace, name: part.name }, part.concerns, path),
        }))
      : [],
  };
}

/** Modules that stand in flake.nix, one proposal a flake. */
export function moveInlineModules(byRule: FindingsByRule): readonly Draft[] {
  const findings = byRule.get("oversized-inline-module") ?? [];
  return uniqueSorted(findings.map(({ path }) => path)).map((path): Draft => {
    const own = findings.filter((finding) => finding.path === path);
    const lines = own.reduce((sum, { startLine, endLine }) => sum + endLine - startLine + 1, 0);
    return {
      key: path,
      kind: "split-host",
      title: `Move ${own.length === 1 ? "a module" : `${own.length} modules`} out of \`${path}\` into files`,
      why: "What stands in flake.nix is found by no name, and imported by nobody else.",
      files: [path],
      hosts: uniqueSorted(own.flatMap(({ hosts }) => hosts)),
      steps: own.map(({ startLine, message }) => `\`${path}:${startLine}\`: ${message}`),
      linesTouched: lines,
      linesSaved: 0,
      keepsResult: true,
      baseRisk: "low",
      rules: ["oversized-inline-module"],
      skeletons: [],
    };
  });
}

const featureRules = ["hostname-conditional", "feature-without-option"];

/** Shared modules that decide by a host's name, or that are switched by being imported. */
export function addFeatureOptions(input: PlanInput, byRule: FindingsByRule): readonly Draft[] {
  const { project, surveys } = input;
  const namespace = ownNamespace([...surveys.values()].flatMap(({ declares }) => declares));
  const files = uniqueSorted(
    featureRules.flatMap((id) => (byRule.get(id) ?? []).map(({ path }) => path)),
  );
  return files.flatMap((path): Draft[] => {
    const survey = surveys.get(path);
    if (!survey || survey.declares.length > 0 || project.hostsOf(path).length < 2) return [];
    const found = featureRules.flatMap((id) =>
      (byRule.get(id) ?? []).filter((finding) => finding.path === path),
    );
    const asks = found.some(({ ruleId }) => ruleId === "hostname-conditional");
    const name = stemOf(path);
    const touched = survey.concerns.filter(({ firstLine, lastLine }) =>
      found.some(({ startLine, endLine }) => firstLine <= endLine && startLine <= lastLine),
    );
    const concerns = asks && touched.length > 0 ? touched : survey.concerns;
    return [
      {
        key: path,
        kind: "feature-module",
        title: `Give \`${path}\` an option instead of ${asks ? "asking for the host's name" : "an import"}`,
        why: asks
          ? "A new host, or a new name for one, changes what a shared module does without a word."
          : "Which hosts have the feature is to be read from lists of imports only.",
        files: [path],
        steps: [
          ...found.map(({ startLine, message }) => `\`${path}:${startLine}\`: ${message}`),
          asks
            ? `Declare \`${namespace}.${name}.enable\` for what depends on the name, put that under \`mkIf\`, and switch it on in the hosts that it names.`
            : `Declare \`${namespace}.${name}.enable\`, put what is there under \`mkIf\`, import the file where all hosts do, and switch it on in the hosts that had it.`,
        ],
        linesTouched: project.files.get(path)?.lines ?? 0,
        linesSaved: 0,
        keepsResult: true,
        baseRisk: "medium",
        rules: uniqueSorted(found.map(({ ruleId }) => ruleId)),
        skeletons: [
          {
            path,
            text: renderModule({ namespace, name }, concerns.slice(0, 20), path),
          },
        ],
      },
    ];
  });
}
