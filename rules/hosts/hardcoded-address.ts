import {
  defineProjectRule,
  isSamplePath,
  isTestPath,
  Type,
  type OpenFile,
  type Place,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "hardcoded-address",
  summary: "an IP address that stands in many places",
  category: "hosts",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    repeated: "`{address}` is written {uses} times, in {count} files.",
  },
  options: Type.Object({
    files: Type.Integer({
      default: 3,
      minimum: 1,
      description: "Files that may not hold one address.",
    }),
    uses: Type.Integer({
      default: 5,
      minimum: 2,
      description: "Uses that one address may not have.",
    }),
  }),
  docs: {
    why: "The day the machine moves, every place has to be found, and the one that is forgotten goes on talking to the old address. One option or one file with all addresses gives it a name.",
    examples: [
      {
        path: "web.nix",
        bad: '{ services.a.host = "192.168.7.20"; }\n',
        good: "{ config, ... }: { services.a.host = config.ours.addresses.db; }\n",
        files: {
          "mail.nix": '{ services.b.url = "http://192.168.7.20:8080"; }\n',
          "db.nix": '{ services.c.listen = "192.168.7.20"; }\n',
        },
      },
    ],
    traps: [
      {
        path: "web.nix",
        good: '{ networking.nameservers = [ "9.9.9.9" ]; services.a.listen = "0.0.0.0"; }\n',
        because: "everyone knows these addresses, and they do not move",
        files: {
          "mail.nix":
            '{ networking.nameservers = [ "9.9.9.9" ]; services.a.listen = "0.0.0.0"; }\n',
          "db.nix": '{ networking.nameservers = [ "9.9.9.9" ]; services.a.listen = "0.0.0.0"; }\n',
        },
      },
      {
        path: "web.nix",
        good: '{ pname = "a"; version = "3.4.20.1"; }\n',
        because: "it is a version",
        files: {
          "mail.nix": '{ pname = "b"; version = "3.4.20.1"; }\n',
          "db.nix": '{ pname = "c"; version = "3.4.20.1"; }\n',
        },
      },
    ],
  },
  check(project, { options, report }) {
    for (const [address, all] of findAddresses(project)) {
      if (!isMany(all, options)) continue;
      const uses = all.filter((place) => isText(project, place));
      const [first, ...others] = uses;
      if (!first || !isMany(uses, options)) continue;
      report({
        at: first,
        message: "repeated",
        data: { address, uses: uses.length, count: filesOf(uses) },
        related: others.slice(0, MOST_SHOWN).map((at) => ({ at, message: "It is here as well." })),
      });
    }
  },
});

const MOST_SHOWN = 8;
/** A file with as many addresses is the table of them, and not one more use. */
const TABLE = 8;

function isMany(
  places: readonly Place[],
  { files, uses }: { readonly files: number; readonly uses: number },
): boolean {
  return places.length >= uses || filesOf(places) >= files;
}

function filesOf(places: readonly Place[]): number {
  return new Set(places.map(({ path }) => path)).size;
}

/** Everything that looks like an address of a machine, in files that are no table of them. */
function findAddresses(project: Project): ReadonlyMap<string, readonly Place[]> {
  const found = new Map<string, Place[]>();
  for (const path of project.files.keys()) {
    if (isTestPath(path) || isSamplePath(path)) continue;
    const bytes = project.readText(path)?.bytes;
    if (!bytes) continue;
    // One character a byte, so that places are offsets in bytes.
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
    const own = Array.from(text.matchAll(pattern)).filter((match) => isOfMachine(match, text));
    if (new Set(own.map(([address]) => address)).size >= TABLE) continue;
    for (const { 0: address, index } of own) {
      const place = { path, span: { start: index, end: index + address.length } };
      const places = found.get(address);
      if (places) places.push(place);
      else found.set(address, [place]);
    }
  }
  return found;
}

const pattern = /(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)/g;

/** Addresses that stand for no machine of one's own: RFC 1122, 3330, 5737 and 5771, and resolvers for everyone. */
const shared =
  /^(?:0|127|255|22[4-9]|23\d|24\d)\.|^(?:192\.0\.2|198\.51\.100|203\.0\.113|169\.254\.\d+)\.|\.0\.0$|^(?:1\.1\.1|1\.0\.0)\.[123]$|^8\.8\.(?:8\.8|4\.4)$|^9\.9\.9\.\d+$|^149\.112\.112\.\d+$|^208\.67\.22[02]\.\d+$|^94\.140\.1[45]\.\d+$|^(?:172\.31\.1|4\.2\.2|76\.76\.2|185\.228\.16[89]|194\.242\.2|223\.[56]\.[56]|119\.29\.29|114\.114\.11[45]|100\.100\.100)\.\d+$/;

function isOfMachine({ 0: address, index }: RegExpMatchArray, text: string): boolean {
  if (shared.test(address) || address.split(".").some((part) => Number(part) > 255)) return false;
  const at = index ?? 0;
  // A network, and no machine in it.
  if (address.endsWith(".0")) return false;
  return !/(?:version|rev|tag)\w*\s*(?:=|or)\s*"[^"\n]*$/i.test(
    text.slice(Math.max(at - 80, 0), at),
  );
}

/** Whether the place lies in a string, and not in a comment or a name. */
function isText(project: Project, { path, span }: Place): boolean {
  const file = project.open(path);
  return file !== undefined && !isInComment(file, span.start);
}

function isInComment({ tree }: OpenFile, offset: number): boolean {
  return tree.comments.some(({ start, end }) => start <= offset && offset < end);
}
