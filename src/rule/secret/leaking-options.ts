/** An option that ends in the store as clear text, and what to set instead. */
export interface LeakingOption {
  /** With `*` for any name and `[]` for an element of a list. */
  readonly path: string;
  readonly sibling: string;
}

/**
 * Options whose description in nixpkgs says that the value is world-readable, and the option beside them that takes a file.
 * Source: descriptions of the NixOS and Home Manager options, release 25.11. As of 2025-11.
 */
export const leakingOptions: readonly LeakingOption[] = [
  ["services.redis.servers.*.requirePass", "requirePassFile"],
  ["services.k3s.token", "tokenFile"],
  ["services.k3s.agentToken", "agentTokenFile"],
  ["services.rke2.token", "tokenFile"],
  ["services.nginx.virtualHosts.*.basicAuth.*", "basicAuthFile"],
  ["services.nginx.virtualHosts.*.locations.*.basicAuth.*", "basicAuthFile"],
  ["services.borgbackup.jobs.*.encryption.passphrase", "encryption.passCommand"],
  ["services.mosquitto.listeners[].users.*.password", "passwordFile"],
  ["programs.msmtp.accounts.*.password", "passwordeval"],
  ["services.gitea.database.password", "database.passwordFile"],
  ["services.transmission.settings.rpc-password", "credentialsFile"],
  [
    "services.matrix-synapse.settings.registration_shared_secret",
    "registration_shared_secret_path",
  ],
  ["services.matrix-synapse.settings.macaroon_secret_key", "macaroon_secret_key_path"],
  ["services.coturn.static-auth-secret", "static-auth-secret-file"],
  ["services.murmur.password", "environmentFile"],
  ["services.vaultwarden.config.ADMIN_TOKEN", "environmentFile"],
  ["services.vaultwarden.config.SMTP_PASSWORD", "environmentFile"],
  ["services.paperless.settings.PAPERLESS_ADMIN_PASSWORD", "passwordFile"],
  ["services.prometheus.exporters.unifi.unifiPassword", "unifiPasswordFile"],
  ["services.grafana.settings.security.admin_password", "$__file{…}"],
  ["services.grafana.settings.security.secret_key", "$__file{…}"],
  ["services.grafana.settings.database.password", "$__file{…}"],
  ["services.grafana.settings.smtp.password", "$__file{…}"],
  ["services.mastodon.smtp.password", "smtp.passwordFile"],
  ["services.syncthing.settings.gui.password", "guiPasswordFile"],
  ["services.tt-rss.database.password", "database.passwordFile"],
  ["services.roundcube.database.password", "database.passwordFile"],
  ["services.moodle.database.password", "database.passwordFile"],
  ["services.shadowsocks.password", "passwordFile"],
  ["services.oauth2-proxy.clientSecret", "keyFile"],
  ["services.oauth2-proxy.cookie.secret", "keyFile"],
].map(([path = "", sibling = ""]) => ({ path, sibling }));

const patterns = leakingOptions.map(({ path, sibling }) => ({
  names: path.replaceAll("[]", "").split("."),
  sibling,
}));

/** What to set instead of an option of the table, by the names that lead to it; elements of lists count for nothing. */
export function siblingOf(names: readonly string[]): string | undefined {
  return patterns.find(
    ({ names: pattern }) =>
      pattern.length === names.length &&
      pattern.every((name, index) => name === "*" || name === names[index]),
  )?.sibling;
}
