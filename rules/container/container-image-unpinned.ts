import {
  containerPaths,
  defineOptionRule,
  maskedText,
  PLACEHOLDER,
  plainText,
  severityOf,
  siblingsOf,
  stringsOf,
  Type,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "container-image-unpinned",
  summary: "a container image without a tag, or with one that moves",
  category: "container",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.2, cwe: [1357] },
  parity: ["trivy:DS-0001", "checkov:CKV_K8S_14", "checkov:CKV_K8S_43", "zizmor:unpinned-images"],
  messages: {
    untagged: "The image has no tag, so that whatever is newest is run.",
    moving: "The tag `{tag}` of the image moves.",
    undigested: "The image is named by a tag that its owner can move, not by its digest.",
  },
  options: Type.Object({
    digest: Type.Boolean({
      default: false,
      description: "Report also images with a version but without a digest.",
    }),
  }),
  docs: {
    why: "Whoever takes over the account at the registry, or publishes a broken build, is on the host at the next start of the container. No lock file notes which image ran, so that nothing can be rolled back.",
    examples: [
      {
        bad: '{ virtualisation.oci-containers.containers.a.image = "ghcr.io/o/app:latest"; }\n',
        good: '{ virtualisation.oci-containers.containers.a.image = "ghcr.io/o/app:v2.20.0"; }\n',
      },
      {
        bad: '{ virtualisation.oci-containers.containers.a.image = "ghcr.io/o/app:v2.20.0"; }\n',
        good: '{ virtualisation.oci-containers.containers.a.image = "ghcr.io/o/app@sha256:0000000000000000000000000000000000000000000000000000000000000000"; }\n',
        options: { digest: true },
      },
    ],
    traps: [
      {
        good: '{ pkgs, ... }:\n{\n  virtualisation.oci-containers.containers.a = {\n    image = "app:latest";\n    imageFile = pkgs.dockerTools.buildImage { name = "app"; };\n  };\n}\n',
        because: "the image comes out of the store",
      },
      {
        good: '{ virtualisation.oci-containers.containers.a.image = "registry:5000/app:1.2"; }\n',
        because: "the first colon belongs to the registry's port",
      },
    ],
    whenNotToUse:
      "Where something updates the containers on purpose. A pinned image no longer gets fixes by itself.",
    references: ["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions"],
  },
  paths: containerPaths("image"),
  ephemeral: "same",
  check(setting, context) {
    const { report, semantics, options } = context;
    const { folded, value, span: at } = setting;
    const [string] = stringsOf(value, semantics);
    const image = plainText(folded) ?? (string && maskedText(string).trim());
    if (image === undefined || image === "" || image.includes("@")) return;
    if (/^(?:localhost\/|\/|docker-archive:|oci-archive:|dir:)/.test(image)) return;
    if (/\.(?:image|build|container|pod)$/.test(image)) return;
    const made = ["imageFile", "imageStream", "build", "build.context", "build.image"];
    if (siblingsOf(setting, made, context).length > 0) return;
    // Podman pulls a newer one by itself: that takes a tag that moves, and is meant.
    const isMeant = siblingsOf(setting, ["autoUpdate"], context).some(
      (sibling) => plainText(sibling.folded) === "registry",
    );
    const severity = severityOf(isMeant ? "info" : "medium");
    const name = image.slice(image.lastIndexOf("/") + 1);
    const colon = name.indexOf(":");
    if (colon === -1) {
      // What is put in may bring the tag along.
      if (!name.includes(PLACEHOLDER)) report({ at, message: "untagged", severity });
      return;
    }
    const tag = name.slice(colon + 1);
    if (tag.includes(PLACEHOLDER)) return;
    if (moving.test(tag)) report({ at, message: "moving", data: { tag }, severity });
    else if (options.digest) report({ at, message: "undigested", severity: severityOf("info") });
  },
});

const moving = /^(?:latest|stable|main|master|nightly|edge|lts|release|dev|develop|rolling)$/;
