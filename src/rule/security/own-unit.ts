import type { OptionContext, Setting } from "../define-option-rule.ts";
import type { Messages } from "../define-rule.ts";
import { isNo } from "./setting-value.ts";
import { optionPath, settingsBeside, type Siblings } from "./sibling-settings.ts";

/** Options that make a unit one of its own: without them a definition only extends one of nixpkgs. */
export const ownUnitPaths: readonly string[] = [
  "systemd.services.*.serviceConfig.ExecStart",
  "systemd.services.*.script",
];

/** A service that the file itself makes. */
export interface OwnUnit {
  readonly name: string;
  readonly settings: Siblings;
  readonly isOneshot: boolean;
}

/**
 * The unit that a setting of {@link ownUnitPaths} makes; undefined where another setting speaks for it, and where a part of it is
 * not in the text: a set that is merged in may say anything.
 */
export function ownUnitOf<M extends Messages, Options>(
  setting: Setting,
  context: OptionContext<M, Options>,
): OwnUnit | undefined {
  const path = optionPath(setting);
  const name = path[2] ?? "";
  // An instance of a template extends what the template says.
  if (name === "*" || name.includes("@")) return undefined;
  const settings = settingsBeside(setting, 3, context);
  const isScript = path.at(-1) === "script";
  const starts = settings.values("serviceConfig.ExecStart");
  if (isScript ? starts.length > 0 : starts[0] !== setting.value) return undefined;
  if (isScript && settings.values("script")[0] !== setting.value) return undefined;
  const depth = setting.path.length - path.length;
  const isOpen = context.module.definitions.some(
    (other) =>
      (other.path.length === depth + 3 ||
        (other.path.length === depth + 4 && other.path[depth + 3] === "serviceConfig")) &&
      setting.path.slice(0, depth + 3).every((segment, index) => other.path[index] === segment),
  );
  if (isOpen) return undefined;
  return { name, settings, isOneshot: settings.text("serviceConfig.Type") === "oneshot" };
}

/** The settings that every service should have. */
export const requiredHardening: readonly string[] = [
  "User",
  "NoNewPrivileges",
  "ProtectSystem",
  "ProtectHome",
  "PrivateTmp",
];

/** What most services can have beyond. */
const furtherHardening: readonly string[] = [
  "PrivateDevices",
  "ProtectKernelTunables",
  "ProtectKernelModules",
  "ProtectControlGroups",
  "RestrictSUIDSGID",
];

/** What `DynamicUser` brings. Source: systemd.exec(5). */
const dynamic: ReadonlySet<string> = new Set([
  "User",
  "NoNewPrivileges",
  "ProtectSystem",
  "ProtectHome",
  "PrivateTmp",
  "RestrictSUIDSGID",
]);

/** Which of the ten settings of the baseline a unit has. Unknown values count: somebody thought of them. */
export function hardeningOf({ settings }: OwnUnit): ReadonlySet<string> {
  const isDynamic =
    settings.has("serviceConfig.DynamicUser") && !isNo(settings.text("serviceConfig.DynamicUser"));
  return new Set(
    [...requiredHardening, ...furtherHardening].filter((name) => {
      if (isDynamic && dynamic.has(name)) return true;
      const key = `serviceConfig.${name}`;
      return settings.has(key) && !isNo(settings.text(key)) && settings.text(key) !== "root";
    }),
  );
}

/** How many settings the baseline has. */
export const hardeningTotal = requiredHardening.length + furtherHardening.length;

const values: ReadonlyMap<string, string> = new Map([
  ["NoNewPrivileges", "true"],
  ["ProtectSystem", '"full"'],
  ["ProtectHome", "true"],
  ["PrivateTmp", "true"],
]);

/** The lines that set what is missing, of those that need no more thought than a try. */
export function hardeningLines(prefix: string, missing: readonly string[]): readonly string[] {
  return missing.flatMap((name) => {
    const value = values.get(name);
    return value === undefined ? [] : [`${prefix}${name} = ${value};`];
  });
}
