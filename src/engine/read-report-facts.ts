import { readSourceFile, type DiscoveredFile } from "../project/discovery/index.ts";
import { openBytes, reportFactsOf, type ReportFacts } from "../project/index.ts";
import { createParser, loadParserModule } from "../syntax/index.ts";

/** Reads files again for what the report tells of them beside findings. Files that can't be read are left out. */
export function readReportFacts(
  files: readonly DiscoveredFile[],
  maxFileSize: number,
): readonly ReportFacts[] {
  const parser = createParser(loadParserModule(), { transient: true });
  return files.flatMap(({ absolutePath, path }) => {
    const read = readSourceFile(absolutePath, maxFileSize);
    return read.kind === "text" ? [reportFactsOf(openBytes(parser, path, read.bytes))] : [];
  });
}
