import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
function oneLine(text){return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu,character=>character===`
`?String.raw`\n`:character==="	"?String.raw`\t`:`\\u${character.charCodeAt(0).toString(16).padStart(4,"0")}`)}export{oneLine};
