import type { Notification, ReportingDescriptor } from "sarif";
import type { AuditFailure, AuditResult, SkippedFile, StageResult } from "../diagnostic/index.ts";
import { describeFailure } from "./failure-text.ts";
import { toArtifactLocation } from "./sarif-results.ts";
import { toSarifMessage } from "./sarif-text.ts";

const kinds = [
  {
    id: "internal-failure",
    name: "InternalFailure",
    text: "A part of nixaudit failed, and the audit is incomplete.",
  },
  { id: "skipped-file", name: "SkippedFile", text: "A file was not audited." },
  {
    id: "left-out-results",
    name: "LeftOutResults",
    text: "There are more results than this file may hold.",
  },
  {
    id: "unfinished-stage",
    name: "UnfinishedStage",
    text: "A stage of a validation failed, took too long, or was skipped.",
  },
] as const;

type NotificationId = (typeof kinds)[number]["id"];

/** The kinds of notification that a run may hold. */
export function describeNotifications(homepage: string): ReportingDescriptor[] {
  return kinds.map(({ id, name, text }) => ({
    id,
    name,
    shortDescription: { text },
    fullDescription: { text },
    help: { text: `${text} More: ${homepage}` },
  }));
}

/** What happened beside the results: failures, skipped files, and how many results were left out. */
export function toNotifications(result: AuditResult, leftOut: number): Notification[] {
  return [
    ...result.failures.map(fromFailure),
    ...result.skipped.map(fromSkipped),
    ...(leftOut > 0
      ? [
          notify(
            "left-out-results",
            "warning",
            `${leftOut} of the least severe results are left out.`,
          ),
        ]
      : []),
  ];
}

/** The stages of a validation that did not come to an end. */
export function stageNotifications(stages: readonly StageResult[]): Notification[] {
  return stages.flatMap(({ id, host, status, reason }) => {
    if (status === "ok" || status === "findings") return [];
    const level = status === "skipped" ? "note" : "warning";
    const name = host === null ? id : `${id} of ${host}`;
    return [
      notify("unfinished-stage", level, `${name}: ${status}, ${reason ?? "no reason given"}`),
    ];
  });
}

function fromFailure(failure: AuditFailure): Notification {
  return notify("internal-failure", "error", describeFailure(failure), failure.path);
}

function fromSkipped({ path, reason, detail }: SkippedFile): Notification {
  // What the owner left out on purpose is nothing to look into.
  const level = reason === "excluded" ? "note" : "warning";
  return notify("skipped-file", level, `Skipped as ${reason}: ${detail}`, path);
}

function notify(
  id: NotificationId,
  level: Notification.level,
  text: string,
  path?: string,
): Notification {
  return {
    descriptor: { id, index: kinds.findIndex((kind) => kind.id === id) },
    level,
    message: { text: toSarifMessage(text) },
    ...(path === undefined
      ? {}
      : { locations: [{ physicalLocation: { artifactLocation: toArtifactLocation(path) } }] }),
  };
}
