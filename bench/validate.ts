import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { measure } from "./measure.ts";

// How long two NixOS hosts take to evaluate, one after the other and at the same time:
//   npx tsx bench/validate.ts NIXPKGS
// NIXPKGS is a folder with a nixpkgs of any age.

const [nixpkgs] = process.argv.slice(2);
if (nixpkgs === undefined) throw new Error("give a folder with nixpkgs");

const tool = fileURLToPath(new URL("../dist/nixaudit.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "nixaudit-bench-"));
const host = (name: string): string => `import <nixpkgs/nixos> {
    configuration = {
      networking.hostName = "${name}";
      services.openssh.enable = true;
      services.nginx.enable = true;
      boot.loader.grub.device = "/dev/sda";
      fileSystems."/".device = "/dev/sda1";
    };
  }`;
writeFileSync(
  join(folder, "default.nix"),
  `{\n  web = ${host("web")};\n  db = ${host("db")};\n}\n`,
);

try {
  const run = (jobs: number): ReturnType<typeof measure> =>
    measure(
      {
        title: `--jobs ${jobs}`,
        program: "sh",
        arguments: [
          "-c",
          'cd "$0" && exec "$@"',
          folder,
          process.execPath,
          tool,
          ..."validate --stages evaluate --quiet --attr web --attr db --fail-on never".split(" "),
          ...["--include", `nixpkgs=${resolve(nixpkgs)}`, "--jobs", String(jobs)],
        ],
        doneCodes: [0],
      },
      3,
    );
  // Once before, so that all derivations are in the store.
  await run(2);
  const one = await run(1);
  const two = await run(2);
  for (const { title, milliseconds } of [one, two])
    console.log(`${title}: ${milliseconds.toFixed(0)} ms`);
  console.log(`two at once take ${(two.milliseconds / one.milliseconds).toFixed(2)} of the time`);
} finally {
  rmSync(folder, { recursive: true });
}
