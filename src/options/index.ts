export { calledFunction, type Call } from "./call.ts";
export {
  priorities,
  type Condition,
  type ModuleContext,
  type OptionDeclaration,
  type OptionDefinition,
} from "./definition.ts";
export { settingsOfFile, type FileSetting } from "./file-setting.ts";
export { flattenOptions, type ModuleOptions } from "./flatten.ts";
export { renamedOptions, type Rename } from "./renamed-options.ts";
export { normalizePath } from "./normalize-path.ts";
export { formerNames } from "./renamed-options.ts";
