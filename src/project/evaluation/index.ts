export { createTreeView, type TreeSources, type TreeView } from "./tree-view.ts";
export { binary, ternary, textsOf, unary } from "./native-function.ts";
export { attributeAt, createWorld, type World, type WorldInputs } from "./world.ts";
