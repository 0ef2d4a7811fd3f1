/** Whether everyone would try this first. */
export declare function isGuessable(value: string): boolean;
