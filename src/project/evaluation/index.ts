export { createTreeView, type TreeSources, type TreeView } from "./tree-view.ts";
export { binary, unary } from "./native-function.ts";
export { attributeAt, createWorld, type World } from "./world.ts";
