export { crossHostReads, type CrossHostRead } from "./cross-host-reads.ts";
export { hasModuleOf, unknownModules } from "./external-modules.ts";
export { baseNameOf, placeOfHost } from "./place-of-host.ts";
export { areVariants } from "./same-machine.ts";
export { addressesOf, type HostAddress } from "./host-addresses.ts";
export { sureDefinition } from "./sure-definition.ts";
export { isDeclined, maintainedHosts, mayBeOn } from "./maintained-hosts.ts";
export { toldTogether } from "./told-together.ts";
