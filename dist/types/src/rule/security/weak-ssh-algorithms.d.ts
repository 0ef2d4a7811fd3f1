/** The algorithm, if it is a weak one that the word asks for: `+` and `^` add it, `-` takes it away. */
export declare function weakSshAlgorithm(word: string): string | undefined;
/** Keys of `sshd_config` and `ssh_config` that list algorithms. */
export declare const sshAlgorithmKeys: readonly string[];
