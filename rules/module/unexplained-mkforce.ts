import {
  calledFunction,
  defineRule,
  isSamplePath,
  isTestPath,
  settingsOfFile,
  type AnyNode,
  type ApplyExpression,
  type AttributeBinding,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "unexplained-mkforce",
  summary: "a definition that overrules all others, and does not say why",
  category: "module",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  parity: ["astlog:no-mkforce", "astlog:no-mkoverride-numeric"],
  mentions: ["mkForce", "mkOverride"],
  messages: {
    force:
      "`mkForce` overrules every other definition here, and no comment says which one and why.",
    override:
      "`mkOverride {priority}` overrules every plain definition here, and no comment says which one and why.",
  },
  docs: {
    why: "Whoever sets the option elsewhere sees no effect and no error. The reason, often a bug that is long fixed, is in nobody's head any more, so the override stays for ever.",
    examples: [
      {
        bad: "{ lib, ... }:\n{\n  services.resolved.enable = lib.mkForce false;\n}\n",
        good: "{ lib, ... }:\n{\n  # Clashes with dnsmasq on port 53.\n  services.resolved.enable = lib.mkForce false;\n}\n",
      },
    ],
    traps: [
      {
        good: "{ lib, ... }:\n{\n  # dnsmasq serves names here.\n  services.resolved.enable = lib.mkForce false;\n  networking.nameservers = lib.mkForce [ ];\n}\n",
        because: "one comment serves neighbours",
      },
      {
        good: "{ lib, ... }:\n{\n  services.resolved.enable = lib.mkOverride 900 false;\n}\n",
        because: "it is weaker than a plain definition",
      },
      {
        good: "{ lib, ... }:\n{\n  services.openssh.enable = lib.mkForce true;\n}\n",
        because: "an installer has to overrule what its base sets",
        path: "installer/iso.nix",
      },
    ],
  },
  visit: {
    apply_expression(node, { path, semantics, hasSyntaxError, report }) {
      const { origin, args } = calledFunction(node, semantics);
      if (origin !== "lib.mkForce" && origin !== "lib.mkOverride") return;
      if (hasSyntaxError || isElsewhere(path)) return;
      const [first] = args;
      const isOverride = origin === "lib.mkOverride";
      if (args.length !== (isOverride ? 2 : 1) || !first) return;
      const priority = isOverride ? priorityOf(first, semantics) : 50;
      if (priority === undefined || priority >= 100 || isInVariant(node)) return;
      if (isExplained(node)) return;
      const at = calleeOf(node);
      if (isOverride) report({ at, message: "override", data: { priority } });
      else report({ at, message: "force" });
    },
  },
});

/** Images, installers and tests overrule by their nature. */
function isElsewhere(path: string): boolean {
  const settings = settingsOfFile(path);
  return (
    settings.has("ephemeral") || settings.has("test") || isTestPath(path) || isSamplePath(path)
  );
}

function priorityOf(
  node: Parameters<Semantics["fold"]>[0],
  semantics: Semantics,
): number | undefined {
  const folded = semantics.fold(node);
  return folded.known && folded.value.type === "integer" ? Number(folded.value.value) : undefined;
}

/** Whether it stands in a variant of the machine, which is there to differ. */
function isInVariant(node: AnyNode): boolean {
  for (const above of node.ancestors())
    if (above.is("binding") && variants.test(above.attrpath.text)) return true;
  return false;
}

const variants = /\b(?:vmVariant\w*|specialisation|nodes|testScript|containers)\b/;

function calleeOf(node: ApplyExpression): AnyNode {
  let callee: AnyNode = node;
  while (callee.is("apply_expression", "parenthesized_expression"))
    callee = callee.is("apply_expression") ? callee.function : callee.expression;
  return callee;
}

/** Whether a comment stands on one of its lines or above it, or above neighbours of the same kind that it follows. */
function isExplained(node: ApplyExpression): boolean {
  const { source, comments } = node.tree;
  const lines = new Set<number>();
  const [inner, outer] = bindingsAround(node);
  const end = Math.max(node.end, inner?.end ?? 0);
  for (const comment of comments) {
    if (comment.start > source.lineSpan(source.lineAt(end)).end) break;
    // A comment for this tool is no word on the value.
    if (/^#+\s*nixaudit:/.test(comment.text)) continue;
    for (let line = source.lineAt(comment.start); line <= source.lineAt(comment.end); line++)
      lines.add(line);
  }
  const first = source.lineAt(node.start);
  const last = source.lineAt(end);
  for (let line = first; line <= last; line++) if (lines.has(line)) return true;
  if (lines.has(first - 1)) return true;
  if (inner && followsComment(inner, lines)) return true;
  return outer !== undefined && lines.has(source.lineAt(outer.start) - 1);
}

/** The binding that it is in, and the one around that. */
function bindingsAround(node: AnyNode): readonly AttributeBinding[] {
  const found: AttributeBinding[] = [];
  for (const above of node.ancestors()) {
    if (above.is("function_expression")) break;
    if (above.is("binding")) found.push(above);
    if (found.length === 2) break;
  }
  return found;
}

function followsComment(binding: AttributeBinding, lines: ReadonlySet<number>): boolean {
  const { source } = binding.tree;
  const siblings = binding.parent?.is("binding_set") ? binding.parent.bindings : [];
  let at = siblings.indexOf(binding);
  for (let line = source.lineAt(binding.start); ;) {
    if (lines.has(line - 1)) return true;
    at -= 1;
    const before = siblings[at];
    if (!before || source.lineAt(before.end) !== line - 1) return false;
    if (!/\bmk(?:Force|Override)\b/.test(before.text)) return false;
    // Of a run the first one is reported, for all of them.
    if (/\bmkForce\b/.test(before.text)) return true;
    line = source.lineAt(before.start);
    if (lines.has(line)) return true;
  }
}
