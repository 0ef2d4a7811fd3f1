import { parse as parseToml } from "smol-toml";
import {
  absolutePath,
  booleanValue,
  failure,
  floatValue,
  integerValue,
  known,
  listValue,
  setValue,
  stringValue,
  unknown,
  type Folded,
  type FoldedFunction,
  type FoldLimits,
} from "../../semantics/index.ts";
import { unary, binary, withText } from "./native-function.ts";
import type { TreeView } from "./tree-view.ts";

/** Functions of `builtins` over files of the tree. What lies outside of it is never looked at. */
export function createFileFunctions(
  tree: TreeView,
  onListed: (folder: string) => void,
): Readonly<Record<string, FoldedFunction>> {
  /** Goes on with an absolute path inside of the tree. */
  function withPath(folded: Folded, limits: FoldLimits, use: (path: string) => Folded): Folded {
    return withText(folded, limits, (text) => {
      if (!text.startsWith("/")) return failure(`\`${text}\` is no absolute path`);
      const path = absolutePath("/", text);
      return tree.isInside(path) ? use(path) : unknown(`\`${path}\` lies outside of the tree`);
    });
  }

  function withFile(folded: Folded, limits: FoldLimits, use: (text: string) => Folded): Folded {
    return withPath(folded, limits, (path) => {
      if (tree.kindOf(path) === undefined) return missing(tree.relative(path));
      const text = tree.readText(path);
      if (text === undefined) return unknown(`\`${tree.relative(path)}\` can't be read`);
      limits.spend(text.length >>> 4);
      return use(text);
    });
  }

  return {
    readDir: unary((folder, limits) =>
      withPath(folder, limits, (path) => {
        const entries = tree.list(path);
        if (!entries) return missing(tree.relative(path));
        limits.spend(entries.size);
        onListed(path);
        return setValue(
          new Map(Array.from(entries, ([name, type]) => [name, stringValue(typeName(type))])),
        );
      }),
    ),
    pathExists: unary((path, limits) =>
      withPath(path, limits, (at) => booleanValue(tree.kindOf(at) !== undefined)),
    ),
    readFileType: unary((path, limits) =>
      withPath(path, limits, (at) => {
        const kind = tree.kindOf(at);
        return kind ? stringValue(typeName(kind)) : missing(tree.relative(at));
      }),
    ),
    readFile: unary((path, limits) => withFile(path, limits, stringValue)),
    fromJSON: unary((text, limits) =>
      withText(text, limits, (value) => fromData(() => JSON.parse(value), "JSON", limits)),
    ),
    fromTOML: unary((text, limits) =>
      withText(text, limits, (value) =>
        fromData(() => parseToml(value, { integersAsBigInt: "asNeeded" }), "TOML", limits),
      ),
    ),
    baseNameOf: unary((path, limits) =>
      withText(path, limits, (text) => {
        const trimmed = text.length > 1 ? text.replace(/\/$/, "") : text;
        return stringValue(trimmed.slice(trimmed.lastIndexOf("/") + 1));
      }),
    ),
    dirOf: unary((path, limits) =>
      withText(path, limits, (text) => {
        const slash = text.lastIndexOf("/");
        const folder = slash < 0 ? "." : slash === 0 ? "/" : text.slice(0, slash);
        const isPath = path.known && path.value.type === "path";
        return isPath ? known({ type: "path", value: folder }) : stringValue(folder);
      }),
    ),
    toPath: unary((path, limits) => withText(path, limits, stringValue)),
    filterSource: binary((_, path) => path),
  };
}

function typeName(kind: "file" | "folder"): string {
  return kind === "file" ? "regular" : "directory";
}

/** Nix stops here; but the tree may be a part of what is built: a submodule, a file that is made or kept elsewhere. */
function missing(path: string): Folded {
  return unknown(`\`${path === "" ? "." : path}\` does not exist`);
}

function fromData(parse: () => unknown, format: string, limits: FoldLimits): Folded {
  let data: unknown;
  try {
    data = parse();
  } catch {
    return failure(`text that is no ${format}`);
  }
  return toValue(data, limits);
}

function toValue(data: unknown, limits: FoldLimits): Folded {
  limits.spend(1);
  switch (typeof data) {
    case "string":
      return stringValue(data);
    case "boolean":
      return booleanValue(data);
    case "bigint":
      return integerValue(data);
    case "number":
      return Number.isSafeInteger(data) ? integerValue(BigInt(data)) : floatValue(data);
    default:
  }
  if (data === null) return known({ type: "null" });
  if (Array.isArray(data))
    return listValue(data.map((item: unknown) => limits.lazy(() => toValue(item, limits))));
  if (data instanceof Date) return unknown("a date");
  return setValue(
    new Map(
      Object.entries(data as object).map(([key, item]: [string, unknown]) => [
        key,
        limits.lazy(() => toValue(item, limits)),
      ]),
    ),
  );
}
