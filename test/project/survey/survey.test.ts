import { describe, expect, it } from "vitest";
import { findHosts } from "../../../src/project/hosts/index.ts";
import { describeHosts, surveyProject } from "../../../src/project/index.ts";
import { surveyFile } from "../../../src/project/survey/survey-file.ts";
import { loadFixture } from "../graph/load-fixture.ts";
import { openText } from "./open-text.ts";

const survey = (text: string): ReturnType<typeof surveyFile> => surveyFile(openText(text));
const usersOf = (text: string): readonly (string | undefined)[] =>
  survey(text).users.map(({ name }) => name);

describe("surveyFile", () => {
  it("tells what makes a user one who logs in", () => {
    const [ann, git] = survey(`{ pkgs, ... }: {
      users.users.ann = { isNormalUser = true; extraGroups = [ "audio" "wheel" ]; };
      users.users.git = { isSystemUser = true; shell = pkgs.bash; openssh.authorizedKeys.keyFiles = [ ./a.pub ]; };
    }`).users;
    expect(ann).toMatchObject({ name: "ann", isNormal: true, isAdministrator: true, line: 2 });
    expect(git).toMatchObject({ hasShell: true, hasKeys: true, isNormal: false, line: 3 });
    expect(git?.isAdministrator).toBe(false);
  });

  it("takes no shell for one that lets nobody in", () => {
    const [user] = survey(
      `{ pkgs, ... }: { users.users.a.shell = "\${pkgs.shadow}/bin/nologin"; }`,
    ).users;
    expect(user?.hasShell).toBe(false);
  });

  it("knows a home by its module, its path and its options", () => {
    const text = `{
      home-manager.users.ann = ./ann.nix;
      home-manager.users.bob.programs.git.enable = true;
      home-manager = { users = { eve = import ./eve.nix; }; };
    }`;
    expect(survey(text).users.map(({ name, hasHome }) => [name, hasHome])).toEqual([
      ["bob", true],
      ["ann", true],
      ["eve", true],
    ]);
  });

  it("leaves out users of containers and of tests' nodes", () => {
    expect(
      usersOf(`{ containers.db.config = { users.users.inner.isNormalUser = true; }; }`),
    ).toEqual([]);
  });

  it("names no user whose name is computed", () => {
    expect(usersOf("{ name, ... }: { users.users.${name}.isNormalUser = true; }")).toEqual([
      undefined,
    ]);
  });

  it("names secrets, and nothing of what is in them", () => {
    const found = survey(`{
      sops.secrets."web/token" = { sopsFile = ./a.yaml; owner = "web"; };
      age.secrets.key.file = ./key.age;
      sops.defaultSopsFile = ./b.yaml;
    }`);
    expect(found.secrets).toEqual([
      { manager: "sops-nix", name: "web/token", line: 2 },
      { manager: "agenix", name: "key", line: 3 },
    ]);
  });

  it("counts the lines of a concern once, and only them", () => {
    const { concerns } = survey(`{
  services.nginx.enable = true;
  time.timeZone = "UTC";
  services.nginx = {
    recommendedTlsSettings = true;
  };
  systemd.services.a.script = "a";
  systemd.services.b.script = "b";
}`);
    expect(concerns).toEqual([
      { option: "services.nginx", lines: 4, firstLine: 2, lastLine: 6 },
      { option: "time.timeZone", lines: 1, firstLine: 3, lastLine: 3 },
      { option: "systemd.services.a", lines: 1, firstLine: 7, lastLine: 7 },
      { option: "systemd.services.b", lines: 1, firstLine: 8, lastLine: 8 },
    ]);
  });
});

describe("describeHosts", () => {
  const project = loadFixture("fleet", findHosts);
  const facts = describeHosts(project, surveyProject(project));
  const named = (name: string): (typeof facts)[number] | undefined =>
    facts.find(({ host }) => host.name === name);

  it("merges what several files say of a user", () => {
    expect(named("laptop")?.users).toEqual([
      {
        name: "ann",
        isNormal: true,
        hasShell: true,
        hasKeys: false,
        hasHome: true,
        isAdministrator: true,
      },
      {
        name: "deploy",
        isNormal: false,
        hasShell: false,
        hasKeys: true,
        hasHome: false,
        isAdministrator: false,
      },
    ]);
    expect(named("mail")?.users.find(({ name }) => name === "ann")?.hasHome).toBe(false);
  });

  it("tells the secrets of a host by name and file", () => {
    expect(named("web")?.secrets).toEqual(["restic", "web/api-token"]);
    expect(named("web")?.secretFiles).toEqual(["secrets/backup.yaml", "secrets/web.yaml"]);
    expect(named("mail")?.secretFiles).toEqual(["secrets/backup.yaml"]);
  });

  it("counts the lines of the closure", () => {
    const { host, lines } = named("mail") ?? {};
    const sum = host?.closure.reduce((total, path) => {
      const text = project.readText(path);
      return total + (text?.slice(0, text.bytes.length).split("\n").length ?? 0) - 1;
    }, 0);
    expect(lines).toBe(sum);
    expect(sum).toBeGreaterThan(50);
  });

  it("finds where a host is deployed", () => {
    expect(named("web")?.host.deploy).toEqual({
      address: "web.example.org",
      user: "deploy",
      by: "deploy-rs",
    });
  });
});
