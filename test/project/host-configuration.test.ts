import { describe, expect, test } from "vitest";
import { createProject, type HostConfiguration } from "../../src/project/index.ts";
import { createMemoryReader } from "../rule-harness/memory-reader.ts";

/** The configuration of the host `web` of a flake with these modules. */
function configurationOf(
  modules: string,
  files: Readonly<Record<string, string>> = {},
): HostConfiguration {
  const flake = `{ outputs = { nixpkgs, hm, ... }: { nixosConfigurations.web = nixpkgs.lib.nixosSystem { modules = [ ${modules} ]; }; }; }`;
  const texts = new Map(
    Object.entries({ "flake.nix": flake, ...files }).map(([path, text]) => [
      path,
      Buffer.from(text),
    ]),
  );
  const project = createProject({
    root: "/",
    summaries: [...texts.keys()].map((path) => ({
      path,
      bytes: 0,
      lines: 0,
      role: "module",
      edges: [],
    })),
    others: [],
    isWhole: true,
    reader: createMemoryReader(texts),
  });
  const [host] = project.hosts;
  const configuration = host && project.configurationOf(host);
  if (!configuration) throw new Error("no host");
  return configuration;
}

function shown(configuration: HostConfiguration, option: string): readonly string[] {
  return configuration
    .definitionsOf(option)
    .definitions.map(({ value, priority, isConditional, path }) => {
      const text = value.known && "value" in value.value ? String(value.value.value) : "?";
      return `${path.join(".")} = ${text} @${String(priority)}${isConditional ? " if" : ""}`;
    });
}

describe("definitions of an option on a host", () => {
  test("spelled as sets, paths, properties, in files and in place", () => {
    const configuration = configurationOf("./a.nix { a = { b.c = 3; }; }", {
      "a.nix":
        "{ lib, config, ... }: { imports = [ ./b.nix ]; config = lib.mkMerge [ { a.b.c = lib.mkDefault 1; } (lib.mkIf config.x { a.b = { c = 2; }; }) (lib.mkIf false { a.b.c = 9; }) ]; }",
      "b.nix": "{ lib, ... }: { a.b = lib.mkForce { c = 4; }; a.z.c = lib.mkOverride 70 5; }",
    });
    expect(shown(configuration, "a.b.c").toSorted()).toEqual([
      "a.b.c = 1 @1000",
      "a.b.c = 2 @100 if",
      "a.b.c = 3 @100",
      "a.b.c = 4 @50",
    ]);
    expect(shown(configuration, "a.*.c")).toContain("a.z.c = 5 @70");
    expect(configuration.definitionsOf("a.b.c").isOpen).toBe(false);
    expect(configuration.definitionsOf("a.b.other")).toEqual({ definitions: [], isOpen: false });
  });

  test("stand where they are named", () => {
    const text = '{ networking = { hostName = "web"; }; }';
    const [definition] = configurationOf("./a.nix", { "a.nix": text }).definitionsOf(
      "networking.hostName",
    ).definitions;
    expect(definition?.place.path).toBe("a.nix");
    expect(text.slice(definition?.place.span.start, definition?.place.span.end)).toBe("hostName");
  });

  test("may be more where a module, a set or a name is not known", () => {
    const open = (modules: string): boolean => configurationOf(modules).definitionsOf("a.b").isOpen;
    expect(open("{ a.c = 1; }")).toBe(false);
    expect(open("({ config, ... }: { a = config.other; })")).toBe(true);
    expect(open("({ config, ... }: { a.${config.name} = 1; })")).toBe(true);
    expect(open("({ config, ... }: { z = config.other; })")).toBe(false);
    expect(open("({ config, ... }: config.other)")).toBe(true);
    // What comes from an input is told apart from what could not be read.
    const external = configurationOf("hm.nixosModules.default");
    expect(external.definitionsOf("a.b").isOpen).toBe(false);
    expect(external.externals).toEqual(["hm.nixosModules.default"]);
  });

  test("of each user's home apart, with what all share", () => {
    const { users, isOpen } = configurationOf(
      '{ home-manager.users.ann.home.stateVersion = "1"; home-manager.users.bob = { a = 1; }; home-manager.sharedModules = [ { b = 2; } ]; }',
    ).homes();
    expect(isOpen).toBe(false);
    expect(
      users.map(({ user, configuration }) => [
        user,
        shown(configuration, "home.stateVersion"),
        shown(configuration, "b"),
      ]),
    ).toEqual([
      ["ann", ["home.stateVersion = 1 @100"], ["b = 2 @100"]],
      ["bob", [], ["b = 2 @100"]],
    ]);
  });
});
