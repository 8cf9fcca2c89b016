import { RepositoryError } from '../types.ts';
import type { HostKind } from '../manifest.ts';

/** Where a host answers. */
export interface Address {
  readonly kind: HostKind;
  /** As in the URLs of its repositories. */
  readonly name: string;
  readonly api: string;
  /** github.com or gitlab.com, which ask to be asked slowly. */
  readonly isPublic: boolean;
}

/** What a host says of a repository. */
export interface HostedRepository {
  /** `acme/orders`, as it is called now. */
  readonly path: string;
  readonly defaultBranch: string;
  readonly archived: boolean;
  readonly canPush: boolean;
}

/** A repository of an organisation or group. */
export interface ListedRepository {
  /** To clone it from. */
  readonly url: string;
  /** `orders`, or `backend/orders` in a group below. */
  readonly name: string;
  readonly topics: readonly string[];
  readonly archived: boolean;
  readonly fork: boolean;
}

/** A pull request as it is at its host; on GitLab a merge request. */
export interface HostedPull {
  readonly number: number;
  readonly url: string;
  readonly state: 'open' | 'closed' | 'merged';
  readonly draft: boolean;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  /** Who is asked to review it, and who opened it. */
  readonly reviewers: readonly string[];
  readonly author: string;
  /** Commit that it ends at. */
  readonly head: string;
}

export interface NewPull {
  readonly branch: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
  readonly draft: boolean;
}

/** What continuous integration says of a commit. */
export type Checks = 'passing' | 'failing' | 'running' | 'none';

/** A host that takes pull requests. Every call throws `RepositoryError`. */
export interface PullRequestHost {
  repository(path: string): Promise<HostedRepository>;
  /** Those from a branch of the repository itself, in any state, newest first. */
  find(path: string, branch: string): Promise<HostedPull[]>;
  pull(path: string, number: number): Promise<HostedPull>;
  /** Opens one; where there is one from that branch by now, gives that. */
  open(path: string, wanted: NewPull): Promise<HostedPull>;
  update(path: string, pull: HostedPull, change: { readonly title?: string; readonly body?: string; readonly close?: true }): Promise<HostedPull>;
  label(path: string, number: number, labels: readonly string[]): Promise<void>;
  /** Asks for reviews, beside those that were asked for before. */
  askReviewers(path: string, number: number, names: readonly string[]): Promise<void>;
  checks(path: string, pull: HostedPull): Promise<Checks>;
  /** All repositories of an organisation or group. */
  list(owner: string): Promise<ListedRepository[]>;
}

/** What a host refuses, as what a person can do about it. */
export function refusal({ name, kind }: Address, path: string, status: number, said: string): RepositoryError {
  const [token] = TOKENS[kind];
  if (status === 401) return new RepositoryError('the token is not accepted', `${name} does not accept the token of ${token}, which may have expired or been revoked (${said})`);
  if (status === 403) return new RepositoryError('the token may not do that', `${name} does not let the token of ${token} do that at ${path}: ${said}`);
  if (status === 404) return new RepositoryError('the token sees no such repository', `${name} has no ${path} that the token of ${token} may see, or not with the rights that this needs`);
  return new RepositoryError('the host refused it', `${name} refused it for ${path}: ${said}`);
}

/** Environment variables that may hold the token, the first that does. */
const TOKENS: { readonly [kind in HostKind]: readonly [string, ...string[]] } = { github: ['GITHUB_TOKEN', 'GH_TOKEN'], gitlab: ['GITLAB_TOKEN'] };

export function tokenFor({ kind, name }: Address, env: NodeJS.ProcessEnv = process.env): string {
  const token = TOKENS[kind].map((each) => env[each]?.trim()).find(Boolean);
  if (token === undefined) throw new RepositoryError('no token', `no token for ${name}: set ${TOKENS[kind].join(' or ')}, or say \`pullRequest: false\` in the manifest to push the branch alone`);
  return token;
}
