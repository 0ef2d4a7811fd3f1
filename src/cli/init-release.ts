import { tool } from "./tool.ts";

/** Where others get this release from. */
export interface Release {
  /** `https://github.com/owner/name`. */
  readonly repository: string;
  /** `owner/name`. */
  readonly slug: string;
  /** `v0.1.0`. */
  readonly tag: string;
}

/** This release. */
export const release: Release = {
  repository: tool.homepage,
  slug: new URL(tool.homepage).pathname.replace(/^\//, ""),
  tag: `v${tool.version}`,
};
