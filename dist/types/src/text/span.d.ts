/** A half-open range of UTF-8 byte offsets into one file: `start` is inside, `end` is not. */
export interface Span {
    readonly start: number;
    readonly end: number;
}
/** Whether `inner` lies wholly inside `outer` (equal spans do). */
export declare function contains(outer: Span, inner: Span): boolean;
/** Whether the two spans share a byte; spans that only touch do not. */
export declare function overlaps(left: Span, right: Span): boolean;
