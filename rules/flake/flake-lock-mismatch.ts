import {
  defineProjectRule,
  inputNode,
  listNames,
  lockedDifference,
  nodePlace,
  referenceOf,
  rootNode,
  type Flake,
  type FlakeInput,
  type LockNode,
  type Place,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "flake-lock-mismatch",
  summary: "a lock file that does not fit the flake",
  category: "flake",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["flake-edit:FollowsStaleLock"],
  messages: {
    one: "flake.lock does not fit: {problem}.",
    several: "flake.lock does not fit in {count} places, among them {names}: {problem}.",
    unreadable: "flake.lock can't be read: {problem}.",
  },
  docs: {
    why: "Nix locks anew whatever does not fit: without a word on a developer's machine, where the build is then another one than was reviewed; and with an error in CI and wherever the tree can't be written. Run `nix flake lock` and commit the result.",
    examples: [
      {
        bad: '{\n  inputs.a.url = "github:o/a/v2";\n  outputs = { a, ... }: a;\n}\n',
        good: '{\n  inputs.a.url = "github:o/a/v1";\n  outputs = { a, ... }: a;\n}\n',
        path: "flake.nix",
        files: { "flake.lock": sampleLock() },
      },
    ],
    traps: [
      {
        good: '{ inputs.a = { type = "github"; owner = "o"; repo = "a"; ref = "v1"; }; outputs = { a, ... }: a; }\n',
        path: "flake.nix",
        files: { "flake.lock": sampleLock() },
        because: "attributes and an address say the same",
      },
      {
        good: '{ inputs.a.url = "github:O/A?ref=v1"; outputs = { a, ... }: a; }\n',
        path: "flake.nix",
        files: { "flake.lock": sampleLock() },
        because: "it is the same branch, written in another way",
      },
    ],
    references: ["https://nix.dev/manual/nix/stable/command-ref/new-cli/nix3-flake-lock.html"],
  },
  check(project, { report }) {
    for (const flake of project.flakes) {
      const { lockProblem, lockProblemPlace: at } = flake;
      if (lockProblem !== undefined && at && project.otherFiles.has(at.path))
        report({ at, message: "unreadable", data: { problem: lockProblem } });
      const mismatches = mismatchesOf(flake, project);
      const [first] = mismatches;
      if (!first) continue;
      const { place, problem } = first;
      if (mismatches.length === 1) report({ at: place, message: "one", data: { problem } });
      else
        report({
          at: place,
          message: "several",
          data: {
            count: mismatches.length,
            names: listNames(mismatches.map(({ name }) => name)),
            problem,
          },
          related: mismatches
            .slice(1, 20)
            .map((other) => ({ at: other.place, message: other.problem })),
        });
    }
  },
});

interface Mismatch {
  readonly name: string;
  readonly place: Place;
  /** A clause. */
  readonly problem: string;
}

function mismatchesOf(flake: Flake, project: Project): readonly Mismatch[] {
  const { lock, inputs, outputArguments = [], hasUnknownInputs } = flake;
  const root = lock && rootNode(lock);
  if (!root) return [];
  const found = inputs.flatMap((input) => mismatchOf(input, root, flake));
  const known = new Set([...inputs.map(({ name }) => name), ...outputArguments]);
  if (hasUnknownInputs) return found;
  for (const [name, target] of root.inputs) {
    const node = typeof target === "string" ? lock.nodes.get(target) : root;
    const place = node && nodePlace(project, flake, node);
    if (!known.has(name) && place)
      found.push({
        name,
        place,
        problem: `it locks \`${name}\`, which the flake no longer asks for`,
      });
  }
  return found;
}

function mismatchOf(input: FlakeInput, root: LockNode, flake: Flake): Mismatch[] {
  const { name, alias, place, urlPlace = place } = input;
  const locked = root.inputs.get(name);
  const mismatch = (at: Place, problem: string): Mismatch => ({ name, place: at, problem });
  if (locked === undefined) return [mismatch(place, `it has no \`${name}\``)];
  if (alias !== undefined) {
    const path = typeof locked === "string" ? undefined : locked.join("/");
    if (path === alias) return [];
    return [mismatch(place, `\`${name}\` follows \`${alias}\` here, ${leadsTo(path)}`)];
  }
  if (typeof locked !== "string")
    return [mismatch(place, `\`${name}\` is its own here, ${leadsTo(locked.join("/"))}`)];
  const node = flake.lock?.nodes.get(locked);
  const asked = referenceOf(input);
  const difference = node?.original && asked && lockedDifference(asked, node.original);
  if (difference !== undefined)
    return [
      mismatch(
        urlPlace,
        `\`${name}\` asks for ${difference.asked}, and the lock has ${difference.locked}`,
      ),
    ];
  return node ? followMismatches(input, node, flake) : [];
}

function followMismatches(input: FlakeInput, node: LockNode, { lock }: Flake): Mismatch[] {
  return input.follows.flatMap(({ input: inner, target, place }): Mismatch[] => {
    const names = inner.split("/");
    const last = names.pop() ?? "";
    let holder: LockNode | undefined = node;
    for (const name of names) {
      // What another flake let follow is not this input's own.
      if (typeof holder?.inputs.get(name) !== "string") return [];
      holder = lock && inputNode(lock, holder, name);
    }
    const locked = holder?.inputs.get(last);
    // An input that is not there is followed in vain: no fault of the lock.
    if (locked === undefined) return [];
    const path = typeof locked === "string" ? undefined : locked.join("/");
    if (path === target) return [];
    const name = `${input.name}/${inner}`;
    return [{ name, place, problem: `\`${name}\` follows \`${target}\` here, ${leadsTo(path)}` }];
  });
}

function leadsTo(path: string | undefined): string {
  if (path === undefined) return "and the lock has an own node for it";
  return path === "" ? "and is cut off in the lock" : `and \`${path}\` in the lock`;
}

function sampleLock(): string {
  return `{
  "nodes": {
    "a": {
      "locked": {
        "type": "github", "owner": "o", "repo": "a",
        "rev": "0123456789abcdef0123456789abcdef01234567",
        "narHash": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
      },
      "original": { "type": "github", "owner": "o", "repo": "a", "ref": "v1" }
    },
    "root": { "inputs": { "a": "a" } }
  },
  "root": "root",
  "version": 7
}
`;
}
