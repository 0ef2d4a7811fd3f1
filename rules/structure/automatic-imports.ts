import {
  constantKey,
  defineRule,
  isTestPath,
  type AnyNode,
  type Expression,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "automatic-imports",
  summary: "imports that are whatever files a folder holds",
  category: "structure",
  severity: "info",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "none",
  messages: {
    listed: "What `{list}` holds is decided by the files of a folder, which `{name}` lists.",
  },
  mentions: ["readDir", "listFilesRecursive", "import-tree", "haumea"],
  docs: {
    why: "No text names the modules: a file that is put into the folder changes every host, one that is not yet added to git is left out without a word, and no tool can tell which of them are still wanted.",
    examples: [
      {
        bad: "{ lib, ... }:\n{\n  imports = lib.filesystem.listFilesRecursive ./modules;\n}\n",
        good: "{ lib, ... }:\n{\n  imports = [\n    ./modules/mail.nix\n    ./modules/web.nix\n  ];\n}\n",
      },
    ],
    traps: [
      {
        good: '{ lib, pkgs, ... }:\n{\n  packages = map (name: pkgs.callPackage (./pkgs + "/${name}") { }) (builtins.attrNames (builtins.readDir ./pkgs));\n}\n',
        because: "these are packages",
      },
      {
        good: "{ lib, ... }:\nlet\n  hosts = builtins.readDir ./hosts;\nin\n{\n  imports = [ ./web.nix ];\n  networking.extraHosts = toString (builtins.attrNames hosts);\n}\n",
        because: "the listing does not flow into the imports",
      },
      {
        good: "{ nixpkgs, ... }:\nnixpkgs.lib.nixosSystem {\n  modules = [ ./a.nix { environment.etc.names.text = toString (builtins.attrNames (builtins.readDir ./b)); } ];\n}\n",
        because: "a module in the list reads the folder for something else",
      },
      {
        good: "{\n  imports = [\n    # builtins.readDir ./modules\n    ./web.nix\n  ];\n}\n",
        because: "a comment is no code",
      },
    ],
    whenNotToUse: "Where a folder that is read as a whole is the design, as in many projects.",
  },
  visit: {
    binding(node, { path, semantics, report }) {
      const key = node.attrpath.attrs.at(-1);
      const list = key && constantKey(node.tree, key.row);
      if ((list !== "imports" && list !== "modules") || isTestPath(path)) return;
      const lister = listerIn(node.expression, semantics, new Set());
      if (!lister) return;
      const at = node.encloses(lister) ? lister : node.attrpath;
      report({ at, message: "listed", data: { list, name: nameOf(lister, semantics) } });
    },
  },
});

/** What lists a folder in an expression, or in what the local names stand for that it reads. */
function listerIn(
  node: Expression,
  semantics: Semantics,
  followed: Set<number>,
): AnyNode | undefined {
  const variables = namesIn(node, "variable_expression");
  const found = [...namesIn(node, "select_expression"), ...variables].find(
    (name) => listers.test(nameOf(name, semantics)) && !isOwnName(name, semantics),
  );
  if (found) return found;
  for (const name of variables) {
    const resolved = semantics.resolve(name);
    const binding = resolved?.kind === "bound" ? resolved.binding : undefined;
    if (!binding?.value || followed.has(binding.id) || followed.size >= MOST_FOLLOWED) continue;
    followed.add(binding.id);
    const further = listerIn(binding.value, semantics, followed);
    if (further) return further;
  }
  return undefined;
}

const MOST_FOLLOWED = 20;

/** The names in an expression that become a part of it: those in the attributes of a set do not. */
function namesIn(
  node: Expression,
  kind: "select_expression" | "variable_expression",
): readonly AnyNode[] {
  const own = node.is(kind) ? [node] : [];
  return [...own, ...node.descendants(kind)].filter((name) => {
    for (const above of name.ancestors()) {
      if (!node.encloses(above) || above === node) return true;
      if (above.is("binding") && !above.parent?.parent?.is("let_expression")) return false;
    }
    return true;
  });
}

/** Functions that list a folder, by their own names or those of the flakes that bring them. */
const listers = /(?:^|\.)(?:readDir|listFilesRecursive|import-tree|haumea\.lib\.load(?:Evaled)?)$/;

/** Whether the file itself says what the name stands for, which is then looked at instead. */
function isOwnName(node: AnyNode, semantics: Semantics): boolean {
  if (semantics.originOf(node) !== undefined) return false;
  const resolved = semantics.resolve(node);
  return resolved?.kind === "bound" && ["let", "rec"].includes(resolved.binding.kind);
}

function nameOf(node: AnyNode, semantics: Semantics): string {
  return semantics.originOf(node) ?? node.text;
}
