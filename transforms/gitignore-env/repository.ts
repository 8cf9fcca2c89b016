import ignore from 'ignore';
import type { RepositoryView } from '../../src/languages/types.ts';
import type { RepositoryFinding } from '../../src/types.ts';

const ENV_FILE = /(?:^|\/)\.env(?:\.[\w-]+)*$/;
/** Names without anybody's values, and those of tests. */
const TEMPLATE = /example|sample|template|dist$|defaults?$|schema|\.(?:test|testing|ci|e2e)$/i;
const TEST_FOLDER = /(?:^|\/)(?:tests?|__tests__|fixtures|examples?|e2e|cypress)\//i;

/** Whether git leaves `.env` out beside everything that is served, and whether a file like it is in the repository all the same. */
export function* repository(view: RepositoryView): Generator<RepositoryFinding> {
  const served = [...new Set(view.packages.filter(({ serverFiles }) => serverFiles > 0).map(({ dir }) => dir))];
  const seen = new Set<string>();
  for (const dir of served.length > 0 ? served : ['']) {
    const target = dir ? `${dir}/.env` : '.env';
    const rule = ruleFor(view, target);
    if (!rule?.ignores) yield { message: rule ? `\`${rule.text}\` takes ${target} back in` : `nothing in .gitignore leaves ${target} out`, ...(rule && { path: rule.path, line: rule.line }) };
    else if (!seen.has(`${rule.path}:${rule.line}`)) yield { path: rule.path, line: rule.line, evidence: true, message: `\`${rule.text}\` leaves ${target} out` };
    if (rule) seen.add(`${rule.path}:${rule.line}`);
  }
  for (const path of view.paths) {
    if (ENV_FILE.test(path) && !TEMPLATE.test(path) && !TEST_FOLDER.test(path)) yield { path, message: `${path} is in the repository: whoever has a clone has its values` };
  }
}

interface IgnoreRule { readonly path: string; readonly line: number; readonly text: string; readonly ignores: boolean }

/** The line that decides about a path: the last one that matches it, in the nearest `.gitignore` that has one. */
function ruleFor({ files }: RepositoryView, target: string): IgnoreRule | undefined {
  const around = files.filter(({ path }) => /(?:^|\/)\.gitignore$/.test(path) && target.startsWith(path.slice(0, -'.gitignore'.length)))
    .sort((a, b) => a.path.length - b.path.length);
  return around.flatMap(({ path, text }) => text.split('\n').flatMap((each, i): IgnoreRule[] => {
    const relative = target.slice(path.length - '.gitignore'.length);
    // A line that takes a path back in matches it as one that leaves it out would.
    const ignores = !each.startsWith('!');
    return ignore().add(ignores ? each : each.slice(1)).ignores(relative) ? [{ path, line: i + 1, text: each.trim(), ignores }] : [];
  })).at(-1);
}
