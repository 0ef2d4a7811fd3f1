import { readTextFile, type DiscoveredFile } from "../project/discovery/index.ts";
import { readSopsRules, type SopsRules } from "../project/index.ts";
import type { AuditRequest } from "./audit-request.ts";
import type { WorkFile } from "./work.ts";

/** The files that are no Nix, where the config lets them be looked at and a rule has something to say of them. */
export function textFiles({ discovery, config, rules }: AuditRequest): readonly WorkFile[] {
  if (config.data.textFiles === false) return [];
  const ids = rules.flatMap(({ id, checkText }) => (checkText ? [id] : []));
  // Paths under the same overrides have the same settings.
  const asked = new Map<unknown, boolean>();
  return discovery.otherFiles.flatMap((file) => {
    const settings = config.settingsFor(file.path);
    let isAsked = asked.get(settings);
    if (isAsked === undefined) asked.set(settings, (isAsked = ids.some((id) => settings.has(id))));
    return isAsked ? [{ ...file, isText: true as const }] : [];
  });
}

const LARGEST_CONFIG = 200_000;

/** What each `.sops.yaml` among the files says. One that can't be read says nothing. */
export function findSopsRules(files: readonly DiscoveredFile[]): readonly SopsRules[] {
  return files.flatMap(({ absolutePath, path }) => {
    if (!/(?:^|\/)\.sops\.ya?ml$/.test(path)) return [];
    const read = readTextFile(absolutePath, LARGEST_CONFIG);
    return read.kind === "text" ? [readSopsRules(path, read.bytes.toString())] : [];
  });
}
