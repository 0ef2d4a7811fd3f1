import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import{TomlDate,TomlError,dist_default,parse,stringify}from"./chunk-43VG3E22.mjs";import"./chunk-OAY7YN7G.mjs";export{TomlDate,TomlError,dist_default as default,parse,stringify};
