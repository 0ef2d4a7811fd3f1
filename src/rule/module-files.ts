import type { Project } from "../project/index.ts";
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
  const listed = new Set<string>();
  const called = new Set<string>();
  for (const { kind, target, by } of project.graph.edges) {
    if (target.kind !== "file") continue;
    // Which files of a folder are taken may depend on more than their names.
    if (kind === "module" && by !== "listing") listed.add(target.path);
    if (kind === "import" || kind === "home" || kind === "package") called.add(target.path);
  }
  return [...project.files.values()].flatMap(({ path, role }): ModuleFile[] => {
    const isListed = listed.has(path) && !notModules.has(role);
    if (!isListed && role !== "module") return [];
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
