import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
var UsageError=class extends Error{name="UsageError"},exitCode={clean:0,findings:1,failed:2};export{UsageError,exitCode};
