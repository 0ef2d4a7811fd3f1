import type { HostKind } from "../project/index.ts";

/** One thing to ask of a host. */
export type HostQuestion =
  /** Failed assertions, warnings, the toplevel derivation and the settings: all of a sound host in one evaluation. */
  | { readonly kind: "everything"; readonly settings: SettingsQuestion }
  | { readonly kind: "assertions" }
  | { readonly kind: "warnings" }
  | { readonly kind: "toplevel" }
  | { readonly kind: "settings"; readonly settings: SettingsQuestion }
  /** Names of the options below a path, for a name that is none of them. */
  | { readonly kind: "option-names"; readonly path: readonly string[] };

/** An option, or many of them. */
export interface WantedPath {
  /** `*` is any name. */
  readonly path: readonly string[];
  /** What it was called in older releases: asked for where there is no option of the present name. */
  readonly formers: readonly (readonly string[])[];
}

/** Which settings are wanted. */
export interface SettingsQuestion {
  readonly paths: readonly WantedPath[];
  /** Beginnings of the paths of files that are of the tree: what only others define is left out below a `*`. */
  readonly roots: readonly string[];
}

/** What a host says to "everything"; parts of it to the others. */
export interface HostAnswer {
  readonly failed: readonly string[];
  readonly warnings: readonly string[];
  /** Null where an assertion failed: evaluating it would stop at that. */
  readonly toplevel: string | null;
  readonly settings: readonly AnsweredSetting[];
}

/** The value of one option of one host. */
export interface AnsweredSetting {
  readonly path: readonly string[];
  /** JSON, in which `{ "#unknown": reason }` stands for what has no value to look at. */
  readonly value: unknown;
  /** Files that define it, as the module system names them; empty for a default. */
  readonly files: readonly string[];
  /** Whether a service above it is switched off: its settings mean nothing then. */
  readonly isOff: boolean;
}

/** A function of Nix from a host to the answer. */
export function hostQuery(question: HostQuestion, kind: HostKind): string {
  switch (question.kind) {
    case "everything":
      return lambda(
        `{ failed = ${failed}; ${warnings}; toplevel = if ${failed} == [ ] then ${toplevelOf(kind)} else null; settings = ${settingsList(question.settings)}; }`,
      );
    case "assertions":
      return lambda(`{ failed = ${failed}; }`);
    case "warnings":
      return lambda(`{ ${warnings}; }`);
    case "toplevel":
      return lambda(`{ toplevel = ${toplevelOf(kind)}; }`);
    case "settings":
      return lambda(`{ settings = ${settingsList(question.settings)}; }`);
    case "option-names":
      return `h: ${optionNames} ${nixText(question.path)}`;
  }
}

function lambda(body: string): string {
  return `h: let c = h.config or { }; in ${body}`;
}

const failed = "map (a: a.message) (builtins.filter (a: !a.assertion) (c.assertions or [ ]))";
const warnings = "warnings = c.warnings or [ ]";

/** A plain derivation, such as an attribute of a default.nix may be, is its own toplevel. */
function toplevelOf(kind: HostKind): string {
  return kind === "home"
    ? "(h.activationPackage or c.home.activationPackage).drvPath"
    : "(if h ? config || !(h ? drvPath) then (h.config.system.build.toplevel).drvPath else h.drvPath)";
}

/** The option tree without the check for unknown names, which would fail for the very name that is asked about. */
const optionNames = `(path:
  let
    options = if h ? extendModules then (h.extendModules { modules = [ { _module.check = false; } ]; }).options else h.options or { };
    descend = at: rest:
      let names = if builtins.isAttrs at && (at._type or "") != "option" then builtins.attrNames at else [ ]; in
      if rest != [ ] && builtins.elem (builtins.head rest) names
      then descend at.\${builtins.head rest} (builtins.tail rest)
      else { inherit names; rest = rest; };
  in descend options path)`;

/**
 * Walks the wanted paths through the configuration. Each step is guarded, so that one value that cannot be evaluated hides
 * no other; a type error inside of one still ends the call.
 */
