import { flattenOptions, type ModuleOptions } from "../options/index.ts";
import { readSourceFile, type DiscoveredFile } from "../project/discovery/index.ts";
import { reportFactsOf, type ReportFacts } from "../project/index.ts";
import { createSemantics } from "../semantics/index.ts";
import { createParser, findSyntaxErrors, loadParserModule } from "../syntax/index.ts";

/** Reads files again for what the report tells of them beside findings. Files that can't be read are left out. */
export function readReportFacts(
  files: readonly DiscoveredFile[],
  maxFileSize: number,
): readonly ReportFacts[] {
  const parser = createParser(loadParserModule(), { transient: true });
  return files.flatMap(({ absolutePath, path }) => {
    const read = readSourceFile(absolutePath, maxFileSize);
    if (read.kind !== "text") return [];
    const tree = parser.parse(read.bytes);
    const semantics = createSemantics(tree);
    let module: ModuleOptions | undefined;
    return [
      reportFactsOf({
        path,
        source: tree.source,
        tree,
        semantics,
        get module() {
          return (module ??= flattenOptions(semantics));
        },
        hasSyntaxError: findSyntaxErrors(tree).length > 0,
      }),
    ];
  });
}
