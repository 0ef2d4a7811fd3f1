import type { AuditFailure } from "../diagnostic/index.ts";
/** A failure as one line that says what failed where, without its stack; paths as `displayPath` gives them. */
export declare function describeFailure(failure: AuditFailure, displayPath?: (path: string) => string): string;
