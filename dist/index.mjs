import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import{audit,auditText,discoverFiles,findAuditRoot,loadConfig,renderConfigProblem,reporters,rules,workerUrl}from"./chunk-3OXYP7TR.mjs";import"./chunk-OAY7YN7G.mjs";export{audit,auditText,discoverFiles,findAuditRoot,loadConfig,renderConfigProblem,reporters,rules,workerUrl};
