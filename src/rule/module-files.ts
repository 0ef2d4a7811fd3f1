import { calledFunction } from "../options/index.ts";
import type { Edge, Project } from "../project/index.ts";
import { Kind, type AnyNode, type SyntaxTree } from "../syntax/index.ts";
import { modulePartsOf } from "./module-body.ts";
import { attributesOf } from "./set-attributes.ts";

/** A file that is a module by its text, or because another file imports it as one. */
export interface ModuleFile {
  readonly path: string;
  /** Whether a list of modules names it: then it is one, whatever it looks like. */
  readonly isListed: boolean;
  /** Whether a folder that is read as a folder of modules holds it, and it looks like one. */
  readonly isSwept: boolean;
  /** Whether a file calls `import` on it: then its arguments may be anybody's. */
  readonly isCalled: boolean;
  /** Whether it is a function of named arguments without `...`. */
  readonly lacksEllipsis: boolean;
  /** Whether the name `imports` stands anywhere in it. */
  readonly hasImports: boolean;
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
  const listed = new Map<string, Edge[]>();
  const swept = new Set<string>();
  const called = new Set<string>();
  for (const edge of project.graph.edges) {
    const { kind, target, by } = edge;
    if (target.kind !== "file") continue;
    if (kind === "module" && by === "listing") swept.add(target.path);
    else if (kind === "module") {
      const others = listed.get(target.path);
      if (others) others.push(edge);
      else listed.set(target.path, [edge]);
    }
    if (kind === "import" || kind === "home" || kind === "package") called.add(target.path);
  }
  return [...project.files.values()].flatMap(({ path, role }): ModuleFile[] => {
    const edges = notModules.has(role) ? undefined : listed.get(path);
    if (!edges && role !== "module") return [];
    const file = project.open(path);
    if (!file || file.hasSyntaxError) return [];
    const { functions, set } = modulePartsOf(file.tree.root.expression);
    const formals = functions[0]?.formals;
    const lacksEllipsis = formals !== undefined && formals.ellipses === undefined;
    const isListed = edges?.some((edge) => isPlainElement(edge, project)) ?? false;
    if (!isListed && role !== "module") return [];
    return [
      {
        path,
        isListed,
        // Which files of a folder are taken may depend on more than their names.
        isSwept: role === "module" && functions.length < 2 && swept.has(path) && !called.has(path),
        isCalled: called.has(path),
        lacksEllipsis,
        hasImports: file.tree.nameIdFor("imports") > 0,
        keys: new Set(set ? attributesOf(set).map(({ name }) => name) : []),
      },
    ];
  });
}

const notModules = new Set(["flake", "package", "overlay", "test"]);

/** Whether the path itself is the element or value, with no unknown function round it that may call the file. */
function isPlainElement({ from, span }: Edge, project: Project): boolean {
  const file = project.open(from);
  const path = file && pathAt(span.start, file.tree);
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

/** The path that begins at a byte. */
function pathAt(start: number, tree: SyntaxTree): AnyNode | undefined {
  const rows = tree.rowsOfKind(Kind.path_expression);
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (tree.startOf(rows[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const row = rows[low];
  return row !== undefined && tree.startOf(row) === start ? tree.nodeAt(row) : undefined;
}

const transparent = new Set([
  "parenthesized_expression",
  "list_expression",
  "binary_expression",
  "if_expression",
  "let_expression",
  "with_expression",
]);
