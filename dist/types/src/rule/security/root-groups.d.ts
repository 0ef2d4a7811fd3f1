/**
 * Groups whose members are root by another way. Source: the documentation of Docker, LXD, Incus, libvirt and Podman on their
 * sockets, and the modes of /dev and /etc/shadow on NixOS. As of 2025-11-30.
 */
export declare const rootGroups: ReadonlyMap<string, string>;
