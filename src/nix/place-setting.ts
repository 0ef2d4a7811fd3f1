import type { Place } from "../project/index.ts";
import { findDefinition } from "./find-definition.ts";
import type { AnsweredSetting } from "./host-query.ts";
import { startOfFile } from "./source-files.ts";
import { flakePath } from "./stage-flake.ts";
import type { PlacedSetting, Validation } from "./validation.ts";

/** Finds where a setting is written: the module system tells the files, the text the line. */
export function placeSetting(setting: AnsweredSetting, validation: Validation): PlacedSetting {
  const { path, value, isOff, files } = setting;
  const { mapping } = validation;
  const ours = files.flatMap((file) => mapping.map.pathOf(fileName(file)) ?? []);
  // A module that is written in place has no name; in a flake it mostly stands in flake.nix.
  const nameless = files.includes("<unknown-file>") ? [flakePath(validation)] : [];
  return {
    path,
    value,
    isOff,
    source: sourceOf(files, mapping.map.shown),
    placeOf(option): Place | undefined {
      for (const candidate of [...ours, ...nameless]) {
        const place = findDefinition(mapping.files, candidate, option);
        if (place) return place;
      }
      const [first] = ours;
      return first === undefined ? undefined : startOfFile(mapping.files, first);
    },
  };
}

function sourceOf(files: readonly string[], shown: (text: string) => string): string {
  const [file] = files;
  if (file === undefined) return "the option's default";
  if (file === "<unknown-file>") return "set by a module without a name";
  return `set by \`${shown(fileName(file)).replace(/^source\//, "")}\``;
}

/** `/nix/store/…-source/flake.nix#nixosModules.web` and `…, via option x` are modules of that file. */
function fileName(file: string): string {
  return file.replace(/[#,].*$/s, "");
}
