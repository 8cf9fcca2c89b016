import ignore from 'ignore';
import { gitIn } from '../own-git.ts';
import type { HostKind } from '../manifest.ts';

/** Where a template may lie, the first that is there; names in any case. */
const TEMPLATES: { readonly [kind in HostKind]: readonly string[] } = {
  github: ['.github/pull_request_template.md', 'pull_request_template.md', 'docs/pull_request_template.md', '.github/pull_request_template.txt', 'pull_request_template.txt', 'docs/pull_request_template.txt'],
  gitlab: ['.gitlab/merge_request_templates/default.md'],
};
const CODE_OWNERS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];
const LONGEST_TEMPLATE = 20_000;

/** A commit in the repository that has it. */
export interface At {
  readonly home: string;
  readonly commit: string;
}

/** The template for pull requests that a repository has at a commit. */
export async function templateAt(at: At, kind: HostKind): Promise<string | undefined> {
  const text = await firstOf(at, TEMPLATES[kind], (path) => path.toLowerCase());
  return text !== undefined && text.length <= LONGEST_TEMPLATE ? text : undefined;
}

/** Who GitHub asks for a review by itself: the owners of files that change. */
export async function codeOwners(at: At, head: string): Promise<string[]> {
  const text = await firstOf(at, CODE_OWNERS, (path) => path);
  if (text === undefined) return [];
  const changed = (await gitIn(at.home, ['diff-tree', '-r', '--name-only', '-z', at.commit, head])).split('\0').filter(Boolean);
  return ownersOf(text, changed);
}

/** The owners of files by a CODEOWNERS file: of the last line that names a file. */
export function ownersOf(text: string, paths: readonly string[]): string[] {
  const rules = text.split(/\r?\n/).map((line) => line.replace(/(?:^|\s)#.*$/, '').trim()).filter(Boolean).map((line) => line.split(/\s+/))
    .map(([pattern, ...owners]) => ({ matcher: ignore().add(pattern!), owners: owners.map((owner) => owner.replace(/^@/, '')) })).reverse();
  return [...new Set(paths.flatMap((path) => rules.find(({ matcher }) => matcher.ignores(path))?.owners ?? []))];
}

/** The text of the first file that is there and is a file: a link may lead anywhere. */
async function firstOf({ home, commit }: At, paths: readonly string[], named: (path: string) => string): Promise<string | undefined> {
  const files = (await gitIn(home, ['ls-tree', '-r', '-z', commit])).split('\0').filter((line) => line.startsWith('100')).map((line) => line.slice(line.indexOf('\t') + 1));
  const found = paths.map((path) => files.find((each) => named(each) === path)).find((each) => each !== undefined);
  return found === undefined ? undefined : gitIn(home, ['cat-file', 'blob', `${commit}:${found}`]);
}
