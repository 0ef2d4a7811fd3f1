import { toLine } from "../plain-text.ts";
import type { IssueAction, IssueGroup, IssuePlan, TrackingAction } from "./issue.ts";

/** A file to write. */
export interface IssueFile {
  readonly name: string;
  readonly text: string;
}

/** One markdown file an issue that is open after the plan, and `README.md` for the list of them. */
export function renderIssueFiles({ actions, tracking }: IssuePlan): readonly IssueFile[] {
  const open = actions.filter(({ isOpen, group }) => isOpen && group);
  const files = open.map((action) => ({
    name: fileName(action),
    text: frontMatter(action) + action.body,
  }));
  if (!tracking) return files;
  const body = tracking.body
    .map((piece) => (typeof piece === "string" ? piece : linkTo(piece.issue)))
    .join("");
  return [...files, { name: "README.md", text: frontMatter(tracking) + body }];
}

function linkTo(action: IssueAction): string {
  if (action.number !== undefined) return `#${action.number}`;
  const name = fileName(action);
  return `[file](./${name.split("/").map(encodeURIComponent).join("/")})`;
}

/** A YAML block; a JSON string is a YAML string. */
function frontMatter({ title, labels, number }: IssueAction | TrackingAction): string {
  const lines = [
    `title: ${JSON.stringify(toLine(title))}`,
    `labels: ${JSON.stringify(labels)}`,
    ...(number === undefined ? [] : [`number: ${number}`]),
  ];
  return `---\n${lines.join("\n")}\n---\n\n`;
}

function fileName({ group, key }: IssueAction): string {
  return group ? nameOf(group) : `${key}.md`;
}

/** Another name for every rule and area, also where the area holds what is no good in a file name. */
function nameOf({ rule, area, key }: IssueGroup): string {
  if (area === ".") return `${rule.id}.md`;
  const encoded = Array.from(Buffer.from(area), (byte) => {
    const character = String.fromCharCode(byte);
    if (character === "/") return "+";
    return /[A-Za-z0-9._-]/.test(character) ? character : `=${byte.toString(16).padStart(2, "0")}`;
  }).join("");
  return `${rule.id}.${encoded.length > 150 ? `${encoded.slice(0, 130)}-${key}` : encoded}.md`;
}
