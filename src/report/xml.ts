/** An element of an XML document: text inside, or other elements. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly content?: string | readonly XmlElement[];
}

/** What XML 1.0 has no way to write, not even as a reference. */
const NOT_XML = /[^\t\n\r\u0020-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** A whole well-formed document, indented; characters that XML cannot hold become U+FFFD. */
export function renderXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderElement(root, "")}`;
}

function renderElement({ name, attributes, content = [] }: XmlElement, indent: string): string {
  const list = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escape(String(value), /[&<>"'\t\n\r]/gu)}"`,
  );
  const start = `${indent}<${name}${list.join("")}`;
  if (content.length === 0) return `${start}/>\n`;
  if (typeof content === "string") return `${start}>${escape(content, /[&<>\r]/gu)}</${name}>\n`;
  const children = content.map((child) => renderElement(child, `${indent}  `));
  return `${start}>\n${children.join("")}${indent}</${name}>\n`;
}

function escape(text: string, special: RegExp): string {
  return text
    .replaceAll(NOT_XML, "\u{FFFD}")
    .replaceAll(special, (character) => entities[character] ?? character);
}
