export { parseFlakeReference, repositoryOf, type ReferenceAttributes } from "./flake-reference.ts";
export { flakeSet, inputDefinitions, type InputDefinition } from "./input-definitions.ts";
export {
  inputNode,
  isRelativeNode,
  modifiedTime,
  newestTime,
  nodesByRepository,
  reachableNodes,
  repositoryOfNode,
  resolveInputPath,
  rootNode,
} from "./lock-graph.ts";
export { readFlakes } from "./read-flakes.ts";
