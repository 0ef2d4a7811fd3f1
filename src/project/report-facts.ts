import type { OptionDefinition } from "../options/index.ts";
import type { Value } from "../semantics/index.ts";
import type { OpenFile } from "./model.ts";

/** An option that a file declares. */
export interface DeclaredOption {
  /** `services.backup.enable`; `*` where a name is computed. */
  readonly option: string;
  /** 1-based. */
  readonly line: number;
  readonly hasType: boolean;
  readonly hasDescription: boolean;
  readonly isEnable: boolean;
}

/** A systemd service that a file defines or changes. */
export interface DefinedService {
  readonly name: string;
  readonly line: number;
  /** Whether the file says what it runs: else it changes a service of somebody else. */
  readonly isOwn: boolean;
  /** `DynamicUser` or the name in `User`; undefined where nothing is said: root. */
  readonly user?: string;
  /** Which of {@link hardeningSettings} the file sets to something that confines, in that order. */
  readonly hardening: readonly string[];
}

/** One setting of `networking.firewall` in the configuration of a host itself. */
export interface FirewallSetting {
  /** Below `networking.firewall`: `allowedTCPPorts`, `interfaces.eth0.allowedTCPPorts`, `enable`. */
  readonly option: string;
  readonly line: number;
  /** As a person reads it: "22, 80", "false"; undefined where the text does not decide it. */
  readonly value?: string;
  readonly isConditional: boolean;
}

/** A list of packages that are installed as they are. */
export interface PackageList {
  readonly option: string;
  readonly line: number;
  /** How many elements the text shows. */
  readonly count: number;
}

/** What the report needs to know of a Nix file beside its findings: plain data, and no value that could be secret. */
export interface ReportFacts {
  readonly path: string;
  readonly bytes: number;
  readonly lines: number;
  readonly hasSyntaxError: boolean;
  readonly options: readonly DeclaredOption[];
  readonly services: readonly DefinedService[];
  readonly firewall: readonly FirewallSetting[];
  readonly packages: readonly PackageList[];
  /** Managers of secrets whose options it sets: `sops-nix`, `agenix`, …, sorted. */
  readonly secretManagers: readonly string[];
}

/** Settings of `serviceConfig` that confine a service, the most effective first (systemd.exec(5)). */
export const hardeningSettings = [
  "NoNewPrivileges",
  "ProtectSystem",
  "ProtectHome",
  "PrivateTmp",
  "PrivateDevices",
  "CapabilityBoundingSet",
  "SystemCallFilter",
  "RestrictAddressFamilies",
  "RestrictNamespaces",
  "ProtectKernelModules",
  "ProtectKernelTunables",
  "ProtectControlGroups",
] as const;

/** What `DynamicUser` turns on by itself (systemd.exec(5)). */
const impliedByDynamicUser = ["NoNewPrivileges", "ProtectSystem", "ProtectHome", "PrivateTmp"];

/** Options by which a manager of secrets is known: the first segments of what it is told. */
const secretManagers: readonly (readonly [option: string, manager: string])[] = [
  ["sops.secrets", "sops-nix"],
  ["sops.defaultSopsFile", "sops-nix"],
  ["sops.templates", "sops-nix"],
  ["age.secrets", "agenix"],
  ["age.rekey", "agenix-rekey"],
  ["age.identityPaths", "agenix"],
  ["vaultix.secrets", "vaultix"],
  ["vaultix.settings", "vaultix"],
  ["clan.core.vars", "clan vars"],
  ["deployment.keys", "colmena keys"],
  ["krops.secret", "krops"],
  ["secrix.services", "secrix"],
  ["services.vault-agent", "vault agent"],
  ["services.onepassword-secrets", "opnix"],
];

/** The settings of the firewall that let somebody in, or keep somebody out. */
const decidesWhoGetsIn =
  /^networking\.firewall\.(enable|allowPing|trustedInterfaces|extra(Commands|InputRules|ForwardRules)|(interfaces\..+\.)?allowed(TCP|UDP)Port(s|Ranges\.\[\]\.(from|to)))$/;

