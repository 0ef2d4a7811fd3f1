/**
 * What functions of nixpkgs' `lib` do, in Nix itself, over `builtins`: those that configurations find their hosts and
 * modules with. Names of a part of `lib` that is not also flat (`lib.path`) stand in a set. Source: the manual of nixpkgs.
 */
export const prelude = `
rec {
  id = x: x;
  const = x: y: x;
  flip = f: a: b: f b a;
  pipe = builtins.foldl' (value: f: f value);
  fix = f: let self = f self; in self;
  extends = overlay: f: final: let prev = f final; in prev // overlay final prev;
  composeExtensions = f: g: final: prev:
    let first = f final prev; in first // g final (prev // first);
  composeManyExtensions = foldr (f: g: composeExtensions f g) (final: prev: { });
  toFunction = value: if builtins.isFunction value then value else _: value;
  isFunction = f: builtins.isFunction f || (f ? __functor && isFunction (f.__functor f));
  functionArgs = f: if f ? __functor then f.__functionArgs or (functionArgs (f.__functor f)) else builtins.functionArgs f;
  setFunctionArgs = f: args: { __functor = self: f; __functionArgs = args; };
  min = x: y: if x < y then x else y;
  max = x: y: if x > y then x else y;
  mod = base: int: base - (int * (base / int));
  boolToString = b: if b then "true" else "false";
  importJSON = path: builtins.fromJSON (builtins.readFile path);
  importTOML = path: builtins.fromTOML (builtins.readFile path);
  throwIf = condition: message: if condition then throw message else (x: x);
  throwIfNot = condition: message: if condition then (x: x) else throw message;
  assertMsg = condition: message: if condition then true else throw message;
  warn = message: value: value;
  warnIf = condition: message: value: value;
  warnIfNot = condition: message: value: value;
  traceVal = value: value;
  traceValSeq = value: value;
  applyIfFunction = f: arg: if builtins.isFunction f then f arg else f;

  nameValuePair = name: value: { inherit name value; };
  mapAttrs' = f: set: builtins.listToAttrs (map (name: f name set.\${name}) (builtins.attrNames set));
  mapAttrsToList = f: set: map (name: f name set.\${name}) (builtins.attrNames set);
  attrsToList = mapAttrsToList nameValuePair;
  filterAttrs = predicate: set:
    builtins.removeAttrs set (builtins.filter (name: ! predicate name set.\${name}) (builtins.attrNames set));
  concatMapAttrs = f: set: mergeAttrsList (builtins.attrValues (builtins.mapAttrs f set));
  genAttrs' = list: f: builtins.listToAttrs (map f list);
  attrVals = names: set: map (name: set.\${name}) names;
  attrByPath = path: default: set:
    if path == [ ] then set
    else if builtins.isAttrs set && set ? \${builtins.head path}
    then attrByPath (builtins.tail path) default set.\${builtins.head path}
    else default;
  hasAttrByPath = path: set:
    path == [ ]
    || (builtins.isAttrs set && set ? \${builtins.head path}
      && hasAttrByPath (builtins.tail path) set.\${builtins.head path});
  getAttrFromPath = path: set: builtins.foldl' (at: name: at.\${name}) set path;
  setAttrByPath = path: value: foldr (name: inner: { \${name} = inner; }) value path;
  recursiveUpdateUntil = predicate: left: right:
    let
      go = path: left: right:
        left // builtins.mapAttrs (name: value:
          if ! (left ? \${name}) || predicate (path ++ [ name ]) left.\${name} value
          then value
          else go (path ++ [ name ]) left.\${name} value) right;
    in go [ ] left right;
  recursiveUpdate = recursiveUpdateUntil (path: left: right: !(builtins.isAttrs left && builtins.isAttrs right));
  foldlAttrs = f: initial: set:
    builtins.foldl' (result: name: f result name set.\${name}) initial (builtins.attrNames set);
  mergeAttrs = left: right: left // right;
  mergeAttrsList = builtins.foldl' (left: right: left // right) { };
  zipAttrsWithNames = names: f: sets:
    builtins.listToAttrs (map (name: { inherit name; value = f name (builtins.catAttrs name sets); }) names);
  zipAttrs = sets: zipAttrsWithNames (builtins.attrNames (mergeAttrsList sets)) (name: values: values) sets;
  foldAttrs = f: initial: sets: builtins.mapAttrs (name: values: foldr f initial values) (zipAttrs sets);
  collect = predicate: set:
    if predicate set then [ set ]
    else if builtins.isAttrs set then builtins.concatMap (collect predicate) (builtins.attrValues set)
    else [ ];
  mapAttrsRecursiveCond = condition: f: set:
    let
      go = path: builtins.mapAttrs (name: value:
        if builtins.isAttrs value && condition value then go (path ++ [ name ]) value else f (path ++ [ name ]) value);
    in go [ ] set;
  mapAttrsRecursive = mapAttrsRecursiveCond (set: true);
  cartesianProduct = sets:
    builtins.foldl'
      (products: name: builtins.concatMap (set: map (value: set // { \${name} = value; }) sets.\${name}) products)
      [ { } ]
      (builtins.attrNames sets);
  mapCartesianProduct = f: sets: map f (cartesianProduct sets);

  singleton = x: [ x ];
  toList = x: if builtins.isList x then x else [ x ];
  foldr = f: initial: list: builtins.foldl' (result: item: f item result) initial (reverseList list);
  foldl = f: initial: list: builtins.foldl' f initial list;
  forEach = list: f: map f list;
  concat = left: right: left ++ right;
  imap0 = f: list: builtins.genList (n: f n (builtins.elemAt list n)) (builtins.length list);
  imap1 = f: list: builtins.genList (n: f (n + 1) (builtins.elemAt list n)) (builtins.length list);
  reverseList = list:
    let length = builtins.length list; in builtins.genList (n: builtins.elemAt list (length - n - 1)) length;
  sublist = start: count: list:
    let length = builtins.length list; in
    builtins.genList (n: builtins.elemAt list (n + start))
      (if start >= length then 0 else if start + count > length then length - start else count);
  take = count: sublist 0 (max 0 count);
  drop = count: list: sublist (max 0 count) (builtins.length list) list;
  init = list: if list == [ ] then throw "no init" else take (builtins.length list - 1) list;
  last = list: if list == [ ] then throw "no last" else builtins.elemAt list (builtins.length list - 1);
  remove = item: builtins.filter (other: other != item);
  unique = builtins.foldl' (found: item: if builtins.elem item found then found else found ++ [ item ]) [ ];
  subtractLists = unwanted: builtins.filter (item: ! builtins.elem item unwanted);
  intersectLists = wanted: builtins.filter (item: builtins.elem item wanted);
  mutuallyExclusive = left: right: intersectLists left right == [ ];
  findFirst = predicate: default: list:
    let found = builtins.filter predicate list; in if found == [ ] then default else builtins.head found;
  findSingle = predicate: default: multiple: list:
    let found = builtins.filter predicate list; in
    if found == [ ] then default else if builtins.length found == 1 then builtins.head found else multiple;
  count = predicate: list: builtins.length (builtins.filter predicate list);
  zipListsWith = f: left: right:
    builtins.genList (n: f (builtins.elemAt left n) (builtins.elemAt right n))
      (min (builtins.length left) (builtins.length right));
  zipLists = zipListsWith (fst: snd: { inherit fst snd; });
  crossLists = f: builtins.foldl' (fs: args: builtins.concatMap (f: map f args) fs) [ f ];

  concatStrings = builtins.concatStringsSep "";
  concatMapStrings = f: list: concatStrings (map f list);
  concatMapStringsSep = separator: f: list: builtins.concatStringsSep separator (map f list);
  concatLines = concatMapStrings (line: line + "\\n");
  replaceChars = builtins.replaceStrings;
  removePrefix = prefix: text:
    if hasPrefix prefix text
    then builtins.substring (builtins.stringLength prefix) (builtins.stringLength text) text
    else text;
  removeSuffix = suffix: text:
    if hasSuffix suffix text
    then builtins.substring 0 (builtins.stringLength text - builtins.stringLength suffix) text
    else text;
  hasPrefix = prefix: text: builtins.substring 0 (builtins.stringLength prefix) text == prefix;
  hasSuffix = suffix: text:
    let length = builtins.stringLength text; size = builtins.stringLength suffix; in
    length >= size && builtins.substring (length - size) length text == suffix;
  fileContents = path: let text = builtins.readFile path; in if hasSuffix "\\n" text then removeSuffix "\\n" text else text;

  pathIsDirectory = path: builtins.pathExists path && builtins.readFileType path == "directory";
  pathIsRegularFile = path: builtins.pathExists path && builtins.readFileType path == "regular";
  pathType = builtins.readFileType;
  listFilesRecursive = folder:
    builtins.concatLists (mapAttrsToList (name: type:
      if type == "directory" then listFilesRecursive (folder + "/\${name}") else [ (folder + "/\${name}") ])
      (builtins.readDir folder));
  path = {
    append = path: subpath: path + ("/" + subpath);
    subpath.join = parts: "./" + builtins.concatStringsSep "/" parts;
  };
  cleanSource = path: path;
  importApply = path: argument: { _file = path; imports = [ (import path argument) ]; };
}
`;
