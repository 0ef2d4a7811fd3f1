import { severities, type Diagnostic } from "../diagnostic/index.ts";

/** The findings by severity, worst first, otherwise in their order: for formats whose reader cuts the tail. */
export function worstFirst(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  return severities.flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity),
  );
}

/** The findings of each file, files in the order in which they first come. */
export function groupByPath<Item extends { readonly path: string }>(
  items: readonly Item[],
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(item.path);
    if (group === undefined) groups.set(item.path, [item]);
    else group.push(item);
  }
  return groups;
}
