import { countOf } from "../plain-text.ts";
import {
  groupsOr,
  heading,
  names,
  place,
  tableOr,
  text,
  type Block,
  type Section,
} from "./document.ts";
import type { FlakeFacts, ModularizationFacts, ReportModel } from "./model.ts";
import { groupsIn } from "./sections-findings.ts";

const notKnown = "Not known: the import graph of this tree was not worked out.";

export function moduleSystem(model: ReportModel): Section {
  const { declaring, typed, described, switchable, options, lacking } = model.modules;
  const facts: readonly Block[] =
    declaring === 0
      ? [
          text(
            "No file declares options with `mkOption`, `mkEnableOption` or `mkPackageOption`; functions of the tree that wrap them are not followed.",
          ),
        ]
      : [
          text(
            `${countOf(declaring, "file")} declare${declaring === 1 ? "s" : ""} ${countOf(options, "option")}. With a type on every option: ${typed} of ${declaring}; with a description on every option: ${described} of ${declaring}; with an option to switch it on: ${switchable} of ${declaring}.`,
          ),
          tableOr(
            "No option lacks a type or a description.",
            "Options without a type or a description",
            ["Option", "Where", "Lacks"],
            lacking.map(({ option, path, line, lacks }) => [
              { code: option },
              place(path, line),
              lacks.join(", "),
            ]),
          ),
        ];
  return {
    id: "modules",
    title: "Module system",
    blocks: [
      ...facts,
      groupsOr(
        "No finding about modules is open.",
        groupsIn(model, (category) => category === "module"),
      ),
    ],
  };
}

export function packages(model: ReportModel): Section {
  const total = model.packages.reduce((sum, { count }) => sum + count, 0);
  return {
    id: "packages",
    title: "Packages",
    blocks: [
      ...(total === 0
        ? []
        : [
            text(
              `${countOf(model.packages.length, "list")} of packages, ${total} entries together.`,
            ),
          ]),
      tableOr(
        "No list of packages is written out.",
        "Lists of packages, the longest first",
        ["List", "Where", "#Entries"],
        model.packages.map(({ option, path, line, count }) => [
          { code: option },
          place(path, line),
          count,
        ]),
      ),
      groupsOr(
        "No finding about packages is open.",
        groupsIn(model, (category) => category === "package"),
      ),
    ],
  };
}

export function modularization(model: ReportModel): Section {
  const facts = model.modularization;
  return {
    id: "modularization",
    title: "Hosts and modularization",
    blocks: [
      ...(facts === undefined ? [text(notKnown)] : hostBlocks(model, facts)),
      heading("Long files"),
      tableOr(
        "No file that people write has 400 lines.",
        "Long files",
        ["File", "#Lines"],
        model.longest.map(({ path, lines }) => [{ code: path }, lines]),
      ),
      heading("Clones, and other findings about structure"),
      groupsOr(
        "No finding about structure or hosts is open.",
        groupsIn(model, (category) => category === "structure" || category === "hosts"),
      ),
    ],
  };
}

function hostBlocks(model: ReportModel, facts: ModularizationFacts): readonly Block[] {
  const { hosts, profiles, critical, cycles, orphans, unresolved } = facts;
  return [
    tableOr(
      "No hosts were found.",
      "Hosts",
      ["Host", "Kind", "System", "Begins at", "#Files", "#Only its own"],
      hosts.map(({ name, kind, system, root, files, own }) => [
        { code: name },
        kind,
        system ?? "not known",
        { code: root },
        files,
        own,
      ]),
    ),
    ...(hosts.length === 0 ? [] : [{ kind: "graph" as const, model }]),
    heading("Profiles: modules that some hosts share"),
    tableOr(
      "None: every module is of one host, or of all.",
      "Profiles",
      ["Module", "#Hosts", "Of"],
      profiles.map(({ path, hosts: of }) => [{ code: path }, of.length, names(of, 6)]),
    ),
    heading("Critical files: a change reaches the most hosts"),
    tableOr(
      "No file reaches more than one host.",
      "Critical files",
      ["File", "#Hosts", "#Imported by"],
      critical.map(({ path, hosts: reach, importers }) => [{ code: path }, reach, importers]),
    ),
    heading("Cycles and orphans"),
    cycles.length === 0
      ? text("No files import each other in a circle.")
      : { kind: "list", items: cycles.map((cycle) => [names([...cycle, cycle[0] ?? ""], 12)]) },
    orphans === undefined
      ? text(
          "Orphans: not known, as not every import could be followed, or not the whole tree was looked at.",
        )
      : tableOr(
          "No Nix file is left out by flakes and hosts.",
          "Files that nothing reaches",
          ["File that nothing reaches"],
          orphans.map((path) => [{ code: path }]),
        ),
    ...(unresolved.length === 0
      ? []
      : [
          tableOr(
            "",
            "What could not be found out",
            ["Could not be found out", "File", "Reason"],
            unresolved.map(({ what, path, reason }) => [{ code: what }, { code: path }, reason]),
          ),
        ]),
  ];
}

