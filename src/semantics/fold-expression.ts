import type {
  BinaryExpression,
  Expression,
  FunctionExpression,
  HasAttrExpression,
  IfExpression,
  SelectExpression,
} from "../syntax/index.ts";
import type { Span } from "../text/index.ts";
import { bindArguments } from "./fold-arguments.ts";
import { foldCall } from "./fold-call.ts";
import { createFrame, type Frame } from "./fold-frame.ts";
import type { FoldLimits } from "./fold-limits.ts";
import { foldNamed } from "./fold-named.ts";
import { createNameFolder } from "./fold-names.ts";
import { foldNot, foldOperator } from "./fold-operators.ts";
import { foldAttribute, hasAttribute } from "./fold-select.ts";
import { createSetFolder } from "./fold-set.ts";
import { foldFloat, foldInteger, foldPath, foldStringParts } from "./fold-literal.ts";
import {
  booleanValue,
  expectType,
  failure,
  integerValue,
  known,
  listValue,
  stringValue,
  unknown,
  type Folded,
} from "./fold-value.ts";
import { canonicalOrigin } from "./origins.ts";
import type { Semantics } from "./semantics.ts";

/** What an expression comes to in a frame. */
export type FoldExpression = (node: Expression, frame: Frame) => Folded;

const inProgress = failure("refers to itself");

