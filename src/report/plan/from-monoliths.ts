import type { Concern } from "../../project/index.ts";
import type { FindingsByRule } from "./from-findings.ts";
import type { Draft, PlanInput } from "./model.ts";
import { folderOf, listNames, stemOf, uniqueSorted } from "./names.ts";
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

function partsOf({ surveys }: PlanInput, path: string): readonly Concern[] {
  const concerns = surveys.get(path)?.concerns ?? [];
  return concerns
    .filter(({ lines, option }) => lines >= LEAST_PART && !option.endsWith(".*"))
    .toSorted((a, b) => b.lines - a.lines || a.firstLine - b.firstLine)
    .slice(0, MOST_PARTS);
}

function draftOf(
  input: PlanInput,
  path: string,
  parts: readonly Concern[],
  rules: readonly string[],
): Draft {
  const { project, surveys } = input;
  const hosts = project.hostsOf(path);
  const isShared = hosts.length > 1;
  const moved = parts.reduce((sum, { lines }) => sum + lines, 0);
  const folder = folderOf(path);
  const namespace = ownNamespace([...surveys.values()].flatMap(({ declares }) => declares));
  const taken = new Set<string>();
  const named = parts.map((part) => {
    const stem = part.option.slice(part.option.lastIndexOf(".") + 1);
    const clean = stem.replaceAll(/[^\w-]+/g, "-").replaceAll(/^-+|-+$/g, "") || "part";
    let name = clean;
    for (let count = 2; taken.has(name); count++) name = `${clean}-${count}`;
    taken.add(name);
    return { part, name, path: freeName(project, folder, name) };
  });
  const total = project.files.get(path)?.lines ?? 0;
  return {
    key: path,
    kind: isShared ? "feature-module" : "split-host",
    title: isShared
      ? `Take ${listNames(parts.map(({ option }) => option))} out of \`${path}\` as modules to switch on`
      : `Split \`${path}\`: ${listNames(parts.map(({ option }) => option))}`,
    why: isShared
      ? `All ${hosts.length} hosts get everything in its ${total} lines, or none of it.`
      : `${total} lines about several things: none of them can be found by name, or taken to another host.`,
    files: [path],
    steps: [
      ...named.map(
        ({ part, path: to }) =>
          `Move \`${part.option}\` (${part.lines} lines between ${part.firstLine} and ${part.lastLine}) to \`${to}\`.`,
      ),
      isShared
        ? `Import them from \`${path}\`, and switch them on there, so that no host changes; then let each host decide.`
        : `Import them from \`${path}\`.`,
    ],
    linesTouched: moved,
    linesSaved: 0,
    keepsResult: true,
    baseRisk: isShared ? "medium" : "low",
    rules,
    skeletons: isShared
      ? named.map(({ part, name, path: to }) => ({
          path: to,
          text: renderModule({ namespace, name }, [part], path),
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
          `Declare \`${namespace}.${name}.enable\`, put what is there under \`mkIf\`, import the file where all hosts do, and switch it on in the hosts that had it.`,
        ],
        linesTouched: project.files.get(path)?.lines ?? 0,
        linesSaved: 0,
        keepsResult: true,
        baseRisk: "medium",
        rules: uniqueSorted(found.map(({ ruleId }) => ruleId)),
        skeletons: [
          {
            path,
            text: renderModule({ namespace, name }, survey.concerns.slice(0, 20), path),
          },
        ],
      },
    ];
  });
}
