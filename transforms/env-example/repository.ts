import type { RepositoryView } from '../../src/languages/types.ts';
import type { RepositoryFinding } from '../../src/types.ts';

/** Variables that the platform, the shell or a tool sets, and nobody writes into a file. */
const PLATFORM = /^(?:NODE_ENV|PORT|PATH|HOME|CI|PWD|USER|USERNAME|LOGNAME|SHELL|TZ|LANG|LC_\w+|TERM|HOSTNAME|TMPDIR|TEMP|TMP|EDITOR|DYNO|NO_COLOR|FORCE_COLOR|COLORTERM|APPDATA|LOCALAPPDATA|USERPROFILE|PROGRAMFILES|SYSTEMROOT|XDG_\w+|PYTHON[A-Z]+|DJANGO_SETTINGS_MODULE|FLASK_APP|PYTEST_\w+|VIRTUAL_ENV|NODE_OPTIONS|NEXT_(?:RUNTIME|PHASE)|VITEST\w*|JEST_\w+|(?:VERCEL|RAILWAY|RENDER|FLY|HEROKU|GITHUB|GITLAB|KUBERNETES|NETLIFY|REPL|REPLIT|WEBSITE|CODESPACE)(?:_\w+)?|K_(?:SERVICE|REVISION|CONFIGURATION)|AWS_(?:LAMBDA_\w+|EXECUTION_ENV)|INVOCATION_ID)$/;
const NAMED = /^[ \t]*(?:#[ \t]*)?(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=/gm;
const MOST_LISTED = 12;

/** Whether the env template of each package that is served names all that its code reads. */
export function* repository(view: RepositoryView): Generator<RepositoryFinding> {
  const served = view.packages.filter(({ serverFiles }) => serverFiles > 0);
  for (const dir of new Set(served.map((each) => each.dir))) {
    const own = served.filter((each) => each.dir === dir);
    const read = [...new Set(own.flatMap(({ envNames }) => envNames))].filter((name) => !PLATFORM.test(name));
    const template = own.find(({ envTemplate }) => envTemplate !== undefined)?.envTemplate;
    if (read.length === 0) continue;
    const where = dir === '' ? '' : ` in ${dir}`;
    if (template === undefined) {
      yield { message: `no template names the variables that the code${where} reads: ${listed(read)}` };
      continue;
    }
    const text = view.files.find(({ path }) => path === template)?.text ?? '';
    const named = new Set(Array.from(text.matchAll(NAMED), (match) => match[1]!.toUpperCase()));
    const missing = read.filter((name) => !named.has(name.toUpperCase()));
    const some = read.length - missing.length;
    if (missing.length > 0) yield { path: template, message: `it does not name variables that the code${where} reads: ${listed(missing)}` };
    if (missing.length > 0 && some > 0) yield { path: template, line: 1, evidence: true, message: `it names ${some} of the ${read.length} variables that the code${where} reads` };
    if (missing.length === 0) yield { path: template, line: 1, evidence: true, message: `it names ${read.length === 1 ? 'the one variable' : `all ${read.length} variables`} that the code${where} reads` };
  }
}

function listed(names: readonly string[]): string {
  return names.slice(0, MOST_LISTED).join(', ') + (names.length > MOST_LISTED ? ` and ${names.length - MOST_LISTED} more` : '');
}
