import type {
  AnyAttrset,
  AnyNode,
  AttributeBinding,
  Expression,
  FunctionExpression,
} from "../syntax/index.ts";
import { staticPathOf } from "./syntax-help.ts";

/** What a file is made of, if it is a module. */
export interface ModuleParts {
  /** The functions round the set, outermost first: a module has one at most. */
  readonly functions: readonly FunctionExpression[];
  /** The literal set that it results in, if it is one. */
  readonly set: AnyAttrset | undefined;
}

/** More than this in front of a set is no module's head. */
const MOST_LEVELS = 50;

/** Takes an expression apart as a module: through functions, `let`, `with`, `assert` and parentheses. */
export function modulePartsOf(root: Expression | undefined): ModuleParts {
  const functions: FunctionExpression[] = [];
  let node = root;
  for (let levels = 0; node && levels < MOST_LEVELS; levels++) {
    switch (node.kind) {
      case "parenthesized_expression":
        node = node.expression;
        break;
      case "function_expression":
        functions.push(node);
        node = node.body;
        break;
      case "let_expression":
      case "with_expression":
      case "assert_expression":
        node = node.body;
        break;
      case "attrset_expression":
      case "rec_attrset_expression":
        return { functions, set: node };
      default:
        return { functions, set: undefined };
    }
  }
  return { functions, set: undefined };
}

/**
 * Whether a set stands where modules stand: as the result of the file or of its functions, as an element of `imports` or
 * `modules`, as a user's home. That of a file need be no module for all that.
 */
export function isModuleBody(set: AnyNode): boolean {
  let node = set;
  let isListed = false;
  for (let parent = node.parent; parent; node = parent, parent = node.parent) {
    switch (parent.kind) {
      case "parenthesized_expression":
      case "function_expression":
        break;
      case "let_expression":
      case "with_expression":
      case "assert_expression":
        if (parent.body !== node) return false;
        break;
      case "list_expression":
        isListed = true;
        break;
      case "source_code":
        return !isListed;
      case "binding": {
        const path = staticPathOf(parent.attrpath) ?? [];
        return isListed ? /^(?:imports|modules)$/.test(path.at(-1) ?? "") : isHome(parent);
      }
      default:
        return false;
    }
  }
  return false;
}

/** `home-manager.users.NAME = …` */
function isHome({ attrpath }: AttributeBinding): boolean {
  const keys = attrpath.attrs.map(({ text }) => text);
  return keys.length >= 3 && keys.at(-2) === "users" && keys.at(-3) === "home-manager";
}
