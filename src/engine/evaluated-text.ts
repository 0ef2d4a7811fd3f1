/** The value of one option of a host, as far as it is known. */
export interface EvaluatedSetting {
  readonly path: readonly string[];
  /** JSON, in which `{ "#unknown": … }` stands for what has no value and `{ "#path": … }` for a path. */
  readonly value: unknown;
}

/** Evaluated settings as the text of a module, and which bytes of it are whose. */
export interface EvaluatedText<Setting extends EvaluatedSetting> {
  readonly bytes: Uint8Array;
  /** Sorted, apart from each other. */
  readonly ranges: readonly {
    readonly start: number;
    readonly end: number;
    readonly setting: Setting;
  }[];
}

/**
 * Writes evaluated settings as a module, so that the rules which judge definitions in a source judge them in the same way:
 * one line a setting.
 */
export function writeSettings<Setting extends EvaluatedSetting>(
  settings: readonly Setting[],
): EvaluatedText<Setting> {
  const lines = ["{ unknown, ... }: {\n"];
  const ranges: { start: number; end: number; setting: Setting }[] = [];
  let at = Buffer.byteLength(lines[0] ?? "");
  for (const setting of settings) {
    const line = `  ${setting.path.map(nameText).join(".")} = ${valueText(setting.value)};\n`;
    const length = Buffer.byteLength(line);
    ranges.push({ start: at, end: at + length, setting });
    lines.push(line);
    at += length;
  }
  lines.push("}\n");
  return { bytes: Buffer.from(lines.join("")), ranges };
}

function nameText(name: string): string {
  return /^[A-Za-z_][\w'-]*$/.test(name) && !keywords.has(name) ? name : stringText(name);
}

const keywords = new Set([
  "assert",
  "else",
  "if",
  "in",
  "inherit",
  "let",
  "or",
  "rec",
  "then",
  "with",
]);

/** A value as Nix writes it; what is not known is a name that nothing is known of. */
function valueText(value: unknown): string {
  if (value === null) return "null";
  switch (typeof value) {
    case "boolean":
      return String(value);
    case "number":
      return value < 0 ? `(${numberText(value)})` : numberText(value);
    case "string":
      return stringText(value);
    case "object": {
      if (Array.isArray(value)) return `[ ${value.map((each) => elementText(each)).join(" ")} ]`;
      if ("#unknown" in value) return "unknown";
      if ("#path" in value) return stringText(String(value["#path"]));
      const bindings = Object.entries(value).map(
        ([name, each]) => `${nameText(name)} = ${valueText(each)};`,
      );
      return `{ ${bindings.join(" ")} }`;
    }
    default:
      return "unknown";
  }
}

function elementText(value: unknown): string {
  const text = valueText(value);
  return text.startsWith("{") || /^[["(\w.]/.test(text) ? text : `(${text})`;
}

function numberText(value: number): string {
  const text = String(value);
  return /^-?\d+$/.test(text) ? text : value.toFixed(6);
}

/** With every line break and `$` escaped: a value is one line, and never an interpolation. */
function stringText(value: string): string {
  const escaped = value
    .replace(/[\\"$]/g, String.raw`\$&`)
    .replaceAll("\n", String.raw`\n`)
    .replaceAll("\r", String.raw`\r`)
    .replaceAll("\t", String.raw`\t`);
  return `"${escaped}"`;
}
