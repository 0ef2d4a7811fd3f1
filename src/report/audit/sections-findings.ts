import { severities, type Category } from "../../diagnostic/index.ts";
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
import {
  securityCategories,
  type FindingGroup,
  type ReportModel,
  type SecurityFacts,
} from "./model.ts";

/** So many rules are named in the summary. */
const FIRST_RULES = 5;
const LEAST_MISSING = 3;

const elsewhere: ReadonlySet<Category> = new Set([
  "package",
  "module",
  "structure",
  "flake",
  "hosts",
  "performance",
  "evaluation",
]);

/** The groups of some categories. */
export function groupsIn(
  { groups }: ReportModel,
  belongs: (category: Category) => boolean,
): readonly FindingGroup[] {
  return groups.filter(({ category }) => belongs(category));
}

export function header({ coverage, date, description, tool }: ReportModel): Section {
  const { files, bytes, lines, parsed, failed, skipped, failures, rulesRun, rulesKnown } = coverage;
  const size = `${(bytes / 1000).toFixed(0)} kB`;
  return {
    id: "coverage",
    title: "What was audited",
    blocks: [
      ...(description === undefined ? [] : [text(`“${description.replaceAll("`", "'")}”`)]),
      text(
        `${date === undefined ? "" : `${date}. `}${countOf(files, "Nix file")}, ${countOf(lines, "line")}, ${size}; ${rulesRun} of ${rulesKnown} rules ran. nixaudit ${tool.version}.`,
      ),
      text(
        failed.length === 0
          ? `All ${countOf(parsed, "file")} could be parsed.`
          : `${countOf(parsed, "file")} could be parsed in full; these could not:`,
      ),
      ...(failed.length === 0
        ? []
        : [
            tableOr(
              "",
              "Files that could not be parsed in full",
              ["File", "Why"],
              failed.map(({ path, why }) => [{ code: path }, why]),
            ),
          ]),
      tableOr(
        "No file was skipped.",
        "Skipped files",
        ["Skipped file", "Reason", "Detail"],
        skipped.map(({ path, reason, detail }) => [{ code: path }, reason, { code: detail }]),
      ),
      ...(failures.length === 0
        ? []
        : [
            text("**The audit is incomplete: nixaudit itself failed.**"),
            tableOr(
              "",
              "Failures of nixaudit",
              ["Rule", "File", "What"],
              failures.map(({ ruleId, path, message }) => [
                ruleId ?? "",
                { code: path ?? "" },
                { code: message },
              ]),
            ),
          ]),
    ],
  };
}

export function summary(model: ReportModel): Section {
  const { groups, counts, score, fixable, plan } = model;
  const found = severities.map((level) =>
    level === "info" ? `${counts.info} info` : countOf(counts[level], level),
  );
  const now = groups.filter(({ urgency }) => urgency === "now");
  const soon = groups.filter(({ urgency }) => urgency === "soon");
  const first = [...now, ...soon].slice(0, FIRST_RULES);
  const total = groups.reduce((sum, group) => sum + group.findings.length, 0);
  const blocks: Block[] = [
    { kind: "score", model },
    text(
      total === 0
        ? "Nothing open was found."
        : `${countOf(total, "finding")} (${found.join(", ")}) of ${countOf(groups.length, "rule")}; ${fixable.safe} can be fixed safely by \`nixaudit fix\`.`,
    ),
  ];
  if (score.isCapped)
    blocks.push(text("The score is held at 89 while an error that is sure stands."));
  blocks.push(
    text(
      now.length === 0
        ? "Nothing has to be escalated: no error that is more than a suspicion."
        : `**To escalate:** ${countOf(
            now.reduce((sum, group) => sum + group.findings.length, 0),
            "finding",
          )} of ${countOf(now.length, "rule")} should not wait.`,
    ),
  );
  if (first.length > 0) {
    blocks.push(heading("Do first"), {
      kind: "list",
      isOrdered: true,
      items: first.map((group) => [
        `${group.summary} (\`${group.ruleId}\`, ${group.severity}${group.findings.length > 1 ? `, ${group.findings.length} places` : ""}):`,
        ...firstPlace(group),
      ]),
    });
  }
  const [step] = plan;
  if (step?.command !== undefined && step.scoreAfter > score.total)
    blocks.push(
      text(
        `The cheapest gain: \`${step.command}\` mends ${countOf(step.findings, "finding")} in ${countOf(step.files, "file")}, score ${score.total} → ${step.scoreAfter}.`,
      ),
    );
  return { id: "summary", title: "Summary", blocks };
}

function firstPlace({ findings }: FindingGroup): readonly ReturnType<typeof place>[] {
  const [first] = findings;
  return first === undefined ? [] : [place(first.path, first.line)];
}

export function antiPatterns(model: ReportModel): Section {
  const groups = groupsIn(
    model,
    (category) => !securityCategories.has(category) && !elsewhere.has(category),
  );
  return {
    id: "anti-patterns",
    title: "Anti-patterns",
    blocks: [groupsOr("No mistakes, dead code, or habits that nixaudit knows to be bad.", groups)],
  };
}

export function security(model: ReportModel): Section {
  const { managers, services, firewall } = model.security;
  const unconfined = services.filter(({ missing }) => missing.length >= LEAST_MISSING);
  return {
    id: "security",
    title: "Security",
    blocks: [
      text(
        managers.length === 0
          ? "**Secrets:** no manager of secrets that nixaudit knows is configured."
          : `**Secrets** are managed by ${managers.map(({ name, files }) => `${name} (${countOf(files.length, "file")})`).join(", ")}.`,
      ),
      groupsOr(
        "No security finding is open.",
        groupsIn(model, (category) => securityCategories.has(category)),
      ),
      heading("Hardening of the services of this tree"),
      ...(services.length > 0
        ? [
            text(
              `${countOf(services.length, "service")} defined here, ${unconfined.length} of them without at least ${LEAST_MISSING} of the 12 settings that confine a service most. A service that needs little is confined best by \`DynamicUser\` and \`ProtectSystem = "strict"\`.`,
            ),
          ]
        : []),
      tableOr(
        "The tree defines no systemd services of its own.",
        "Hardening by service",
        ["Service", "Where", "User", "#Set, of 12", "First to add"],
        services.map(({ name, path, line, user, hardening, missing }) => [
          { code: name },
          place(path, line),
          user === undefined ? "root" : { code: user },
          hardening.length,
          names(missing, LEAST_MISSING),
        ]),
      ),
      heading("Firewall"),
      firewallTable(firewall),
    ],
  };
}

function firewallTable(firewall: SecurityFacts["firewall"]): Block {
  const knowsHosts = firewall.some(({ hosts }) => hosts !== undefined);
  return tableOr(
    "Nothing of `networking.firewall` is set: NixOS has the firewall on, with no port open but those of services that open theirs.",
    "Firewall settings",
    [...(knowsHosts ? ["Hosts"] : []), "Setting", "Value", "Where"],
    firewall.map(({ hosts, option, value, isConditional, path, line }) => [
      ...(knowsHosts ? [names(hosts ?? [], 3) || "none"] : []),
      { code: option },
      value === undefined ? "computed" : value === "" ? "none" : { code: value },
      { code: `${path}:${line}${isConditional ? " (under a condition)" : ""}` },
    ]),
  );
}

export function performance(model: ReportModel): Section {
  return {
    id: "performance",
    title: "Performance",
    blocks: [
      groupsOr(
        "Nothing that makes evaluation or builds slow was found.",
        groupsIn(model, (category) => category === "performance" || category === "evaluation"),
      ),
    ],
  };
}
