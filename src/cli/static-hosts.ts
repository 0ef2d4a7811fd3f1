import { relative } from "node:path";
import type { Config } from "../config/index.ts";
import { loadProject, rules, workerUrl, type ProjectDiscovery } from "../index.ts";
import type { StaticHost } from "../rule/index.ts";

/** The hosts that the source of one flake defines: what its outputs are compared with. `folder` and `root` are absolute. */
export async function findStaticHosts(
  discovery: ProjectDiscovery,
  config: Config,
  folder: string,
  root: string,
): Promise<readonly StaticHost[]> {
  const { project } = await loadProject({ discovery, config, rules, workerUrl });
  const flakePath = [relative(root, folder).replaceAll("\\", "/"), "flake.nix"]
    .filter((part) => part !== "")
    .join("/");
  const others = project.flakes.map(({ path }) => path).filter((path) => path !== flakePath);
  // A flake within this one has hosts of its own.
  return project.hosts.filter(
    ({ place }) =>
      isBelow(place.path, flakePath) &&
      !others.some((other) => other.length > flakePath.length && isBelow(place.path, other)),
  );
}

function isBelow(path: string, flakePath: string): boolean {
  return path.startsWith(flakePath.slice(0, -"flake.nix".length));
}
