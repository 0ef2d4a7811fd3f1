import type { FindingGroup, ReportModel } from "./model.ts";

/** What stands in a cell or a line: text in which backticks mean code, or code as it is, or a number. */
export type Inline =
  string | number | { readonly code: string } | { readonly text: string; readonly url: string };

export interface Table {
  readonly kind: "table";
  readonly columns: readonly { readonly title: string; readonly isNumber?: true }[];
  readonly rows: readonly (readonly Inline[])[];
  /** What a long table is folded under. */
  readonly title: string;
}

/** A part of a section. */
export type Block =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "list"; readonly isOrdered?: true; readonly items: readonly Inline[][] }
  | { readonly kind: "command"; readonly command: string }
  | { readonly kind: "groups"; readonly groups: readonly FindingGroup[] }
  | { readonly kind: "score"; readonly model: ReportModel }
  | { readonly kind: "graph"; readonly model: ReportModel }
  | Table;

/** One of the fifteen sections. */
export interface Section {
  /** Kebab-case, stable: what links lead to. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export function text(content: string): Block {
  return { kind: "text", text: content };
}

export function heading(content: string): Block {
  return { kind: "heading", text: content };
}

/** A table, or what to say where it would have no rows. */
export function tableOr(
  empty: string,
  title: string,
  columns: readonly string[],
  rows: readonly (readonly Inline[])[],
): Block {
  if (rows.length === 0) return text(empty);
  return {
    kind: "table",
    title,
    columns: columns.map((name) =>
      name.startsWith("#") ? { title: name.slice(1), isNumber: true } : { title: name },
    ),
    rows,
  };
}

/** The findings of some rules, or what to say where there are none. */
export function groupsOr(empty: string, groups: readonly FindingGroup[]): Block {
  return groups.length === 0 ? text(empty) : { kind: "groups", groups };
}

/** `path:line` as code. */
export function place(path: string, line: number): Inline {
  return { code: `${path}:${line}` };
}

/** Some names and how many more there are, each as code. */
export function names(all: readonly string[], most: number): string {
  const shown = all.slice(0, most).map((name) => `\`${name.replaceAll("`", "'")}\``);
  const more = all.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}
