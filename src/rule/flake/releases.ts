/**
 * The day until which each release of NixOS gets security updates. Source: https://endoflife.date/nixos and the release notes;
 * the last ones by the pattern of the earlier (a month after the next release, at the month's end). As of 2026-08-01.
 */
const endOfSupport: Readonly<Record<string, string>> = {
  "20.03": "2020-10-27",
  "20.09": "2021-06-30",
  "21.05": "2021-12-31",
  "21.11": "2022-06-30",
  "22.05": "2022-12-31",
  "22.11": "2023-06-30",
  "23.05": "2023-12-31",
  "23.11": "2024-06-30",
  "24.05": "2024-12-31",
  "24.11": "2025-06-30",
  "25.05": "2025-12-31",
  "25.11": "2026-06-30",
  "26.05": "2026-12-31",
};

const oldestKnown = "20.03";

/**
 * The last day of a release's support, `YYYY-MM-DD`. Releases before the table ended no later than its first; of those
 * after it nothing is known.
 */
export function endOfRelease(release: string): string | undefined {
  return endOfSupport[release] ?? (release < oldestKnown ? endOfSupport[oldestKnown] : undefined);
}

/** The release that a branch, tag or channel of nixpkgs belongs to: `24.05` for `nixos-24.05-small`. */
export function releaseOfRef(ref: string): string | undefined {
  return /^(?:nixos|release|nixpkgs)-(\d\d\.\d\d)(?:-(?:small|darwin|aarch64|beta))?$/.exec(
    ref,
  )?.[1];
}
