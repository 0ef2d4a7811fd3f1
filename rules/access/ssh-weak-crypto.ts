import {
  defineOptionRule,
  directivesOf,
  removeElements,
  severityOf,
  sshAlgorithmKeys,
  sshdDefaults,
  sshdPaths,
  elementsOf,
  weakSshAlgorithm,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "ssh-weak-crypto",
  summary: "a weak cipher, MAC, key exchange or signature of SSH",
  category: "access",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 5.6, cwe: [327] },
  messages: {
    weak: "`{option}` allows `{algorithm}`, which is weak.",
    oneHost: "`{option}` allows `{algorithm}`, which is weak, towards some hosts.",
  },
  docs: {
    why: "Whoever sits between both ends may force the weak algorithm, then read or change what goes over the line, or pose as the host.",
    examples: [
      {
        bad: '{ services.openssh.settings.Macs = [ "hmac-sha1" "hmac-sha2-512-etm@openssh.com" ]; }\n',
        good: '{ services.openssh.settings.Macs = [ "hmac-sha2-512-etm@openssh.com" ]; }\n',
      },
    ],
    traps: [
      {
        good: '{ services.openssh.settings.PubkeyAcceptedAlgorithms = "rsa-sha2-512,rsa-sha2-256,-ssh-rsa"; }\n',
        because: "RSA keys with SHA-2 are fine, and a `-` takes away",
      },
    ],
    fixSafety:
      "The fix takes the element out of the list: an old peer that knows nothing better cannot connect any longer.",
    references: ["https://www.rfc-editor.org/rfc/rfc9142"],
  },
  paths: [
    ...sshdPaths(...sshAlgorithmKeys),
    "programs.ssh.ciphers",
    "programs.ssh.macs",
    "programs.ssh.kexAlgorithms",
    "programs.ssh.hostKeyAlgorithms",
    "programs.ssh.pubkeyAcceptedKeyTypes",
    "programs.ssh.extraConfig",
    ...sshAlgorithmKeys.map((key) => `programs.ssh.matchBlocks.*.extraOptions.${key}`),
    ...sshAlgorithmKeys.map((key) => `programs.ssh.extraOptionOverrides.${key}`),
  ],
  check(setting, { report, semantics }) {
    const isHostBlock = setting.path.includes("matchBlocks");
    for (const { key, option, words, block, isLine } of directivesOf(
      setting,
      sshAlgorithmKeys,
      semantics,
    )) {
      const isServerLine = isLine && setting.path[0] === "services" && block === undefined;
      if (isServerLine && sshdDefaults.keys.has(key)) continue;
      const isNarrow = isHostBlock || (block !== undefined && block !== "host *");
      for (const { text, at, node } of words) {
        const algorithm = weakSshAlgorithm(text);
        if (algorithm === undefined) continue;
        const element = isLine
          ? undefined
          : elementsOf(setting.value, semantics).find((candidate) => candidate.node === node);
        report({
          at,
          message: isNarrow ? "oneHost" : "weak",
          data: { option, algorithm },
          ...(isNarrow ? { severity: severityOf("low") } : {}),
          fix: element && removeElements([element], "Take the element out"),
        });
      }
    }
  },
});
