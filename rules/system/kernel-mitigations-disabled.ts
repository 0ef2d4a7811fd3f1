import {
  definesBelow,
  defineOptionRule,
  kernelParameters,
  removeElements,
  severityOf,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "kernel-mitigations-disabled",
  summary: "mitigations of the processor or kernel that are switched off",
  category: "system",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 5.4, cwe: [693] },
  messages: {
    off: "The kernel starts without mitigations: {words}.",
    iommu: "`{word}` lets devices read and write all of the memory.",
  },
  docs: {
    why: "Without mitigations any program, a web page or another tenant's job, can read memory that is not its own through the processor: keys and passwords of the kernel, of root and of other users. Without address randomisation a bug in the kernel is far easier to use.",
    examples: [
      {
        bad: '{ boot.kernelParams = [ "quiet" "mitigations=off" ]; }\n',
        good: '{ boot.kernelParams = [ "quiet" ]; }\n',
      },
    ],
    traps: [
      {
        good: '{ boot.kernelParams = [ "mitigations=auto,nosmt" "systemd.log=mds=off" ]; }\n',
        because: "one keeps them on, the other only holds such a word",
      },
      {
        good: "{ security.forcePageTableIsolation = false; }\n",
        because: "that is the default: the kernel decides by the processor",
      },
    ],
    fixSafety:
      "The fix removes the parameters: some programs get slower, as the owner may have known.",
    references: [
      "https://docs.kernel.org/admin-guide/kernel-parameters.html",
      "https://docs.kernel.org/admin-guide/hw-vuln/index.html",
    ],
  },
  paths: ["boot.kernelParams"],
  check(setting, { report, semantics, module }) {
    const parameters = kernelParameters(setting, semantics);
    for (const { word, element } of parameters) {
      if (/^(?:amd|intel)_iommu=off$/.test(word))
        report({
          at: element.node,
          message: "iommu",
          data: { word },
          severity: severityOf("info"),
        });
    }
    const found = parameters.filter(({ word }) => weak.test(word));
    const [first] = found;
    if (!first) return;
    const runsForeignCode = foreignCode.some((option) => definesBelow(module, option));
    report({
      at: first.element.node,
      message: "off",
      data: { words: found.map(({ word }) => `\`${word}\``).join(", ") },
      severity: severityOf(runsForeignCode ? "high" : "medium"),
      fix: found.every(({ isWhole }) => isWhole)
        ? removeElements(
            found.map(({ element }) => element),
            "Remove the parameters",
          )
        : undefined,
    });
  },
});

/** Source: the kernel's `kernel-parameters.txt`, 6.12. */
const weak =
  /^(?:mitigations=off|nopti|pti=off|nospectre_v[12]|spectre_v2=off|spectre_v2_user=off|spec_store_bypass_disable=off|nospec_store_bypass_disable|l1tf=off|mds=off|tsx=on|tsx_async_abort=off|mmio_stale_data=off|retbleed=off|srbds=off|gather_data_sampling=off|no_stf_barrier|nokaslr|nosmep|nosmap|noibrs|noibpb|init_on_alloc=0|apparmor=0|selinux=0)$/;

const foreignCode = [
  "services.github-runners",
  "services.gitlab-runner",
  "services.gitea-actions-runner",
  "services.buildkite-agents",
  "services.hydra",
  "services.k3s",
  "services.kubernetes",
  "virtualisation.docker",
  "microvm.vms",
];
