/** What is known of a public key of SSH. */
export interface SshPublicKey {
    readonly type: "ssh-dss" | "ssh-rsa";
    /** Length of the modulus of an RSA key. */
    readonly bits?: number;
}
/** The type and size of a key in its text form; `undefined` for a type that is always fine, and for what is cut off. */
export declare function readSshPublicKey(type: string, base64: string): SshPublicKey | undefined;
