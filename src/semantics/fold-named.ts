import { foldedBuiltins, foldedLibFunctions, type FoldedFunction } from "./fold-known-functions.ts";
import type { FoldLimits } from "./fold-limits.ts";
import { known, unknown, type Folded } from "./fold-value.ts";

/** What goes by a name, as of `Semantics.originOf`: a function that can be folded, or an unknown with that name. */
export function foldNamed(origin: string, limits: FoldLimits, reason: string): Folded {
  if (limits.world) return limits.world.named(origin, reason);
  const [base, name = "", ...deeper] = origin.split(".");
  const isDirect = deeper.length === 0 && (base === "lib" || base === "builtins");
  const implementation = isDirect
    ? (foldedBuiltins.get(name) ?? (base === "lib" ? foldedLibFunctions.get(name) : undefined))
    : undefined;
  if (!implementation) return { ...unknown(reason), origin };
  return applicable(implementation, limits);
}

/** A function that is worked out once it has all its arguments. */
export function applicable(implementation: FoldedFunction, limits: FoldLimits): Folded {
  const takeArgument = (given: readonly Folded[]): Folded =>
    known({
      type: "function",
      call: (argument) => {
        const all = [...given, argument];
        return all.length < implementation.arity
          ? takeArgument(all)
          : limits.ask(() => limits.descend(() => implementation.fold(all, limits)));
      },
    });
  return takeArgument([]);
}
