import { settingsOfFile } from "../../options/index.ts";
import type { Host, HostConfiguration, Place, Project } from "../../project/index.ts";
import { plainText } from "../security/setting-value.ts";
import { hasModuleOf, unknownModules } from "./external-modules.ts";

/** A machine that lives on, and what its modules say. */
interface MaintainedHost {
  readonly host: Host;
  readonly configuration: HostConfiguration;
  /** Whether all modules could be read that may say something of Nix's own upkeep. */
  readonly isSure: boolean;
}

/**
 * The NixOS and nix-darwin hosts whose store somebody has to look after: no images, containers, virtual machines or guests
 * of Windows, and none whose Nix is managed by something else.
 */
export function maintainedHosts(project: Project): readonly MaintainedHost[] {
  return project.hosts.flatMap((host) => {
    const configuration = project.configurationOf(host);
    const isMachine = host.kind === "nixos" || host.kind === "darwin";
    if (!configuration || !isMachine || host.isEphemeral) return [];
    if (
      settingsOfFile(host.root).has("ephemeral") ||
      settingsOfFile(host.name.replace("#", "/")).has("ephemeral")
    )
      return [];
    if (
      ["nixos-wsl", "wsl", "microvm", "determinate"].some((name) =>
        hasModuleOf(project, configuration, name),
      )
    )
      return [];
    if (isSetTo(configuration, "boot.isContainer", "true")) return [];
    if (isSetTo(configuration, "nix.enable", "false")) return [];
    const isSure =
      !configuration.hasUnreadModules && unknownModules(project, configuration).length === 0;
    return { host, configuration, isSure };
  });
}

function isSetTo(configuration: HostConfiguration, option: string, text: string): boolean {
  return configuration
    .definitionsOf(option)
    .definitions.some(({ value }) => plainText(value) === text);
}

/** Whether something may switch one of the options on: a value that is not known may well be `true`. */
export function mayBeOn(configuration: HostConfiguration, options: readonly string[]): boolean {
  return options.some((option) => {
    const { definitions, isOpen } = configuration.definitionsOf(option);
    return (
      (isOpen && !configuration.hasUnreadModules) ||
      definitions.some(({ value }) => plainText(value) !== "false")
    );
  });
}

/** Whether a definition says no, with a comment at it or right above: somebody thought of it. */
export function isDeclined(
  project: Project,
  configuration: HostConfiguration,
  options: readonly string[],
): boolean {
  return options.some((option) =>
    configuration
      .definitionsOf(option)
      .definitions.some(
        ({ value, place }) =>
          (plainText(value) === "false" || (value.known && value.value.type === "null")) &&
          hasCommentAt(project, place),
      ),
  );
}

function hasCommentAt(project: Project, { path, span }: Place): boolean {
  const file = project.open(path);
  if (!file) return false;
  const line = file.source.lineAt(span.start);
  return file.tree.comments.some((comment) => {
    const at = file.source.lineAt(comment.start);
    return at === line || file.source.lineAt(comment.end) === line - 1;
  });
}
