import { isPublicFileName } from "./path-values.ts";

const secretPath =
  /(?:^|[/_.-])(?:secrets?|private|credentials?|passw(?:or)?ds?|tokens?|api[-_]?keys?|private[-_]?keys?)(?:[/_.-]|$)|passw|\.key$|\.age$|\.gpg$|^\/etc\/secrets/i;
/** Scripts and Nix are read for what they do, tests for what they show. */
const otherwise =
  /\.(?:sh|bash|zsh|fish|nix|py|lua|pl|md|css|html|js|ts|service|j2|tmpl|template|example|sample)$|_test|[-_.]pub(?:lic)?(?:[-_.]|$)|public[-_]?key|generate|recipients|authorized|known_hosts/i;

/** Whether a path, as written where a file is read, says that the file is a secret. */
export function isSecretPath(path: string): boolean {
  return secretPath.test(path) && !otherwise.test(path) && !isPublicFileName(path);
}
