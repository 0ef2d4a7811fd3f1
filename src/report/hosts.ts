import { Chalk, type ChalkInstance } from "chalk";
import type { Diagnostic, RuleMetadata, Severity } from "../diagnostic/index.ts";
import type { Edge, EdgeTarget, HostFacts, Place, Unresolved } from "../project/index.ts";
import { findingsByHost, riskOf, type HostRisk } from "./host-risk.ts";
import { countOf, toPrintable } from "./plain-text.ts";

/** Raised only when a field goes or changes its meaning; new fields do not raise it. */
const HOSTS_VERSION = 1;

/** A host as it is listed. */
export interface ListedHost extends HostFacts {
  /** How many findings there are in its files, by severity; undefined where no audit was made. */
  readonly findings?: Readonly<Record<Severity, number>>;
  /** Undefined where no audit was made. */
  readonly risk?: HostRisk;
}

/** Everything that `nixaudit hosts` shows. */
export interface HostList {
  readonly hosts: readonly ListedHost[];
  readonly unresolved: readonly Unresolved[];
  /** 1-based line and UTF-16 column of where a place begins. */
  positionOf(place: Place): { readonly line: number; readonly column: number };
}

/** Adds to hosts what an audit says of them. */
export function judgeHosts(
  facts: readonly HostFacts[],
  findings: readonly Diagnostic[],
  rules: readonly RuleMetadata[],
): readonly ListedHost[] {
  const byHost = findingsByHost(
    facts.map(({ host }) => host),
    findings,
  );
  const catalogue = new Map(rules.map((rule) => [rule.id, rule]));
  return facts.map((known) => {
    const own = byHost.get(known.host) ?? [];
    const count = (level: Severity): number =>
      own.filter(({ severity }) => severity === level).length;
    const risk = riskOf({
      findings: own,
      rules: catalogue,
      unresolvedImports: known.unresolvedImports,
      isEphemeral: known.host.isEphemeral ?? false,
    });
    const counts = { error: count("error"), warning: count("warning"), info: count("info") };
    return { ...known, findings: counts, risk };
  });
}

/** The list for scripts, as `schemas/hosts.schema.json` describes it. */
export function renderHostsAsJson(
  { hosts, unresolved, positionOf }: HostList,
  tool: { readonly version: string; readonly homepage: string },
): string {
  const place = (at: Place): object => {
    const { line, column } = positionOf(at);
    return { path: at.path, startLine: line, startColumn: column };
  };
  const list = {
    version: HOSTS_VERSION,
    tool: { name: "nixaudit", version: tool.version, homepage: tool.homepage },
    hosts: hosts.map((listed) => {
      const { host, lines, users, secrets, secretFiles, findings, risk } = listed;
      return {
        name: host.name,
        kind: host.kind,
        system: host.system ?? null,
        root: host.root,
        definedAt: place(host.place),
        nixpkgs: host.nixpkgs ?? null,
        isEphemeral: host.isEphemeral ?? false,
        deploy: host.deploy
          ? {
              address: host.deploy.address ?? null,
              user: host.deploy.user ?? null,
              by: host.deploy.by,
            }
          : null,
        lines,
        users,
        hasUnknownUsers: listed.hasUnknownUsers,
        secrets,
        hasUnknownSecrets: listed.hasUnknownSecrets,
        secretFiles,
        unresolvedImports: listed.unresolvedImports,
        findings: findings ?? null,
        risk: risk ?? null,
        modules: host.modules.map((edge) => ({
          ...place({ path: edge.from, span: edge.span }),
          by: edge.by,
          isConditional: edge.isConditional ?? false,
          target: edge.target,
        })),
        files: host.closure,
      };
    }),
    unresolved: unresolved.map(({ place: at, what, reason }) => ({ what, reason, ...place(at) })),
  };
  return `${JSON.stringify(list, undefined, 2)}\n`;
}

const columns = [
  "name",
  "kind",
  "system",
  "root",
  "modules",
  "files",
  "lines",
  "users",
  "secrets",
  "findings",
  "risk",
  "deployed to",
] as const;

/** How many open questions are shown at most. */
const SHOWN_UNRESOLVED = 20;
const SHOWN_USERS = 3;
/** How many hosts are explained, and by how many reasons each. */
const SHOWN_RISKS = 5;
const SHOWN_REASONS = 3;

