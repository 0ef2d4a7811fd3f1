import {
  defineOptionRule,
  plainText,
  removeSetting,
  severityOf,
  weakSysctlLevel,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "kernel-sysctl-weakened",
  summary: "a protection of the kernel that is switched off",
  category: "system",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 3.6, cwe: [693] },
  parity: ["lynis:KRNL-6000", "stig:V-268160", "stig:V-268161", "stig:V-268141"],
  messages: { weak: "`{key}` is set to `{value}`, which takes a protection of the kernel away." },
  docs: {
    why: "Each of these settings takes a step away from somebody who already runs code on the host: reading the kernel's addresses, attaching to another program, tricking root with a link.",
    examples: [
      {
        bad: '{\n  boot.kernel.sysctl."kernel.unprivileged_bpf_disabled" = 0;\n  boot.kernel.sysctl."vm.swappiness" = 10;\n}\n',
        good: '{\n  boot.kernel.sysctl."vm.swappiness" = 10;\n}\n',
      },
      {
        bad: '{ boot.kernel.sysctl."kernel.yama.ptrace_scope" = 0; }\n',
        good: '{ boot.kernel.sysctl."kernel.yama.ptrace_scope" = 1; }\n',
      },
    ],
    traps: [
      {
        good: '{ boot.kernel.sysctl."kernel.sysrq" = 176; }\n',
        because: "a mask names the few keys that are allowed",
      },
      {
        good: '{ boot.kernel.sysctl."net.ipv4.conf.all.forwarding" = true; }\n',
        because: "routers forward",
      },
    ],
    fixSafety: "The fix removes the setting: a debugger, tracer or profiler may need it.",
    references: [
      "https://docs.kernel.org/admin-guide/sysctl/kernel.html",
      "https://kspp.github.io/Recommended_Settings",
    ],
  },
  paths: ["boot.kernel.sysctl.*"],
  check(setting, { report }) {
    const { path, folded, span } = setting;
    const key = path.at(-1) ?? "";
    const value = plainText(folded)?.replace("true", "1").replace("false", "0");
    if (value === undefined || !/^-?\d+$/.test(value)) return;
    const level = weakSysctlLevel(key, Number(value));
    if (!level) return;
    // NixOS itself writes 0 for this one: without the line nothing changes.
    const isDefault = key === "kernel.yama.ptrace_scope";
    const fix = isDefault ? undefined : removeSetting(setting, "Remove the setting");
    report({ at: span, message: "weak", data: { key, value }, severity: severityOf(level), fix });
  },
});
