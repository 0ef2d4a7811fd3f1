import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
function quoteForShell(text){return/^[\w./:@%+=,-]+$/.test(text)&&!text.startsWith("-")&&!text.startsWith("=")?text:`'${text.replaceAll("'",String.raw`'\''`)}'`}export{quoteForShell};