/** The list for people: a table, and what could not be found out. */
export function renderHostsAsText(
  { hosts, unresolved, positionOf }: HostList,
  color: boolean,
): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const lines: string[] = [];
  if (hosts.length > 0) {
    const rows = hosts.map(rowOf);
    const widths = columns.map((title, index) => {
      const widest = Math.max(...rows.map((row) => row[index]?.length ?? 0));
      // What no host has takes up no place.
      return widest === 0 ? 0 : Math.max(title.length, widest);
    });
    const layOut = (cells: readonly string[]): string =>
      cells
        .flatMap((cell, index) => (widths[index] ? [cell.padEnd(widths[index])] : []))
        .join("  ")
        .trimEnd();
    lines.push(chalk.dim(layOut(columns)), ...rows.map(layOut), "");
    if (hosts.some(({ findings }) => findings))
      lines.push(chalk.dim("findings: errors / warnings / infos in its files"));
  }
  lines.push(countOf(hosts.length, "host"), ...explainRisks(hosts, chalk));
  if (unresolved.length > 0) {
    lines.push("", chalk.bold("Could not be found out:"));
    for (const { what, reason, place } of unresolved.slice(0, SHOWN_UNRESOLVED)) {
      const { line, column } = positionOf(place);
      const where = toPrintable(`${place.path}:${line}:${column}`);
      lines.push(`  ${toPrintable(what)}: ${toPrintable(reason)}  ${chalk.dim(where)}`);
    }
    const more = unresolved.length - SHOWN_UNRESOLVED;
    if (more > 0) lines.push(`  and ${more} more; --format json has all of them`);
  }
  return `${lines.join("\n")}\n`;
}

/** Why the hosts with the highest risk have it. */
function explainRisks(hosts: readonly ListedHost[], chalk: ChalkInstance): readonly string[] {
  const risky = hosts
    .filter(({ risk }) => risk && risk.level !== "low")
    .toSorted((a, b) => (b.risk?.score ?? 0) - (a.risk?.score ?? 0));
  if (risky.length === 0) return [];
  const shown = risky.slice(0, SHOWN_RISKS).flatMap(({ host, risk }) => {
    const reasons = risk?.reasons ?? [];
    const more = reasons.length - SHOWN_REASONS;
    return [
      `  ${toPrintable(host.name)} (${host.kind}): ${risk?.score} of 100, ${risk?.level}`,
      ...reasons.slice(0, SHOWN_REASONS).map(({ reason }) => `    ${toPrintable(reason)}`),
      ...(more > 0 ? [chalk.dim(`    and ${countOf(more, "lesser reason")}`)] : []),
    ];
  });
  const rest = risky.length - SHOWN_RISKS;
  return [
    "",
    chalk.bold("Risk:"),
    ...shown,
    ...(rest > 0 ? [`  and ${countOf(rest, "host")} more; --format json has all reasons`] : []),
  ];
}

function rowOf(listed: ListedHost): readonly string[] {
  const { host, lines, users, hasUnknownUsers, secrets, findings, risk } = listed;
  const { name, kind, system, root, modules, closure, deploy, isEphemeral } = host;
  const login = deploy?.user === undefined ? "" : `${deploy.user}@`;
  const to = deploy ? `${login}${deploy.address ?? name} (${deploy.by})` : "";
  const shown = users.slice(0, SHOWN_USERS).map((user) => user.name);
  if (users.length > SHOWN_USERS) shown.push(`${users.length - SHOWN_USERS} more`);
  if (hasUnknownUsers) shown.push("?");
  const some = listed.hasUnknownSecrets
    ? `${secrets.length} + ?`
    : secrets.length === 0
      ? ""
      : String(secrets.length);
  return [
    toPrintable(name),
    isEphemeral ? `${kind}, image` : kind,
    system ?? "?",
    toPrintable(root),
    countModules(modules),
    String(closure.length),
    String(lines),
    toPrintable(shown.join(", ")),
    some,
    findings ? `${findings.error} / ${findings.warning} / ${findings.info}` : "",
    risk ? `${risk.score} ${risk.level}` : "",
    toPrintable(to),
  ];
}

/** How many modules the list has of the tree, and how many of elsewhere. */
function countModules(modules: readonly Edge[]): string {
  const count = (kinds: readonly EdgeTarget["kind"][]): number =>
    modules.filter(({ target }) => kinds.includes(target.kind)).length;
  const own = count(["file", "folder"]);
  const external = count(["external", "outside"]);
  const open = count(["unresolved", "missing"]);
  const parts = [String(own)];
  if (external > 0) parts.push(`${external} external`);
  if (open > 0) parts.push(`${open} unknown`);
  return parts.join(" + ");
}
