import { Gitlab } from '@gitbeaker/rest';
import { createRequesterFn } from '@gitbeaker/requester-utils';
import { refusal, tokenFor, type Address, type Checks, type HostedPull, type PullRequestHost } from './host.ts';
import type { Fetch } from './patient-fetch.ts';
import { RepositoryError } from '../types.ts';

interface Data {
  readonly iid: number;
  readonly web_url: string;
  readonly state: string;
  readonly draft?: boolean;
  readonly title: string;
  readonly description: string | null;
  readonly labels?: readonly unknown[];
  readonly reviewers?: readonly { readonly username: string }[] | null;
  readonly author: { readonly username: string };
  readonly sha: string;
}

const DRAFT = /^(?:draft|wip):\s*|^\[(?:draft|wip)\]\s*/i;
const DEVELOPER = 30;
const CHECKS: { readonly [status: string]: Checks } = { success: 'passing', failed: 'failing', canceled: 'failing', skipped: 'none', manual: 'passing' };

/** An answer that is none of success. */
class Refused extends Error {
  readonly status: number;
  constructor(status: number, said: string) {
    super(said);
    this.status = status;
  }
}

export function gitlab(address: Address, fetch: Fetch): PullRequestHost {
  const client = new Gitlab({ host: address.api.replace(/\/api\/v4$/, ''), oauthToken: tokenFor(address), queryTimeout: null, requesterFn: requester(fetch) });
  const find = (path: string, branch: string) => call(path, async () => {
    const found = await client.MergeRequests.all({ projectId: path, sourceBranch: branch, orderBy: 'created_at', sort: 'desc', perPage: 30, maxPages: 1 });
    return found.filter((each) => each.source_project_id === each.target_project_id).map(pullOf);
  });

  return {
    find,
    repository: (path) => call(path, async () => {
      const project = await client.Projects.show(path);
      const levels = Object.values(project['permissions'] as { readonly [way: string]: { readonly access_level: number } | null } | undefined ?? {}).flatMap((each) => each?.access_level ?? []);
      return { path: project.path_with_namespace, defaultBranch: project.default_branch, archived: project['archived'] === true, canPush: levels.length === 0 || Math.max(...levels) >= DEVELOPER };
    }),
    pull: (path, number) => call(path, async () => pullOf(await client.MergeRequests.show(path, number))),
    open: (path, { branch, base, title, body, draft }) => call(path, async () => {
      try {
        return pullOf(await client.MergeRequests.create(path, branch, base, draft ? `Draft: ${title}` : title, { description: body }));
      } catch (error) {
        // An answer that was lost, or somebody quicker.
        const open = error instanceof Refused && error.status === 409 ? (await find(path, branch)).find(({ state }) => state === 'open') : undefined;
        if (open) return open;
        throw error;
      }
    }),
    update: (path, { number, draft }, { title, body, close }) => call(path, async () => pullOf(await client.MergeRequests.edit(path, number, {
      ...(title !== undefined && { title: draft ? `Draft: ${title}` : title }), ...(body !== undefined && { description: body }), ...(close && { stateEvent: 'close' as const }),
    }))),
    label: (path, number, labels) => call(path, async () => { await client.MergeRequests.edit(path, number, { addLabels: labels.join(',') }); }),
    askReviewers: (path, number, names) => call(path, async () => {
      const before = (await client.MergeRequests.show(path, number)).reviewers ?? [];
      const ids = await Promise.all(names.map(async (name) => {
        const [user] = await client.Users.all({ username: name });
        if (!user) throw new RepositoryError('no such reviewer', `${address.name} has no user ${name}, who is to review ${path}`);
        return user.id;
      }));
      await client.MergeRequests.edit(path, number, { reviewerIds: [...before.map(({ id }) => id), ...ids] });
    }),
    checks: (path, { number }) => call(path, async () => {
      const status = (await client.MergeRequests.show(path, number)).head_pipeline?.status as string | undefined;
      return status === undefined ? 'none' : CHECKS[status] ?? 'running';
    }),
    list: (group) => call(group, async () => (await client.Groups.allProjects(group, { includeSubgroups: true, withShared: false, orderBy: 'path', sort: 'asc', perPage: 100 })).map((project) => ({
      url: project.http_url_to_repo, name: project.path_with_namespace.slice(group.length + 1), topics: project['topics'] as readonly string[] | undefined ?? [],
      archived: project['archived'] === true, fork: project['forked_from_project'] !== undefined,
    }))),
  };

  async function call<T>(path: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof Refused ? refusal(address, path, error.status, error.message) : error;
    }
  }
}

/** Requests of the client as we make them: its own wait neither as long as they are told to nor for an end of the program. */
function requester(fetch: Fetch): ReturnType<typeof createRequesterFn> {
  return createRequesterFn(async (_, options) => options, async (endpoint, options) => {
    const { prefixUrl, searchParams = '', method, headers, body } = options as { readonly prefixUrl: string; readonly searchParams?: string; readonly method: string; readonly headers: Record<string, string>; readonly body?: string };
    const url = new URL(endpoint, prefixUrl);
    url.search = searchParams;
    const answer = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
    const text = await answer.text();
    if (!answer.ok) throw new Refused(answer.status, saidBy(text));
    return { body: text === '' ? {} : JSON.parse(text), headers: Object.fromEntries(answer.headers), status: answer.status };
  });
}

function pullOf({ iid, web_url: url, state, draft = false, title, description, labels = [], reviewers, author, sha }: Data): HostedPull {
  return {
    number: iid, url, state: state === 'opened' || state === 'locked' ? 'open' : state === 'merged' ? 'merged' : 'closed', draft, title: title.replace(DRAFT, ''), body: description ?? '',
    labels: labels.map(String), reviewers: (reviewers ?? []).map(({ username }) => username), author: author.username, head: sha,
  };
}

function saidBy(text: string): string {
  try {
    const { message, error, error_description: more } = JSON.parse(text) as { readonly [key: string]: unknown };
    return [more ?? message ?? error].flat().map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join(', ');
  } catch {
    return text.slice(0, 200);
  }
}
