/** The name that `name` was probably meant to be, or undefined when none is near. */
export declare function findNearestName(name: string, names: Iterable<string>): string | undefined;