/** Works out the summary of one file. A pure function; linear in the file. */
export function reportFactsOf(file: OpenFile): ReportFacts {
  const { source, module } = file;
  const lineOf = (offset: number): number => source.positionAt(offset).line;
  const managers = new Set<string>();
  const firewall: FirewallSetting[] = [];
  const packages: PackageList[] = [];
  let rangeStart: { readonly name: string; readonly value: string | undefined } | undefined;
  for (const definition of module.definitions) {
    const path = definition.path.join(".");
    for (const [option, manager] of secretManagers)
      if (path === option || path.startsWith(`${option}.`)) managers.add(manager);
    const line = lineOf(definition.name.start);
    // A container, a home or a test node has a firewall and packages of its own.
    if (definition.contexts.some(({ kind }) => kind !== "home" && kind !== "inline-module"))
      continue;
    if (decidesWhoGetsIn.test(path)) {
      const option = path.slice("networking.firewall.".length);
      const value = option.startsWith("extra") ? "own rules" : readable(file, definition);
      const isConditional = definition.conditions.length > 0;
      const [name = option, end] = option.split(".[].");
      // Of a range its two ends are definitions of their own, one after the other.
      if (end === "from") rangeStart = { name, value };
      else {
        const from = end === "to" && rangeStart?.name === name ? rangeStart.value : undefined;
        const shown = end === undefined ? value : from && value && `${from}–${value}`;
        firewall.push({
          option: name,
          line,
          ...(shown === undefined ? {} : { value: shown }),
          isConditional,
        });
      }
    }
    const list = packageList(file, definition, path);
    if (list !== undefined) packages.push({ option: list.option, count: list.count, line });
  }
  return {
    path: file.path,
    bytes: source.bytes.length,
    lines: lineOf(source.bytes.length),
    hasSyntaxError: file.hasSyntaxError,
    options: module.declarations.map((declaration) => ({
      option: declaration.path.join("."),
      line: lineOf(declaration.name.start),
      hasType: declaration.via !== "mkOption" || declaration.attributes.has("type"),
      hasDescription: declaration.via !== "mkOption" || declaration.attributes.has("description"),
      isEnable: declaration.via === "mkEnableOption" || declaration.path.at(-1) === "enable",
    })),
    services: summarizeServices(file, lineOf),
    firewall,
    packages,
    secretManagers: [...managers].toSorted(),
  };
}

interface ServiceDraft {
  readonly name: string;
  readonly line: number;
  isOwn: boolean;
  user: string | undefined;
  readonly hardening: Set<string>;
}

function summarizeServices(
  file: OpenFile,
  lineOf: (offset: number) => number,
): readonly DefinedService[] {
  const services = new Map<string, ServiceDraft>();
  for (const definition of file.module.definitions) {
    const [first, second, name, ...rest] = definition.path;
    if (first !== "systemd" || second !== "services" || name === undefined) continue;
    if (definition.contexts.some(({ kind }) => kind === "home")) continue;
    let draft = services.get(name);
    if (draft === undefined) {
      const line = lineOf(definition.name.start);
      draft = { name, line, isOwn: false, user: undefined, hardening: new Set() };
      services.set(name, draft);
    }
    const setting = rest.join(".");
    // systemd's own services are changed by saying anew what they run.
    if (setting === "script" || setting === "serviceConfig.ExecStart")
      draft.isOwn = !name.startsWith("systemd-");
    const key = rest[0] === "serviceConfig" && rest.length === 2 ? rest[1] : undefined;
    if (key === undefined) continue;
    const value = readable(file, definition);
    if (key === "User") draft.user = value ?? "set";
    if (key === "DynamicUser" && value === "true") {
      draft.user ??= "DynamicUser";
      for (const implied of impliedByDynamicUser) draft.hardening.add(implied);
    }
    if (hardeningSettings.some((known) => known === key) && !isOff(key, value))
      draft.hardening.add(key);
  }
  return [...services.values()].map(({ name, line, isOwn, user, hardening }) => ({
    name,
    line,
    isOwn,
    ...(user === undefined ? {} : { user }),
    hardening: hardeningSettings.filter((setting) => hardening.has(setting)),
  }));
}

/** An empty bounding set takes every capability away: there alone, nothing means the most. */
function isOff(setting: string, value: string | undefined): boolean {
  if (value === undefined) return false;
  if (["false", "no", "off", "0"].includes(value)) return true;
  return value === "" && setting !== "CapabilityBoundingSet";
}

function packageList(
  { semantics }: OpenFile,
  { value, path }: OptionDefinition,
  option: string,
): { readonly option: string; readonly count: number } | undefined {
  const isList =
    option === "environment.systemPackages" ||
    path.slice(-2).join(".") === "home.packages" ||
    (path.length === 4 && option.startsWith("users.users.") && path.at(-1) === "packages");
  if (!isList) return undefined;
  const folded = semantics.fold(value);
  if (!folded.known || folded.value.type !== "list") return undefined;
  return { option, count: folded.value.elements.length };
}

/** So much of a value is shown. */
const MOST_ELEMENTS = 40;

function readable({ semantics }: OpenFile, definition: OptionDefinition): string | undefined {
  const folded = semantics.fold(definition.value);
  return folded.known ? readableValue(folded.value) : undefined;
}

function readableValue(value: Value): string | undefined {
  switch (value.type) {
    case "string":
      return value.value;
    case "integer":
    case "boolean":
    case "float":
      return String(value.value);
    case "list": {
      if (!value.isComplete || value.elements.length > MOST_ELEMENTS) return undefined;
      const texts = value.elements.map((element) =>
        element.known && element.value.type !== "list" ? readableValue(element.value) : undefined,
      );
      return texts.includes(undefined) ? undefined : texts.join(", ");
    }
    default:
      return undefined;
  }
}