export function flakeInputs(model: ReportModel): Section {
  const { flakes } = model;
  return {
    id: "flake-inputs",
    title: "Flake inputs",
    blocks: [
      ...(flakes === undefined
        ? [text("Not known: flake.nix was not worked out.")]
        : flakes.length === 0
          ? [text("The tree holds no flake.nix.")]
          : flakes.flatMap((flake) => flakeBlocks(flake, model, flakes.length > 1))),
      groupsOr(
        "No finding about flakes is open.",
        groupsIn(model, (category) => category === "flake"),
      ),
    ],
  };
}

function flakeBlocks(
  { path, inputs, hasLock, lockProblem, duplicates }: FlakeFacts,
  { date }: ReportModel,
  isOneOfMany: boolean,
): readonly Block[] {
  return [
    ...(isOneOfMany ? [heading(`\`${path.replaceAll("`", "'")}\``)] : []),
    ...(lockProblem === undefined
      ? hasLock
        ? []
        : [text("There is no flake.lock: what it builds may differ from day to day.")]
      : [text(`flake.lock could not be read: ${lockProblem}.`)]),
    tableOr(
      "It has no inputs.",
      "Inputs",
      ["Input", "From", "Follows", "Locked", date === undefined ? "Age" : "#Days old", "#Used"],
      inputs.map(({ name, url, follows, rev, ageInDays, uses }) => [
        { code: name },
        url === undefined ? "" : { code: url },
        names(follows, 4),
        rev === undefined ? "" : { code: rev },
        ageInDays ?? (date === undefined ? "give `--date`" : "not known"),
        uses,
      ]),
    ),
    ...(hasLock
      ? [
          tableOr(
            "No source is locked twice.",
            "Sources that are locked several times",
            ["Locked several times", "#Times", "As"],
            duplicates.map(({ source, nodes }) => [
              { code: source },
              nodes.length,
              names(nodes, 5),
            ]),
          ),
        ]
      : []),
  ];
}

export function metrics(model: ReportModel): Section {
  const { coverage, groups, counts, fixable } = model;
  const total = counts.error + counts.warning + counts.info;
  const per = (count: number): string =>
    coverage.lines === 0 ? "" : ((count * 1000) / coverage.lines).toFixed(1);
  const affected = new Set(groups.flatMap(({ findings }) => findings.map(({ path }) => path))).size;
  const share = (part: number, whole: number): string =>
    whole === 0 ? "" : `${Math.round((part * 100) / whole)} %`;
  return {
    id: "metrics",
    title: "Quality metrics",
    blocks: [
      tableOr(
        "",
        "Metrics",
        ["Metric", "#Value", "#Share or rate"],
        [
          ["Files with findings", affected, share(affected, coverage.files)],
          ["Errors, and for each 1,000 lines", counts.error, per(counts.error)],
          ["Warnings, and for each 1,000 lines", counts.warning, per(counts.warning)],
          ["Infos, and for each 1,000 lines", counts.info, per(counts.info)],
          ["Safely fixable", fixable.safe, share(fixable.safe, total)],
          ["Fixable after a look", fixable.unsafe, share(fixable.unsafe, total)],
          [
            "Lines a file, on average",
            coverage.files === 0 ? 0 : Math.round(coverage.lines / coverage.files),
            "",
          ],
        ],
      ),
    ],
  };
}
