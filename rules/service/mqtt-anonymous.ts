import {
  defineOptionRule,
  isLoopbackHost,
  isYes,
  plainText,
  severityOf,
  settingsBeside,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "mqtt-anonymous",
  summary: "an MQTT broker for anonymous clients",
  category: "service",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.7, cwe: [306] },
  messages: {
    readWrite: "`{option}` lets everyone who reaches the broker read and send messages.",
    limited: "`{option}` lets everyone who reaches the broker in, to what its `acl` allows.",
  },
  docs: {
    why: "Whoever is on the network sees what every device reports, and may send commands in the name of each: switch a heater, open a door.",
    examples: [
      {
        bad: '{ services.mosquitto.listeners = [ { acl = [ "pattern readwrite #" ]; omitPasswordAuth = true; settings.allow_anonymous = true; } ]; }\n',
        good: '{ services.mosquitto.listeners = [ { users.ha = { acl = [ "readwrite #" ]; passwordFile = "/run/secrets/mqtt-ha"; }; } ]; }\n',
      },
    ],
    traps: [
      {
        good: '{ services.mosquitto.listeners = [ { address = "127.0.0.1"; acl = [ "pattern readwrite #" ]; settings.allow_anonymous = true; } ]; }\n',
        because: "only this machine reaches the listener",
      },
      {
        good: "{ services.mosquitto.listeners = [ { omitPasswordAuth = true; settings.allow_anonymous = false; } ]; }\n",
        because: "without a password file and without anonymous clients nobody gets in",
      },
    ],
    whenNotToUse: "Each device needs a user and a password afterwards.",
    references: ["https://mosquitto.org/man/mosquitto-conf-5.html"],
  },
  paths: ["services.mosquitto.listeners[].settings.allow_anonymous"],
  check(setting, context) {
    const { option, folded, span } = setting;
    if (!isYes(plainText(folded))) return;
    const beside = settingsBeside(setting, 4, context);
    const address = beside.text("address");
    if ((address !== undefined && isLoopbackHost(address)) || beside.text("port") === "0") return;
    const isWritable = beside
      .values("acl")
      .some(({ text }) => /\b(?:readwrite|write)\b|"topic [^r]/.test(text));
    const isLimited = !isWritable;
    context.report({
      at: span,
      message: isLimited ? "limited" : "readWrite",
      data: { option },
      ...(isLimited ? { severity: severityOf("low") } : {}),
    });
  },
});
