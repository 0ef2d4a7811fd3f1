import type { Release } from "./init-release.ts";

/** A nixaudit.toml that changes nothing yet, and shows what can be changed. */
export function renderConfigTemplate({ slug, tag }: Release): string {
  return `#:schema https://raw.githubusercontent.com/${slug}/${tag}/schemas/config.schema.json
# Settings of nixaudit for the files here and below; all of it may be left out.
# \`nixaudit rules\` lists the rules, \`nixaudit explain RULE\` tells more of one.

# Where to start: recommended, strict (more of taste and structure) or opt-in (every rule).
preset = "recommended"

# Files and folders to leave out, as in .gitignore, which counts anyway.
# exclude = ["archive/**", "**/hardware-configuration.nix"]

# Larger files are skipped, and the report says so.
# max-file-size = "4 MB"

# Rules and whole categories: off, on, info, warning or error. A rule may have options.
[rules]
# redundant-rec = "off"
# secrets = "error"
# large-file = { severity = "info", lines = 800 }

# Other settings for some files; the last that matches wins.
# [[overrides]]
# paths = ["tests/**"]
# rules = { style = "off" }
`;
}
