import { Octokit } from '@octokit/rest';
import { refusal, tokenFor, type Address, type Checks, type HostedPull, type PullRequestHost } from './host.ts';
import type { Fetch } from './patient-fetch.ts';
import { RepositoryError } from '../types.ts';

/** What is used of a pull request, of those that a list, a single one and a new one are in. */
interface Data {
  readonly number: number;
  readonly html_url: string;
  readonly state: string;
  readonly merged_at: string | null;
  readonly draft?: boolean | undefined;
  readonly title: string;
  readonly body: string | null;
  readonly labels: readonly { readonly name: string }[];
  readonly requested_reviewers?: readonly { readonly login: string }[] | null | undefined;
  readonly requested_teams?: readonly { readonly slug: string }[] | null | undefined;
  readonly user: { readonly login: string } | null;
  readonly head: { readonly sha: string };
}

const FAILING = ['failure', 'timed_out', 'cancelled', 'action_required', 'startup_failure'];

export function github(address: Address, fetch: Fetch): PullRequestHost {
  const client = new Octokit({ auth: tokenFor(address), baseUrl: address.api, userAgent: 'checkmod', request: { fetch }, log: { debug() {}, info() {}, warn() {}, error() {} } });
  const { rest } = client;
  const at = (path: string) => ({ owner: path.slice(0, path.indexOf('/')), repo: path.slice(path.indexOf('/') + 1) });
  const find = (path: string, branch: string) => call(path, async () => {
    const { data } = await rest.pulls.list({ ...at(path), head: `${at(path).owner}:${branch}`, state: 'all', sort: 'created', direction: 'desc', per_page: 30 });
    return data.filter(({ head }) => head.ref === branch && head.repo?.full_name === path).map((each) => pullOf(path, each));
  });

  return {
    find,
    repository: (path) => call(path, async () => {
      const { data } = await rest.repos.get(at(path));
      return { path: data.full_name, defaultBranch: data.default_branch, archived: data.archived, canPush: data.permissions?.push ?? true };
    }),
    pull: (path, number) => call(path, async () => pullOf(path, (await rest.pulls.get({ ...at(path), pull_number: number })).data)),
    open: (path, { branch, ...wanted }) => call(path, async () => {
      try {
        return pullOf(path, (await rest.pulls.create({ ...at(path), ...wanted, head: branch })).data);
      } catch (error) {
        // An answer that was lost, or somebody quicker.
        const open = statusOf(error) === 422 ? (await find(path, branch)).find(({ state }) => state === 'open') : undefined;
        if (open) return open;
        throw error;
      }
    }),
    update: (path, { number }, { close, ...change }) => call(path, async () => pullOf(path, (await rest.pulls.update({ ...at(path), pull_number: number, ...change, ...(close && { state: 'closed' as const }) })).data)),
    label: (path, number, labels) => call(path, async () => { await rest.issues.addLabels({ ...at(path), issue_number: number, labels: [...labels] }); }),
    askReviewers: (path, number, names) => call(path, async () => {
      const teams = names.filter((name) => name.includes('/')).map((name) => name.slice(name.indexOf('/') + 1));
      await rest.pulls.requestReviewers({ ...at(path), pull_number: number, reviewers: names.filter((name) => !name.includes('/')), team_reviewers: teams });
    }),
    checks: (path, { head }) => call(path, async () => {
      const [runs, status] = await Promise.all([client.paginate(rest.checks.listForRef, { ...at(path), ref: head, per_page: 100 }), rest.repos.getCombinedStatusForRef({ ...at(path), ref: head })]);
      return summary([
        ...runs.map(({ status: at, conclusion }): Checks => (at !== 'completed' ? 'running' : FAILING.includes(conclusion ?? '') ? 'failing' : 'passing')),
        ...(status.data.total_count === 0 ? [] : [({ success: 'passing', pending: 'running' } as const)[status.data.state as 'success' | 'pending'] ?? 'failing']),
      ]);
    }),
    list: (owner) => call(owner, async () => (await client.paginate(rest.repos.listForOrg, { org: owner, type: 'all', sort: 'full_name', per_page: 100 })).map(({ name, clone_url: url, topics = [], archived = false, disabled = false, fork }) => ({
      url: url!, name, topics, archived: archived || disabled, fork,
    }))),
  };

  async function call<T>(path: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const { cause } = error as Error;
      if (error instanceof RepositoryError || cause instanceof RepositoryError) throw error instanceof RepositoryError ? error : cause;
      const status = statusOf(error);
      if (status === undefined) throw error;
      throw refusal(address, path, status, saidBy(error));
    }
  }
}

/** The worst of what several checks say. */
export function summary(all: readonly Checks[]): Checks {
  return (['failing', 'running', 'passing'] as const).find((each) => all.includes(each)) ?? 'none';
}

function pullOf(path: string, data: Data): HostedPull {
  const { number, html_url: url, state, merged_at: merged, draft = false, title, body, labels, requested_reviewers: users, requested_teams: teams, user, head } = data;
  const organization = path.slice(0, path.indexOf('/'));
  return {
    number, url, state: merged !== null ? 'merged' : state === 'open' ? 'open' : 'closed', draft, title, body: body ?? '', labels: labels.map(({ name }) => name),
    reviewers: [...(users ?? []).map(({ login }) => login), ...(teams ?? []).map(({ slug }) => `${organization}/${slug}`)], author: user?.login ?? '', head: head.sha,
  };
}

function statusOf(error: unknown): number | undefined {
  const { status, response } = error as { readonly status?: number; readonly response?: unknown };
  return response === undefined ? undefined : status;
}

/** What GitHub says, with what it says of single fields. */
function saidBy(error: unknown): string {
  const { data } = (error as { readonly response: { readonly data?: { readonly message?: string; readonly errors?: readonly (string | { readonly message?: string; readonly field?: string; readonly code?: string })[] } } }).response;
  const details = (data?.errors ?? []).map((each) => (typeof each === 'string' ? each : each.message ?? [each.field, each.code].filter(Boolean).join(' '))).filter(Boolean);
  return [data?.message ?? (error as Error).message, ...details].join(': ');
}
