/** Keys, certificates and hashes that are made to be shown. */
export declare function isPublicMaterial(value: string): boolean;
