import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import type { NixRunner } from "./run.ts";

/** The Nix of this machine. */
export interface FoundNix {
  /** Absolute paths. */
  readonly nix: string;
  readonly nixInstantiate: string;
  readonly nixStore: string;
  readonly flavor: "nix" | "lix" | "determinate";
  /** As it says: "2.26.3". */
  readonly version: string;
  /** Major and minor version of Nix, for what differs between versions. */
  readonly release: readonly [number, number];
  /** Absolute path of a program that takes the network away, where the machine lets it. */
  readonly unshare?: string;
}

export type NixSearch =
  | { readonly found: true; readonly nix: FoundNix }
  /** A clause for a person. */
  | { readonly found: false; readonly reason: string };

/** The programs of Nix on PATH, with their version. */
export async function findNix(
  environment: Readonly<Record<string, string | undefined>>,
  runner: NixRunner,
  folder: string,
): Promise<NixSearch> {
  const [nix, nixInstantiate, nixStore] = ["nix", "nix-instantiate", "nix-store"].map((name) =>
    findProgram(name, environment["PATH"]),
  );
  if (nix === undefined || nixInstantiate === undefined || nixStore === undefined)
    return {
      found: false,
      reason: "Nix is not on PATH; https://nixos.org/download tells how to install it",
    };
  const env = { PATH: environment["PATH"] ?? "" };
  const ask = { cwd: folder, env, timeout: 20_000, needs: [] };
  const { exit, stdout } = await runner.run({ ...ask, program: nix, argv: ["--version"] });
  const version = parseVersion(stdout);
  if (exit.kind !== "exited" || exit.code !== 0 || version === undefined)
    return { found: false, reason: `\`${nix} --version\` does not say which Nix it is` };
  const unshare = findProgram("unshare", environment["PATH"]);
  const isolated =
    unshare === undefined
      ? undefined
      : await runner.run({
          ...ask,
          program: unshare,
          argv: [...isolationArguments, nix, "--version"],
        });
  const canIsolate = isolated?.exit.kind === "exited" && isolated.exit.code === 0;
  return {
    found: true,
    nix: {
      nix,
      nixInstantiate,
      nixStore,
      ...version,
      ...(unshare !== undefined && canIsolate ? { unshare } : {}),
    },
  };
}

/** Arguments of `unshare` before a program that shall have no network. The user stays who it is. */
export const isolationArguments: readonly string[] =
  process.getuid?.() === 0 ? ["--net", "--"] : ["--map-current-user", "--net", "--"];

/** Reads `nix --version`: "nix (Nix) 2.8.0", "nix (Lix, like Nix) 2.91.1", "nix (Determinate Nix 3.1.0) 2.26.3". */
export function parseVersion(
  text: string,
): Pick<FoundNix, "flavor" | "version" | "release"> | undefined {
  const match = /^nix \(([^)]*)\) (\d+)\.(\d+)(\S*)/m.exec(text);
  if (!match) return undefined;
  const [, name = "", major = "", minor = "", rest = ""] = match;
  const flavor = name.startsWith("Lix") ? "lix" : name.startsWith("Det") ? "determinate" : "nix";
  return {
    flavor,
    version: `${major}.${minor}${rest}`,
    release: [Number(major), Number(minor)],
  };
}

function findProgram(name: string, path = ""): string | undefined {
  for (const folder of path.split(delimiter)) {
    // A relative folder on PATH may lie in the audited tree.
    if (!isAbsolute(folder)) continue;
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      if (statSync(file).isFile()) return file;
    } catch {
      // Not here.
    }
  }
  return undefined;
}
