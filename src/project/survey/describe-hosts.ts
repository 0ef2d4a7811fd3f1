import type { Host, Project } from "../model.ts";
import {
  surveyFile,
  type DeclaredSecret,
  type FileSurvey,
  type UserTraits,
} from "./survey-file.ts";

/** Somebody who can log in to a host, or whose home is configured there. */
export interface HostUser extends Omit<UserTraits, "name" | "line"> {
  readonly name: string;
}

/** What a host is made of, beside its modules. */
export interface HostFacts {
  readonly host: Host;
  /** Lines of the files of its closure. */
  readonly lines: number;
  /** Sorted by name. */
  readonly users: readonly HostUser[];
  /** Whether there are users whose names are computed. */
  readonly hasUnknownUsers: boolean;
  /** Names of the secrets that its modules declare, sorted. */
  readonly secrets: readonly string[];
  readonly hasUnknownSecrets: boolean;
  /** The encrypted files that it reads, sorted. */
  readonly secretFiles: readonly string[];
  /** How often what it imports could not be found out. */
  readonly unresolvedImports: number;
}

/** Surveys every file of a project once; files that can't be read are left out. */
export function surveyProject(project: Project): ReadonlyMap<string, FileSurvey> {
  const surveys = new Map<string, FileSurvey>();
  for (const path of project.files.keys()) {
    const file = project.open(path);
    if (file) surveys.set(path, surveyFile(file));
  }
  return surveys;
}

/** What each host is made of, in the order of the project's hosts. */
export function describeHosts(
  project: Pick<Project, "files" | "graph" | "hosts" | "unresolved">,
  surveys: ReadonlyMap<string, FileSurvey>,
): readonly HostFacts[] {
  return project.hosts.map((host) => describeOne(project, surveys, host));
}

function describeOne(
  { files, graph, unresolved }: Pick<Project, "files" | "graph" | "unresolved">,
  surveys: ReadonlyMap<string, FileSurvey>,
  host: Host,
): HostFacts {
  const users = new Map<string, HostUser>();
  const secrets: DeclaredSecret[] = [];
  const secretFiles = new Set<string>();
  let hasUnknownUsers = false;
  const closure = new Set(host.closure);
  for (const path of host.closure) {
    for (const { name, line: _, ...traits } of surveys.get(path)?.users ?? []) {
      if (name === undefined) hasUnknownUsers ||= isPerson(traits);
      else users.set(name, merge(users.get(name), name, traits));
    }
    secrets.push(...(surveys.get(path)?.secrets ?? []));
    for (const { kind, target, hosts } of graph.from(path)) {
      if (hosts && !hosts.includes(host.name)) continue;
      if (kind === "secret" && (target.kind === "file" || target.kind === "missing"))
        secretFiles.add(target.path);
    }
  }
  if (host.kind === "home" && !users.has(homeUserOf(host)))
    users.set(homeUserOf(host), { ...nobody, name: homeUserOf(host), hasHome: true });
  return {
    host,
    lines: host.closure.reduce((sum, path) => sum + (files.get(path)?.lines ?? 0), 0),
    users: [...users.values()].filter(isPerson).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    hasUnknownUsers,
    secrets: [...new Set(secrets.flatMap(({ name }) => name ?? []))].toSorted(),
    hasUnknownSecrets: secrets.some(({ name }) => name === undefined),
    secretFiles: [...secretFiles].toSorted(),
    unresolvedImports: unresolved.filter(({ place, what }) => {
      const owner = /modules of (.+)$/.exec(what)?.[1];
      return owner === undefined ? closure.has(place.path) : owner === host.name;
    }).length,
  };
}

const nobody: Omit<HostUser, "name"> = {
  isNormal: false,
  hasShell: false,
  hasKeys: false,
  hasHome: false,
  isAdministrator: false,
};

function merge(known: HostUser | undefined, name: string, more: Omit<HostUser, "name">): HostUser {
  const before = known ?? { ...nobody, name };
  return {
    name,
    isNormal: before.isNormal || more.isNormal,
    hasShell: before.hasShell || more.hasShell,
    hasKeys: before.hasKeys || more.hasKeys,
    hasHome: before.hasHome || more.hasHome,
    isAdministrator: before.isAdministrator || more.isAdministrator,
  };
}

/** Accounts that only run a service are no users. */
function isPerson(user: Omit<HostUser, "name">): boolean {
  return user.isNormal || user.hasShell || user.hasKeys || user.hasHome;
}

/** `homeConfigurations."ann@laptop"` is the home of ann. */
function homeUserOf({ name }: Host): string {
  return name.replace(/^.*#/, "").replace(/@.*$/, "");
}
