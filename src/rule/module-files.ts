import { calledFunction } from "../options/index.ts";
import type { Edge, Project } from "../project/index.ts";
import { modulePartsOf } from "./module-body.ts";
import { attributesOf } from "./set-attributes.ts";

/** A file that is a module by its text, or because another file imports it as one. */
export interface ModuleFile {
  readonly path: string;
  /** Whether a list of modules names it: then it is one, whatever it looks like. */
  readonly isListed: boolean;
  /** Whether a file calls `import` on it: then its arguments may be anybody's. */
  readonly isCalled: boolean;
  /** Whether it is a function of named arguments without `...`. */
  readonly lacksEllipsis: boolean;
  /** The keys of its set, where it results in a literal one. */
  readonly keys: ReadonlySet<string>;
}

const known = new WeakMap<Project, readonly ModuleFile[]>();

/** The modules of the tree in order of their paths. Each file is opened once for all who ask. */
export function moduleFilesOf(project: Project): readonly ModuleFile[] {
  const found = known.get(project) ?? findModuleFiles(project);
  known.set(project, found);
  return found;
}

function findModuleFiles(project: Project): readonly ModuleFile[] {
  const listed = new Map<string, Edge>();
  const called = new Set<string>();
  for (const edge of project.graph.edges) {
    const { kind, target, by } = edge;
    if (target.kind !== "file") continue;
    // Which files of a folder are taken may depend on more than their names.
    if (kind === "module" && by !== "listing") listed.set(target.path, edge);
    if (kind === "import" || kind === "home" || kind === "package") called.add(target.path);
  }
  return [...project.files.values()].flatMap(({ path, role }): ModuleFile[] => {
    const edge = listed.get(path);
    const isModule = role === "module";
    const isListed =
      edge !== undefined && (isModule || (!notModules.has(role) && isPlainElement(edge, project)));
    if (!isListed && !isModule) return [];
    const file = project.open(path);
    if (!file || file.hasSyntaxError) return [];
    const { functions, set } = modulePartsOf(file.tree.root.expression);
    const formals = functions[0]?.formals;
    return [
      {
        path,
        isListed,
        isCalled: called.has(path),
        lacksEllipsis: formals !== undefined && formals.ellipses === undefined,
        keys: new Set(set ? attributesOf(set).map(({ name }) => name) : []),
      },
    ];
  });
}

const notModules = new Set(["flake", "package", "overlay", "test"]);

/** Whether the path itself is the element or value, with no unknown function round it that may call the file. */
function isPlainElement({ from, span }: Edge, project: Project): boolean {
  const file = project.open(from);
  const path = file?.tree
    .nodesOfKind("path_expression")
    .find(({ start, end }) => start === span.start && end === span.end);
  if (!file || !path) return false;
  for (const above of path.ancestors()) {
    if (above.is("binding")) return true;
    if (above.is("apply_expression")) {
      const { origin } = calledFunction(above, file.semantics);
      if (!/^lib\.optionals?$/.test(origin ?? "")) return false;
    } else if (!transparent.has(above.kind)) return false;
  }
  return false;
}

const transparent = new Set([
  "parenthesized_expression",
  "list_expression",
  "binary_expression",
  "if_expression",
  "let_expression",
  "with_expression",
]);
