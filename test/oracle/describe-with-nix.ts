import { describe, test } from "vitest";
import { findNix } from "./nix.ts";

/**
 * A group of tests that ask the real Nix. On a machine without it they are skipped, and their title says so; in CI a
 * missing Nix is a failure.
 */
export function describeWithNix(title: string, body: () => void): void {
  if (findNix()) {
    describe(title, body);
    return;
  }
  if (process.env["CI"] === "true") {
    describe(title, () => {
      test("nix-instantiate is on PATH", () => {
        throw new Error("these tests need Nix, and CI must have it");
      });
    });
    return;
  }
  describe.skip(`${title} (skipped: nix-instantiate is not on PATH)`, body);
}
