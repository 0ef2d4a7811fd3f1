/** A service that is not made for the open network, and its TCP ports. */
interface SensitiveService {
  readonly name: string;
  readonly ports: readonly number[];
  /** It gives away data or the machine without asking, mostly. */
  readonly isOpen?: boolean;
  /** A service of another kind that has the same port. */
  readonly notWith?: string;
}

/**
 * Data stores, remote desktops and management interfaces. Source: the IANA registry of port numbers and the defaults of the
 * programs. As of 2025-11-30. Web ports (80, 3000, 8080, 9090, 9100) are left out: what listens there is anyone's guess.
 */
const services: readonly SensitiveService[] = [
  { name: "FTP", ports: [21] },
  { name: "telnet", ports: [23], isOpen: true },
  { name: "TFTP", ports: [69] },
  { name: "rpcbind and NFS", ports: [111, 2049] },
  { name: "SMB", ports: [139, 445] },
  { name: "rsh", ports: [512, 513, 514], isOpen: true },
  // `legacy-cleartext-service` reports the daemon.
  { name: "rsync", ports: [873], notWith: "services.rsyncd" },
  { name: "Microsoft SQL Server", ports: [1433] },
  { name: "Oracle", ports: [1521] },
  { name: "Docker's API", ports: [2375], isOpen: true },
  { name: "Docker's API", ports: [2376, 4243] },
  { name: "etcd", ports: [2379, 2380] },
  { name: "MySQL", ports: [3306] },
  { name: "RDP", ports: [3389] },
  { name: "PostgreSQL", ports: [5432] },
  { name: "Kibana", ports: [5601] },
  { name: "RabbitMQ", ports: [5672, 15672] },
  { name: "VNC", ports: [5900, 5901, 5902, 5903, 5904, 5905, 5906, 5907, 5908, 5909, 5910] },
  { name: "CouchDB", ports: [5984] },
  { name: "WinRM", ports: [5985] },
  { name: "X11", ports: [6000] },
  { name: "Redis", ports: [6379], isOpen: true },
  { name: "Cassandra", ports: [7001, 9042] },
  { name: "InfluxDB", ports: [8086] },
  { name: "Vault", ports: [8200], notWith: "services.minidlna" },
  { name: "Syncthing's GUI", ports: [8384] },
  { name: "Consul", ports: [8500] },
  { name: "Elasticsearch", ports: [9200], isOpen: true },
  { name: "Elasticsearch", ports: [9300] },
  { name: "the kubelet", ports: [10250] },
  { name: "memcached", ports: [11211], isOpen: true },
  { name: "MongoDB", ports: [27017], isOpen: true },
];

const byPort = new Map(
  services.flatMap((service) => service.ports.map((port) => [port, service] as const)),
);

/** The service that a TCP port belongs to, if it is not made for the open network. */
export function sensitiveService(port: number): SensitiveService | undefined {
  return byPort.get(port);
}

/** Ports that nixpkgs gives to options of services which {@link sensitiveService} knows. Release 25.11. */
const defaultPorts: Readonly<Record<string, number>> = {
  "services.postgresql.settings.port": 5432,
  "services.postgresql.port": 5432,
  "services.mysql.settings.mysqld.port": 3306,
  "services.mongodb.port": 27017,
  "services.elasticsearch.port": 9200,
  "services.memcached.port": 11211,
  "services.couchdb.port": 5984,
  "services.rabbitmq.port": 5672,
};

/** The port that an option has by default, if it is one of a sensitive service. */
export function defaultPortOf(option: string): number | undefined {
  return defaultPorts[option];
}
