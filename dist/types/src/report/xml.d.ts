/** An element of an XML document: text inside, or other elements. */
export interface XmlElement {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string | number>>;
    readonly content?: string | readonly XmlElement[];
}
/** A whole well-formed document, indented; characters that XML cannot hold become U+FFFD. */
export declare function renderXml(root: XmlElement): string;
