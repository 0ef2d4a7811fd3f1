/** Options whose secrets have a rule of their own: the names in a row, and what the last name has to be. */
interface Specialist {
  readonly within: readonly string[];
  readonly leaf: RegExp;
}

const specialists: readonly Specialist[] = [
  {
    within: ["users", "users"],
    leaf: /^(?:initial)?(?:password|hashedPassword|HashedPassword)$/i,
  },
  { within: ["users", "extraUsers"], leaf: /^(?:initial)?(?:hashed)?password$/i },
  { within: ["networking", "wireless", "networks"], leaf: /^(?:psk|pskRaw|auth)$/ },
  { within: ["ensureProfiles", "profiles"], leaf: /^psk$/ },
  { within: ["wifi-security"], leaf: /^psk$/ },
  { within: ["services", "hostapd"], leaf: /^(?:wpaPassphrase|wpaPskFile|password|saePasswords)$/ },
  { within: ["services", "create_ap", "settings"], leaf: /^PASSPHRASE$/ },
  { within: ["wireguard"], leaf: /^(?:privateKey|presharedKey)$/ },
  { within: ["wg-quick"], leaf: /^(?:privateKey|presharedKey)$/ },
  { within: ["wireguardConfig"], leaf: /^(?:PrivateKey|PresharedKey)$/ },
  { within: ["wireguardPeers"], leaf: /^(?:PresharedKey)$/ },
  { within: ["nix"], leaf: /^(?:extra-)?access-tokens$/ },
];

/** Whether a rule of its own judges what is set under these names. */
export function hasSpecialist(names: readonly string[]): boolean {
  const leaf = names.at(-1) ?? "";
  return specialists.some(
    ({ within, leaf: pattern }) => pattern.test(leaf) && holdsInARow(names, within),
  );
}

/** Whether names follow on each other somewhere in a path. */
export function holdsInARow(names: readonly string[], wanted: readonly string[]): boolean {
  return names.some((_, at) => wanted.every((name, index) => names[at + index] === name));
}

/** Whether what is set under these names becomes the environment of a unit, a session or a container. */
export function isEnvironmentVariable(names: readonly string[]): boolean {
  const owner = names.at(-2) ?? "";
  return (
    /^(?:environment|sessionVariables|systemdEnvironment)$/.test(owner) ||
    (owner === "variables" && names.at(-3) === "environment") ||
    (owner === "Environment" && names.includes("serviceConfig"))
  );
}

/** Whether a text is what Nix itself logs in with: that has a rule of its own. */
export function isAccessTokenPlace(names: readonly string[], text: string): boolean {
  const leaf = names.at(-1) ?? "";
  return (
    /^(?:extra-)?access-tokens$/.test(leaf) ||
    (leaf === "extraOptions" && names.includes("nix") && text.includes("access-tokens"))
  );
}