function settingsList({ paths, roots }: SettingsQuestion): string {
  const wanted = paths
    .map(
      ({ path, formers }) =>
        `{ path = ${nixText(path)}; formers = [ ${formers.map((former) => nixText(former)).join(" ")} ]; }`,
    )
    .join(" ");
  return `(let
    inherit (builtins) isAttrs isList isFunction isString isPath isBool tryEval head tail attrNames concatMap mapAttrs elem stringLength substring length elemAt genList toString any filter typeOf;
    options = h.options or { };
    roots = ${nixText(roots)};
    sound = v: let t = tryEval v; in t.success;
    unknown = why: { "#unknown" = why; };
    clean = depth: v:
      if !(sound v) then unknown "failure"
      else if isAttrs v then
        if (v.type or "") == "derivation" then unknown "package"
        else if v ? _type || v ? __functor then unknown "wrapper"
        else if depth == 0 then unknown "depth"
        else mapAttrs (n: clean (depth - 1)) v
      else if isList v then
        if depth == 0 || length v > 500 then unknown "size" else map (clean (depth - 1)) v
      else if isFunction v then unknown "function"
      else if isString v then
        if stringLength v > 20000 then unknown "size" else builtins.unsafeDiscardStringContext v
      else if isPath v then { "#path" = toString v; }
      else v;
    isOption = o: isAttrs o && (o._type or "") == "option";
    optionAt = o: rest:
      if isOption o then { option = o; inherit rest; }
      else if rest == [ ] || !(isAttrs o) || !(o ? \${head rest}) then null
      else optionAt o.\${head rest} (tail rest);
    mayHold = v: rest:
      if rest == [ ] || !(sound v) then true
      else if !(isAttrs v) || v ? _type then true
      else v ? \${head rest} && mayHold v.\${head rest} (tail rest);
    filesOf = path:
      let
        found = optionAt options path;
        o = found.option;
        # Of an option that nobody sets, the declaration stands among the files.
        isDefault = (o.highestPrio or 100) == 1500;
        files = if isDefault then [ ] else map toString (o.files or [ ]);
        values = o.definitions or [ ];
        located =
          if isDefault then [ ]
          else if o ? definitionsWithLocations then map (d: { file = toString d.file; inherit (d) value; }) o.definitionsWithLocations
          else if length files == length values then genList (i: { file = elemAt files i; value = elemAt values i; }) (length files)
          else map (file: { inherit file; value = { _type = "unknown"; }; }) files;
        result = map (d: d.file) (filter (d: mayHold d.value found.rest) located);
        forced = tryEval (builtins.deepSeq result result);
      in if found == null || !forced.success then [ ] else forced.value;
    isOurs = file: any (r: substring 0 (stringLength r) file == r) roots;
    isOff = at: path: last:
      if path == [ ] || !(isAttrs at) then false
      else (!(path == [ "enable" ]) && sound (at.enable or true) && (at.enable or true) == false)
        || (at ? \${head path} && sound at.\${head path} && isOff at.\${head path} (tail path) false);
    walk = prefix: pattern: at: isWild:
      if !(sound at) then [ ]
      else if pattern == [ ] then
        let files = filesOf prefix; in
        if isWild && !(any isOurs files) then [ ]
        else [ { path = prefix; value = clean 6 at; inherit files; isOff = isOff c prefix false; } ]
      else if !(isAttrs at) || (at.type or "") == "derivation" then [ ]
      else if head pattern == "*" then concatMap (n: walk (prefix ++ [ n ]) (tail pattern) at.\${n} true) (attrNames at)
      else if at ? \${head pattern} then walk (prefix ++ [ (head pattern) ]) (tail pattern) at.\${head pattern} isWild
      else [ ];
    guarded = p: let t = tryEval (walk [ ] p c false); in if t.success then t.value else [ ];
    isThere = p: let t = tryEval (optionAt options (filter (n: n != "*") p) != null); in t.success && t.value;
  in concatMap (w: if w.formers == [ ] || isThere w.path then guarded w.path else concatMap guarded w.formers) [ ${wanted} ])`;
}

/** A text, or a list of them, as Nix writes it. */
export function nixText(value: string | readonly string[]): string {
  if (typeof value !== "string") return `[ ${value.map((each) => nixText(each)).join(" ")} ]`;
  const escaped = value
    .replace(/[\\"]/g, String.raw`\$&`)
    .replaceAll("${", String.raw`\${`)
    .replaceAll("\n", String.raw`\n`)
    .replaceAll("\r", String.raw`\r`)
    .replaceAll("\t", String.raw`\t`);
  return `"${escaped}"`;
}
