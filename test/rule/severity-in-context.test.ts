import { expect, test } from "vitest";
import unpinnedImage from "../../rules/container/container-image-unpinned.ts";
import gitCrypt from "../../rules/secrets/git-crypt-secret-evaluated.ts";
import missingSecret from "../../rules/secrets/secret-file-missing.ts";
import sqlPassword from "../../rules/secrets/sql-password-literal.ts";
import userPassword from "../../rules/secrets/user-plaintext-password.ts";
import { findingsOf, type Sample } from "../rule-harness/run-rule.ts";

// Where a finding stands decides how bad it is; the rules' own samples show only that it is there.

const sql = "psql -c \"CREATE ROLE app PASSWORD 's3cr3t-value'\"";
const attributes = { "secrets/a.nix": "{ }\n", ".gitattributes": "secrets/** filter=git-crypt\n" };

test.each([
  {
    what: "an image that podman keeps up to date",
    rule: unpinnedImage,
    sample: {
      text: '{ services.podman.containers.a = { image = "ghcr.io/o/a:latest"; autoUpdate = "registry"; }; }\n',
    },
    severity: "info",
  },
  {
    what: "an image that nobody updates",
    rule: unpinnedImage,
    sample: { text: '{ services.podman.containers.a.image = "ghcr.io/o/a:latest"; }\n' },
    severity: "warning",
  },
  {
    what: "the user of a trial machine",
    rule: userPassword,
    sample: { text: '{ users.users.nixosvmtest.initialPassword = "test"; }\n' },
    severity: "info",
  },
  {
    what: "a person",
    rule: userPassword,
    sample: { text: '{ users.users.alice.initialPassword = "test"; }\n' },
    severity: "error",
  },
  {
    what: "SQL of a development shell",
    rule: sqlPassword,
    sample: { text: `{ pkgs }: pkgs.mkShell { shellHook = ''${sql}''; }\n` },
    severity: "info",
  },
  {
    what: "SQL of a unit",
    rule: sqlPassword,
    sample: { text: `{ systemd.services.a.script = ''${sql}''; }\n` },
    severity: "warning",
  },
  {
    what: "a git-crypt file that is read",
    rule: gitCrypt,
    sample: { text: "{ a = import ./secrets/a.nix; }\n", files: attributes },
    severity: "error",
  },
  {
    what: "a git-crypt file that is a module",
    rule: gitCrypt,
    sample: { text: "{ imports = [ ./secrets/a.nix ]; }\n", files: attributes },
    severity: "warning",
  },
  {
    what: "a missing secret",
    rule: missingSecret,
    sample: { text: "{ age.secrets.a.file = ./a.age; }\n", path: "configuration.nix" },
    severity: "error",
  },
  {
    what: "a missing secret below a condition",
    rule: missingSecret,
    sample: {
      text: "{ config, lib, ... }: { age.secrets = lib.mkIf config.x { a.file = ./a.age; }; }\n",
      path: "configuration.nix",
    },
    severity: "warning",
  },
] as const)("$what: $severity", ({ rule, sample, severity }) => {
  expect(findingsOf(rule, sample satisfies Sample).map((found) => found.severity)).toEqual([
    severity,
  ]);
});
