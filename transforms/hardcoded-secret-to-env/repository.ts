import type { RepositoryView } from '../../src/languages/types.ts';
import type { RepositoryFinding } from '../../src/types.ts';
import { holdsKey, isSecretSetting, looksSecret, passwordInAddress } from './texts.ts';

/** Files that give a program its variables where it runs: compose, Kubernetes and other YAML, Dockerfiles, shell and Terraform. */
const GIVES_VALUES = /\.(?:ya?ml|sh|bash|tf|service|conf|toml)$|(?:^|\/)(?:[\w-]+\.)?Dockerfile[\w.-]*$|(?:^|\/)Containerfile$|(?:^|\/)Procfile[\w.-]*$/;
const OF_TESTS = /(?:^|\/)(?:tests?|__tests__|e2e|fixtures|examples?|samples?|docs?)\/|(?:^|[/._-])(?:test|testing|ci)[._-][\w.-]*$|(?:^|\/)\.github\//i;
/** `NAME: value`, `- NAME=value`, `export NAME=value`, `name = "value"`. */
const ASSIGNED = /^[ \t]*(?:-[ \t]+)?(?:(?:export|ENV|ARG|local|readonly)[ \t]+|Environment=)?["']?([A-Za-z_][\w.-]*)["']?[ \t]*[:=](.*)$/;
/** `ENV NAME value` of a Dockerfile. */
const SPACED = /^[ \t]*ENV[ \t]+([A-Za-z_]\w*)[ \t](.*)$/;
/** `- name: NAME` of Kubernetes, whose value stands on the next line. */
const NAMED = /^[ \t]*-[ \t]+name:[ \t]*["']?([A-Z][A-Z0-9_]*)["']?[ \t]*$/;
const VALUE_OF = /^[ \t]*value:(.*)$/;
const READ = /^\$\{?\w+\}?$|^\$\{\w+:?\?[^}]*\}$|^\$\{\w+:?-\}$|^\$\(|^\{\{|^<%|^\$\{\{|^(?:var|local|data|module|random_\w+|aws_\w+)\./;
/** What somebody is to put a value in the place of; it opens nothing. */
const PLACEHOLDER = /\byour\b|your[-_]|<[\w -]+>|x{3,}|\.{3}|replace|placeholder/i;
const DEFAULT = /^\$\{(\w+):?-([^}]+)\}$/;

/** Secrets that the files around the code hold, and those they read from where the program runs. */
export function* repository({ files }: RepositoryView): Generator<RepositoryFinding> {
  for (const { path, text } of files) {
    if (!GIVES_VALUES.test(path) || OF_TESTS.test(path)) continue;
    const lines = text.split('\n');
    for (const [i, line] of lines.entries()) {
      const finding = /^[ \t]*(?:#|\/\/)/.test(line) ? undefined : judge(line, lines[i + 1]);
      if (finding) yield { path, line: i + 1, ...finding };
    }
  }
}

function judge(line: string, next: string | undefined): Pick<RepositoryFinding, 'message' | 'evidence'> | undefined {
  const named = NAMED.exec(line)?.[1];
  const [, name, raw] = named === undefined ? ASSIGNED.exec(line) ?? SPACED.exec(line) ?? [] : [line, named, VALUE_OF.exec(next ?? '')?.[1]];
  const value = unquoted((raw ?? '').trim());
  if (name !== undefined && isSecretSetting(name, { secretWords: [], notSecretWords: [] })) {
    if (READ.test(value)) return { message: `\`${name}\` comes from the environment`, evidence: true };
    const given = DEFAULT.exec(value)?.[2];
    if (given !== undefined) return { message: `\`${name}\` has a default in the file` };
    if (value !== '' && !PLACEHOLDER.test(value) && !/^[|>&*[{(]|^\/|^\d{1,3}$|^(?:true|false|null|none)$/i.test(value) && looksSecret(name, value, { isStrict: false })) return { message: `\`${name}\` is written in the file` };
  }
  if (holdsKey(line) && !PLACEHOLDER.test(value)) return { message: 'the text has the form of a key' };
  return passwordInAddress(line) !== undefined && !/\$\{?\w+\}?@/.test(line) ? { message: 'an address with a password is written in the file' } : undefined;
}

/** The value without quotes and without the comment behind it. */
function unquoted(raw: string): string {
  const quoted = /^(["'])(.*?)\1/.exec(raw);
  return quoted ? quoted[2]! : raw.replace(/[ \t]+#.*$/, '');
}
