import type { HostedPull } from '../hosts/host.ts';
import type { Pull } from '../types.ts';
import { inTemplate, withOwnPart } from './body.ts';
import type { Looked } from './look.ts';

/** What a pull request is to be. */
export interface Wanted {
  readonly key: string;
  readonly branch: string;
  readonly base: string;
  readonly head: string;
  readonly title: string;
  /** Our part of its text. */
  readonly part: string;
  readonly template: string | undefined;
  readonly draft: boolean;
  readonly labels: readonly string[];
  /** Without those whom the host asks by itself. */
  readonly reviewers: readonly string[];
}

export type PullAction = 'opened' | 'updated' | 'unchanged';

/** Opens the pull request, or makes the open one what it is to be, but for what a person changed. Throws `RepositoryError`. */
export async function put({ host, repository: { path }, remote, found }: Looked, wanted: Wanted, known: Pull | undefined): Promise<{ readonly pull: Pull; readonly action: PullAction }> {
  const before = found?.state === 'open' ? found : undefined;
  if (before && !before.own) return { pull: { ...recorded(before, wanted, remote), own: false }, action: 'unchanged' };
  const given = before && known?.number === before.number ? known : undefined;
  const opened = before ?? await host.open(path, { branch: wanted.branch, base: wanted.base, title: wanted.title, body: inTemplate(wanted.template, wanted.part), draft: wanted.draft });
  const title = given && opened.title === given.title && wanted.title !== given.title ? { title: wanted.title } : {};
  const text = withOwnPart(opened.body, wanted.part);
  const change = { ...title, ...(text !== opened.body && { body: text }) };
  const now = Object.keys(change).length > 0 ? await host.update(path, opened, change) : opened;
  const labels = missing(wanted.labels, now.labels, given?.labels);
  if (labels.length > 0) await host.label(path, now.number, labels);
  const reviewers = missing(wanted.reviewers, [...now.reviewers, now.author], given?.reviewers);
  if (reviewers.length > 0) await host.askReviewers(path, now.number, reviewers);
  const changed = now !== opened || labels.length + reviewers.length > 0;
  return { pull: { ...recorded(now, wanted, remote), own: true, title: title.title ?? given?.title ?? now.title, labels: wanted.labels, reviewers: wanted.reviewers }, action: before ? (changed ? 'updated' : 'unchanged') : 'opened' };
}

/** Of one that stays as it is: merged, closed by a person, or a person's own. */
export function recorded(pull: HostedPull & { readonly own?: boolean }, { key, head }: Pick<Wanted, 'key' | 'head'>, remote: string): Pull {
  const { number, url, state, draft, title, labels, reviewers, own = true } = pull;
  return { key, head, remote, number, url, state, draft, own, title, labels, reviewers };
}

/** What is to be added: not what is there, and not what was given once and taken away by a person. */
function missing(wanted: readonly string[], there: readonly string[], given: readonly string[] = []): string[] {
  const lower = [...there, ...given].map((name) => name.toLowerCase());
  return wanted.filter((name) => !lower.includes(name.toLowerCase()));
}
