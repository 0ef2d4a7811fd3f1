import {
  defineProjectRule,
  moduleFilesOf,
  modulePartsOf,
  type Edit,
  type FunctionExpression,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "missing-module-ellipsis",
  summary: "a module whose arguments lack `...`",
  category: "module",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  messages: {
    missing:
      "The module takes no arguments but those that it names, and the module system passes more.",
  },
  docs: {
    why: "The module system calls every module with `config`, `options`, `lib`, `specialArgs` and more. A function without `...` stops the evaluation with “called with unexpected argument”.",
    examples: [
      {
        path: "modules/web.nix",
        bad: "{ config, pkgs }:\n{\n  environment.systemPackages = [ pkgs.nginx ];\n}\n",
        good: "{ config, pkgs, ... }:\n{\n  environment.systemPackages = [ pkgs.nginx ];\n}\n",
        files: { "configuration.nix": "{ ... }:\n{\n  imports = [ ./modules/web.nix ];\n}\n" },
      },
    ],
    traps: [
      {
        path: "modules/web.nix",
        good: "{ domain }:\n{ ... }:\n{\n  networking.domain = domain;\n}\n",
        because: "the file is called with arguments of its own first",
        files: {
          "configuration.nix":
            '{ ... }:\n{\n  imports = [ (import ./modules/web.nix { domain = "example.org"; }) ];\n}\n',
        },
      },
      {
        path: "pkgs/tool.nix",
        good: '{ stdenv, curl }:\nstdenv.mkDerivation { name = "tool"; buildInputs = [ curl ]; }\n',
        because: "`callPackage` passes what is named and nothing else",
        files: {
          "configuration.nix":
            "{ pkgs, ... }:\n{\n  environment.systemPackages = [ (pkgs.callPackage ./pkgs/tool.nix { }) ];\n}\n",
        },
      },
    ],
    fixSafety:
      "A function that takes more arguments takes all that it took before. Where a whole folder is read, the file may not be among the modules: there the fix is a suggestion.",
    references: ["https://nixos.org/manual/nixos/stable/#sec-writing-modules"],
  },
  check(project, { report }) {
    for (const { path, isListed, isSwept, lacksEllipsis } of moduleFilesOf(project)) {
      if (!(isListed || isSwept) || !lacksEllipsis) continue;
      const file = project.open(path);
      const [module] = modulePartsOf(file?.tree.root.expression).functions;
      const formals = module?.formals;
      if (!module || !formals) continue;
      const { source } = module.tree;
      const lineEnd = source.lineSpan(source.lineAt(formals.start)).end;
      const edit = addEllipsis(module);
      report({
        at: { path, span: { start: formals.start, end: Math.min(formals.end, lineEnd) } },
        message: "missing",
        confidence: isListed ? "high" : "medium",
        fix: edit && {
          title: "Add `...`",
          safety: isListed ? "safe" : "unsafe",
          edits: [edit],
        },
      });
    }
  },
});

function addEllipsis({ formals, tree }: FunctionExpression): Edit | undefined {
  const last = formals?.formals.at(-1);
  const brace = formals?.token("}");
  if (!formals || !brace) return undefined;
  const { source } = tree;
  if (!last) {
    const open = { start: formals.start + 1, end: brace.start };
    const isEmpty = source.slice(open.start, open.end).trim() === "";
    return isEmpty
      ? { span: open, newText: " ... " }
      : { span: { start: brace.start, end: brace.start }, newText: "... " };
  }
  const comma = tree
    .childRows(formals.row)
    .find((row) => tree.kindNameOf(row) === "," && tree.startOf(row) >= last.end);
  const line = source.lineSpan(source.lineAt(last.start));
  const before = source.slice(line.start, last.start);
  if (comma !== undefined) {
    const at = tree.endOf(comma);
    return {
      span: { start: at, end: at },
      newText: before.trim() === "" ? `\n${before}...` : " ...",
    };
  }
  // Commas in front of the names: each on a line of its own.
  const newText = before.trim() === "," ? `\n${before}...` : ", ...";
  return { span: { start: last.end, end: last.end }, newText };
}
