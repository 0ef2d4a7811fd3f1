declare const _default: import("../../src/rule/define-rule.ts").Rule;
export default _default;