/** Folds expressions, each with its parts put off until they are looked at. To be used within {@link FoldLimits.ask}. */
export function createExpressionFolder(
  semantics: Semantics,
  limits: FoldLimits,
  path?: string,
): FoldExpression {
  const { tree } = semantics;
  const { world } = limits;
  const folder = path?.replace(/\/[^/]*$/, "");
  const names = createNameFolder(semantics, limits, fold, (entry, frame) =>
    sets.foldEntry(entry, frame),
  );
  const sets = createSetFolder(semantics, limits, fold, names.foldName, path);

  function fold(node: Expression, frame: Frame): Folded {
    let inner = node;
    let answer = frame.answers.get(inner.row);
    while (!answer && inner.kind === "parenthesized_expression") {
      inner = inner.expression;
      answer = frame.answers.get(inner.row);
    }
    if (answer) return answer;
    // Whoever asks again before there is an answer goes round in circles.
    frame.answers.set(inner.row, inProgress);
    let found: Folded | undefined;
    try {
      found = limits.descend(() =>
        withOrigin(inner, frame, limits.settle(foldInner(inner, frame))),
      );
    } finally {
      if (found) frame.answers.set(inner.row, found);
      else frame.answers.delete(inner.row);
    }
    if (world && path !== undefined)
      world.mark(found.known ? found.value : found, { path, span: spanOf(inner) });
    return found;
  }

  const lazy = (node: Expression, frame: Frame): Folded => limits.lazy(() => fold(node, frame));

  /** In a world an element remembers where it is written, whatever it turns out to be. */
  function lazyElement(node: Expression, frame: Frame): Folded {
    const element = lazy(node, frame);
    if (world && path !== undefined) world.mark(element, { path, span: spanOf(node) });
    return element;
  }

  /** Where nothing is called, names go by what the text says of them. */
  function withOrigin(node: Expression, frame: Frame, folded: Folded): Folded {
    if (folded.known || folded.fails || folded.origin !== undefined || frame.outer || world)
      return folded;
    if (
      !node.is("variable_expression", "select_expression", "apply_expression", "spath_expression")
    )
      return folded;
    const origin = semantics.originOf(node);
    return origin === undefined ? folded : foldNamed(origin, limits, folded.reason);
  }

  function foldInner(node: Expression, frame: Frame): Folded {
    switch (node.kind) {
      case "variable_expression":
        return names.foldName(node, node.name.text, frame);
      case "integer_expression":
        return foldInteger(node.text);
      case "float_expression":
        return foldFloat(node.text);
      case "string_expression":
      case "indented_string_expression":
        return foldStringParts(tree, node.row, limits, (part) => fold(part, frame));
      case "uri_expression":
        return stringValue(node.text);
      case "path_expression":
      case "hpath_expression":
        return foldPath(node, limits, folder, (part) => fold(part, frame));
      case "spath_expression":
        return world
          ? world.named(node.text, "found through `NIX_PATH`")
          : unknown("found through `NIX_PATH`");
      case "list_expression": {
        const { elements } = node;
        limits.spend(elements.length >>> 3);
        return listValue(elements.map((element) => lazyElement(element, frame)));
      }
      case "attrset_expression":
      case "rec_attrset_expression":
        return sets.foldSet(semantics.attributeTrees.setAt(node.row), frame);
      case "let_attrset_expression": {
        const set = sets.foldSet(semantics.attributeTrees.setAt(node.row), frame);
        return foldAttribute(set, "body", limits);
      }
      case "let_expression":
        return fold(node.body, frame);
      case "with_expression":
        return fold(node.body, frame);
      case "assert_expression": {
        const condition = expectType(fold(node.condition, frame), "boolean");
        if (!condition.known) return condition;
        return condition.value.value ? fold(node.body, frame) : failure("a false assertion");
      }
      case "if_expression":
        return foldIf(node, frame);
      case "function_expression":
        return known({
          type: "function",
          call: (argument) =>
            limits.ask(() => limits.descend(() => callFunction(node, frame, argument))),
          ...(world && node.formals ? { formals: formalsOf(node) } : {}),
        });
      case "apply_expression":
        return foldCall(fold(node.function, frame), lazy(node.argument, frame), limits);
      case "unary_expression":
        if (node.operator === "!") return foldNot(fold(node.argument, frame));
        if (isRebound(node)) return unknown("`-` has another meaning here");
        return foldOperator("-", integerValue(0n), fold(node.argument, frame), limits);
      case "binary_expression":
        return foldBinary(node, frame);
      case "select_expression":
        return foldSelect(node, frame);
      case "has_attr_expression":
        return foldHasAttribute(node, frame);
      default:
        return unknown("unknown syntax");
    }
  }

  function foldIf(node: IfExpression, frame: Frame): Folded {
    const condition = expectType(fold(node.condition, frame), "boolean");
    if (!condition.known) {
      if (!world || condition.fails) return condition;
      return {
        ...condition,
        alternatives: [lazy(node.consequence, frame), lazy(node.alternative, frame)],
      };
    }
    return fold(condition.value.value ? node.consequence : node.alternative, frame);
  }

  function callFunction(node: FunctionExpression, frame: Frame, argument: Folded): Folded {
    const inner = createFrame(frame, node.row, tree.subtreeEndOf(node.row));
    const problem = bindArguments(node, inner, argument, limits, fold);
    return problem ?? fold(node.body, inner);
  }

  /** Whether the file gives the function behind an operator (`__sub`) another meaning. */
  function isRebound(node: Expression): boolean {
    const resolution = semantics.resolve(node);
    return resolution !== undefined && resolution.kind !== "global";
  }

  function foldBinary(node: BinaryExpression, frame: Frame): Folded {
    const { operator } = node;
    if (operator === "|>") return foldCall(fold(node.right, frame), lazy(node.left, frame), limits);
    if (operator === "<|") return foldCall(fold(node.left, frame), lazy(node.right, frame), limits);
    if (isRebound(node)) return unknown(`\`${operator}\` has another meaning here`);
    return foldOperator(operator, fold(node.left, frame), lazy(node.right, frame), limits);
  }

  function foldSelect(node: SelectExpression, frame: Frame): Folded {
    let at = fold(node.expression, frame);
    const { default: fallback } = node;
    for (const attribute of node.attrpath.attrs) {
      const key = sets.foldKey(attribute, frame);
      if (!key.known) return key;
      if (fallback) {
        const isThere = hasAttribute(at, key.value.value);
        if (!isThere.known) {
          if (!world || isThere.fails) return isThere;
          const there = foldAttribute(at, key.value.value, limits);
          return { ...isThere, alternatives: [there, lazy(fallback, frame)] };
        }
        if (!isThere.value.value) return fold(fallback, frame);
      }
      at = foldAttribute(at, key.value.value, limits);
    }
    if (at.known || at.origin === undefined || world) return at;
    return foldNamed(canonicalOrigin(at.origin), limits, at.reason);
  }

  function foldHasAttribute(node: HasAttrExpression, frame: Frame): Folded {
    let at = fold(node.expression, frame);
    for (const attribute of node.attrpath.attrs) {
      const key = sets.foldKey(attribute, frame);
      if (!key.known) return key;
      const isThere = hasAttribute(at, key.value.value);
      if (!isThere.known) return isThere;
      if (!isThere.value.value) return booleanValue(false);
      at = foldAttribute(at, key.value.value, limits);
    }
    return booleanValue(true);
  }

  return fold;
}

function spanOf({ start, end }: Expression): Span {
  return { start, end };
}

function formalsOf({ formals: pattern }: FunctionExpression): ReadonlyMap<string, boolean> {
  return new Map(
    pattern?.formals.map(({ name, default: fallback }) => [name.text, fallback !== undefined]),
  );
}
