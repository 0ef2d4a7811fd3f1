import { blockBegin, blockEnd } from "./tokens.ts";

/** The part of a body that nixaudit wrote, with its marks and LF line ends; empty where somebody took them out. */
export function blockOf(body: string): string {
  const text = withoutCarriageReturns(body);
  const range = rangeOf(text);
  return range ? text.slice(range.start, range.end) : "";
}

/** The body with another block. What people wrote before and after it stays. */
export function withBlock(body: string, block: string): string {
  const text = withoutCarriageReturns(body);
  const range = rangeOf(text);
  if (!range) return `${text.trimEnd()}\n\n${block}\n`;
  return text.slice(0, range.start) + block + text.slice(range.end);
}

/** Whether a body holds this block already. A box that a person ticked makes no difference. */
export function isSameBlock(body: string, block: string): boolean {
  return unticked(blockOf(body)) === unticked(block);
}

/** The block with every box ticked. */
export function tickAll(block: string): string {
  return block.replaceAll(/^- \[ \] /gm, "- [x] ");
}

function unticked(block: string): string {
  return block.replaceAll(/^- \[[xX]\] /gm, "- [ ] ").trimEnd();
}

function rangeOf(text: string): { readonly start: number; readonly end: number } | undefined {
  const begin = new RegExp(`^${blockBegin}$`, "m").exec(text);
  if (!begin) return undefined;
  const end = text.indexOf(`\n${blockEnd}`, begin.index);
  return end === -1 ? undefined : { start: begin.index, end: end + 1 + blockEnd.length };
}

/** A forge's editor saves CRLF. */
function withoutCarriageReturns(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
