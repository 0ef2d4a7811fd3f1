/** More says nothing that these do not. */
const LONGEST = 256;

/** One for each character of Latin script; others share them, which errs on the quiet side. */
const counts = new Uint16Array(256);

/** Shannon's entropy of a text, in bits a character: 0 for one repeated character, about 3 for a name, 4 and more for noise. */
export function bitsPerCharacter(text: string): number {
  const length = Math.min(text.length, LONGEST);
  counts.fill(0);
  for (let index = 0; index < length; index++) counts[text.charCodeAt(index) & 0xff]! += 1;
  let bits = 0;
  for (const count of counts) {
    if (count > 0) bits -= (count / length) * Math.log2(count / length);
  }
  return bits;
}

/** Whether most characters follow on the one before: `abcdef…`, `1234…`, `0000…`. People write such samples, nobody issues them. */
export function isSequence(text: string): boolean {
  const looked = text.slice(0, LONGEST).toLowerCase();
  let steps = 0;
  for (let index = 1; index < looked.length; index++) {
    const step = looked.charCodeAt(index) - looked.charCodeAt(index - 1);
    if (step === 0 || step === 1) steps += 1;
  }
  return looked.length > 3 && steps >= (looked.length - 1) * 0.6;
}
