/**
 * Groups whose members are root by another way. Source: the documentation of Docker, LXD, Incus, libvirt and Podman on their
 * sockets, and the modes of /dev and /etc/shadow on NixOS. As of 2025-11-30.
 */
export const rootGroups: ReadonlyMap<string, string> = new Map([
  ["docker", "starts containers that see every file of the host"],
  ["lxd", "starts containers that see every file of the host"],
  ["incus-admin", "starts containers that see every file of the host"],
  ["podman", "starts containers as root through the socket"],
  ["libvirtd", "starts virtual machines with any file of the host as a disk"],
  ["disk", "reads and writes the disks themselves"],
  ["kmem", "reads the memory of the kernel"],
  ["shadow", "reads the hashes of all passwords"],
]);
