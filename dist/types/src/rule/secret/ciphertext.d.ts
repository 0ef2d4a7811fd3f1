/** Whether a text is ciphertext: age, PGP, an Ansible vault, OpenSSL's, or a value or file of sops. */
export declare function isCiphertext(text: string): boolean;
