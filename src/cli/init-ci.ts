import type { Release } from "./init-release.ts";

/** A workflow with no more permission than it needs; no expression stands within a script. */
export function renderGithubWorkflow({ slug, tag }: Release): string {
  return `# Audits the Nix code of every push and pull request: annotations, a summary, and code scanning.
name: nixaudit

on:
  push:
    branches: [main, master]
  pull_request:

permissions: {}

concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  audit:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      contents: read
      # For the upload to code scanning; a private repository needs \`actions: read\` as well. Without code scanning
      # take these two away, and the last step.
      security-events: write
      actions: read
    steps:
      # A tag can be moved. To pin a step put the commit in its place: uses: actions/checkout@FULL-SHA # v5
      - uses: actions/checkout@v5
        with:
          persist-credentials: false
      - uses: ${slug}@${tag} # pin: FULL-SHA # ${tag}
        id: nixaudit
        with:
          # The least severity that fails the job: error, warning, info or never.
          fail-on: warning
          sarif: nixaudit.sarif
      - uses: github/codeql-action/upload-sarif@v4 # pin: FULL-SHA # v4
        if: \${{ !cancelled() && steps.nixaudit.outputs.sarif-file != '' }}
        with:
          sarif_file: \${{ steps.nixaudit.outputs.sarif-file }}
          category: nixaudit
`;
}

/** A GitLab job: a whole .gitlab-ci.yml, and what to add to one. */
export function renderGitlabJob({ repository, tag }: Release): {
  readonly text: string;
  readonly block: string;
} {
  const block = `nixaudit:
  stage: test
  # Any image with git and Node 20.19 or newer.
  image: node:22
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  variables:
    NIXAUDIT_VERSION: ${tag}
  script:
    # It runs from its repository as it is: there is nothing to build or to install.
    - git clone --quiet --depth 1 --branch "$NIXAUDIT_VERSION" ${repository}.git "$CI_BUILDS_DIR/nixaudit-$CI_JOB_ID"
    - node "$CI_BUILDS_DIR/nixaudit-$CI_JOB_ID/dist/nixaudit.mjs" --no-cache --format concise --format gitlab=gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
`;
  return { text: `# Audits the Nix code; findings show in the merge request.\n${block}`, block };
}
