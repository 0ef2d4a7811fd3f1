import type { ModuleOptions } from "../../options/index.ts";

/** Whether the file defines something at the option or below it; `*` stands for any one name. */
export function definesBelow({ definitions }: ModuleOptions, option: string): boolean {
  const wanted = option.split(".");
  return definitions.some(({ path }) =>
    wanted.every((segment, index) =>
      segment === "*" ? path[index] !== undefined : segment === path[index],
    ),
  );
}
