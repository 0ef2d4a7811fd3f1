import type { Config } from "../config/index.ts";
import type { AuditFailure } from "../diagnostic/index.ts";
import type { ProjectDiscovery } from "../project/discovery/index.ts";
import { createDiskReader, createProject, type Project } from "../project/index.ts";
import type { Rule } from "../rule/index.ts";
import { readFiles } from "./audit.ts";

/** What to load a project from. */
export interface LoadRequest {
  readonly discovery: ProjectDiscovery;
  readonly config: Config;
  readonly rules: readonly Rule[];
  readonly jobs?: number;
  readonly workerUrl: URL;
  readonly cacheFolder?: string;
  readonly onProgress?: (filesDone: number, filesTotal: number) => void;
}

/** Reads a whole project without auditing it, for the commands that show how it hangs together. */
export async function loadProject(
  request: LoadRequest,
): Promise<{ readonly project: Project; readonly failures: readonly AuditFailure[] }> {
  const { discovery, config } = request;
  const {
    evidence = [],
    results,
    failures,
  } = await readFiles(
    {
      ...request,
      discovery: { files: [], problems: [], skipped: [], others: [] },
      project: discovery,
      lineHashes: false,
      timing: false,
    },
    new Map(),
    true,
  );
  const root = config.data.auditRoot;
  const project = createProject({
    root,
    summaries: evidence.map(({ summary }) => summary),
    others: discovery.others,
    isWhole: discovery.isWhole,
    reader: createDiskReader(root, config.maxFileSize),
  });
  const broken = results.flatMap(({ outcomes }) => outcomes.flatMap((found) => found.failures));
  return { project, failures: [...failures, ...broken] };
}
