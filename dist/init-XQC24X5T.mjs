import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import{tool}from"./chunk-O6CJOWQ6.mjs";import{oneLine}from"./chunk-W7ANMJ3Q.mjs";import{UsageError,exitCode}from"./chunk-J57ANZE6.mjs";import{writeNewFile}from"./chunk-RZFOKCZ6.mjs";import{configFileName,findConfigFile}from"./chunk-EMYA6GDM.mjs";import"./chunk-43VG3E22.mjs";import"./chunk-OAY7YN7G.mjs";import{existsSync,lstatSync,readFileSync,realpathSync,statSync}from"node:fs";import{dirname,join,relative,resolve,sep}from"node:path";function renderAuditCommand({slug,tag}){return`---
description: Audit this Nix configuration, sum up what matters, and file it as issues
argument-hint: "[path]"
allowed-tools: Bash(nixaudit report:*), Bash(nixaudit issues:*), Bash(nixaudit explain:*), Bash(gh issue list:*), Read
---

Audit the Nix configuration at \`$ARGUMENTS\` (the repository's top folder if that is empty) with nixaudit. It runs no Nix
code and sends nothing anywhere. Where \`nixaudit\` is not on the PATH, \`nix run github:${slug}/${tag} --\` stands for it.

1. **Report.** Run \`nixaudit report PATH --format markdown\` and read all of it. Exit code 1 means that there are findings, 2 that
   the audit could not be done: then say why, and stop.
2. **Sum up**, in this order and in at most twenty lines: the score, and how it changed if the report compares it; what
   must be done today (errors, secrets, what is open to the network); what is worth a week; what can wait. Give
   file:line for each. Use only what the report says. \`nixaudit explain RULE\` tells why a rule matters.
3. **Check three** of the gravest findings in the files themselves. Say so where one does not hold: it can be silenced with
   \`# nixaudit: ignore[RULE] reason\`.
4. **Never repeat a secret**, not even a part of one: name its file and line.
5. **Issues.** Make the list of what is there, and the script that brings it up to date:

   \`\`\`sh
   folder=$(mktemp -d)
   gh issue list --label nixaudit --state all --limit 1000 --json number,title,body,state > "$folder/issues.json"
   nixaudit issues PATH --existing "$folder/issues.json" --format gh --output "$folder/file.sh"
   \`\`\`

   It prints what would be created, updated, reopened and closed. Show that list and **ask before running**
   \`bash "$folder/file.sh"\`. Do not file issues in any other way: the script is what keeps a second run from
   filing them twice.
6. **Mend** only when asked: \`nixaudit --diff\` shows what the safe fixes would change, \`nixaudit fix\` applies them.
`}function renderGithubWorkflow({slug,tag}){return`# Audits the Nix code of every push and pull request: annotations, a summary, and code scanning.
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
`}function renderGitlabJob({repository,tag}){let block=`nixaudit:
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
`;return{text:`# Audits the Nix code; findings show in the merge request.
${block}`,block}}function renderConfigTemplate({slug,tag}){return`#:schema https://raw.githubusercontent.com/${slug}/${tag}/schemas/config.schema.json
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
`}function renderPreCommit({repository,tag}){let block=`  - repo: ${repository}
    rev: ${tag}
    hooks:
      # The whole configuration, because rules look across files. \`nixaudit-files\` looks at the changed files alone.
      - id: nixaudit
`;return{text:`# Run \`pre-commit install\` once.
repos:
${block}`,block}}function renderFlakeCheck({slug,tag},flake){let input=`inputs.nixaudit = {
  url = "github:${slug}/${tag}";
  inputs.nixpkgs.follows = "nixpkgs";
};
`;return flake!==void 0&&/\bflake-parts\b/.test(flake)?`# in the inputs:
${input}
# in the argument of mkFlake:
imports = [ inputs.nixaudit.flakeModules.default ];
perSystem.nixaudit.enable = true;
`:`# in the inputs:
${input}
# in the outputs, which take \`self\`, \`nixpkgs\` and \`nixaudit\`:
checks.x86_64-linux.nixaudit = nixaudit.lib.mkCheck {
  pkgs = nixpkgs.legacyPackages.x86_64-linux;
  src = self;
};
`}var setups=["config","preCommit","github","gitlab","flakeCheck","claude"];function renderSetup(setup,release2,flake){switch(setup){case"config":return{path:configFileName,text:renderConfigTemplate(release2)};case"preCommit":return{path:".pre-commit-config.yaml",...renderPreCommit(release2)};case"github":return{path:".github/workflows/nixaudit.yml",text:renderGithubWorkflow(release2)};case"gitlab":return{path:".gitlab-ci.yml",...renderGitlabJob(release2)};case"flakeCheck":return{path:"flake.nix",text:"",block:renderFlakeCheck(release2,flake),isByHand:!0};case"claude":return{path:".claude/commands/config-audit.md",text:renderAuditCommand(release2)}}}var release={repository:tool.homepage,slug:new URL(tool.homepage).pathname.replace(/^\//,""),tag:`v${tool.version}`};var examples=`
Examples:
  nixaudit init                        a commented nixaudit.toml
  nixaudit init --github --pre-commit  and a workflow and a hook
  nixaudit init --all --dry-run        show all that could be written

A file that is there already is never changed: it is named, and what you may
want to add to it is shown.`;function registerInit(program,streams,onDone){program.command("init").summary("write a config file, hooks and CI jobs").description("Writes nixaudit.toml, and what else is asked for.").argument("[folder]","the top folder of the configuration; default: this folder",".").optionsGroup("What else is written:").option("--pre-commit",".pre-commit-config.yaml").option("--github",".github/workflows/nixaudit.yml, with code scanning").option("--gitlab",".gitlab-ci.yml").option("--flake-check","shows what to add to flake.nix for `nix flake check`").option("--claude",".claude/commands/config-audit.md: report, summary, issues").option("--all","all of these").optionsGroup("Other:").option("--dry-run","write nothing; show the files").helpOption("-h, --help","print this help").addHelpText("after",examples).action((folder,options)=>onDone(init(folder,options,streams)))}function init(given,options,{stdout,stderr,folder}){let top=resolveFolder(given,folder),chosen=setups.filter(setup=>setup==="config"||options.all||options[setup]),flake=readText(join(top,"flake.nix"),top),planned=chosen.map(setup=>{let file=renderSetup(setup,release,flake),shown=oneLine(relative(folder,join(top,file.path))||file.path);return{file,shown,kept:whyKept(setup,file,top)}});for(let{file,shown,kept}of planned)if(kept!==void 0)stdout.write(`kept   ${shown}: ${kept.reason}
`),kept.isToAdd&&file.block!==void 0&&stdout.write(quoteBlock(file.block));else if(options.dryRun)stdout.write(`would write ${shown}
${quoteBlock(file.text)}`);else{let outcome=writeNewFile(join(top,file.path),Buffer.from(file.text));if(!outcome.ok)throw new UsageError(`cannot write ${shown}: ${outcome.problem}`);stdout.write(outcome.isNew?`wrote  ${shown}
`:`kept   ${shown}: it is there already
`)}return chosen.length>1&&warnBelowTop(top,stderr),exitCode.clean}function resolveFolder(given,folder){let top=resolve(folder,given),status=statSync(top,{throwIfNoEntry:!1});if(given===""||!status)throw new UsageError(`no such folder: ${oneLine(given)}`);if(!status.isDirectory())throw new UsageError(`${oneLine(given)} is no folder`);return top}function whyKept(setup,file,top){let path=join(top,file.path),text=readText(path,top),mentions=setup!=="config"&&text!==void 0&&text.includes("nixaudit");if(file.isByHand)return mentions?{reason:"it speaks of nixaudit already",isToAdd:!1}:{reason:"it is yours to change; this is what to add",isToAdd:!0};if(isThere(path))return mentions||file.block===void 0?{reason:"it is there already",isToAdd:!1}:{reason:"it is there already; this is what to add",isToAdd:!0};if(setup==="config"){let above=findConfigFile(top);if(above!==void 0)return{reason:`${oneLine(above)} holds for this folder already`,isToAdd:!1}}if(leadsOutside(path,top))throw new UsageError(`cannot write ${oneLine(file.path)}: a link leads out of ${oneLine(top)}`)}function isThere(path){try{return lstatSync(path,{throwIfNoEntry:!1})!==void 0}catch{return!1}}function leadsOutside(path,top){let folder=dirname(path);for(;!existsSync(folder)&&folder!==top;)folder=dirname(folder);return!isReallyInside(folder,top)}function isReallyInside(path,top){let real=realpathSync(path),realTop=realpathSync(top);return real===realTop||real.startsWith(realTop.endsWith(sep)?realTop:realTop+sep)}function readText(path,top){try{return statSync(path).isFile()&&isReallyInside(path,top)?readFileSync(path,"utf8"):void 0}catch{return}}function quoteBlock(text){return["",...text.trimEnd().split(`
`).map(line=>line===""?"":`    ${line}`),"",""].join(`
`)}function warnBelowTop(top,stderr){for(let folder=top;;folder=dirname(folder)){if(existsSync(join(folder,".git"))){folder!==top&&stderr.write(`nixaudit: the repository begins at ${oneLine(folder)}: hooks and CI are looked for there
`);return}if(dirname(folder)===folder)return}}export{registerInit};
