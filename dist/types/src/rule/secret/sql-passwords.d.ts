/** A password in an SQL text, by UTF-16 offsets of what stands between its quotes. */
export interface SqlPassword {
    readonly start: number;
    readonly end: number;
}
/** The literal passwords of `PASSWORD '…'` and `IDENTIFIED BY '…'`. */
export declare function findSqlPasswords(text: string): readonly SqlPassword[];
