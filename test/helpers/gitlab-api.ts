import { paged, type Answer, type Asked, type CodeHost, type KeptPull, type KeptRepository } from './code-host.ts';

const notFound = (what: string): Answer => ({ status: 404, body: { message: `404 ${what} Not Found` } });
const IDS: { readonly [name: string]: number } = { ada: 1, grace: 2, linus: 3 };

/** What GitLab answers, in the shapes of its API documentation as far as they are used. */
export function gitlabAnswer(host: CodeHost, asked: Asked): Answer {
  const { method, path, query, body } = asked;
  if (path === '/users') return { body: Object.entries(IDS).filter(([name]) => name === query.get('username')).map(([username, id]) => ({ id, username })) };
  const group = /^\/groups\/([^/]+)\/projects$/.exec(path)?.[1];
  if (group !== undefined) {
    const own = Object.values(host.repositories).filter((each) => each.path.startsWith(`${decodeURIComponent(group)}/`));
    return own.length === 0 ? notFound('Group') : paged(own.map((each) => project(host, each)), asked, '/api/v4');
  }
  const [, id = '', rest = ''] = /^\/projects\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  const kept = host.repositories[decodeURIComponent(id)];
  if (!kept) return notFound('Project');
  if (rest === '') return { body: project(host, kept) };
  if (method !== 'GET' && kept.archived) return { status: 403, body: { message: '403 Forbidden' } };
  if (rest === '/merge_requests' && method === 'GET') return paged([...kept.pulls].reverse().filter((each) => each.branch === query.get('source_branch')).map((each) => mergeRequest(host, kept, each)), asked, '/api/v4');
  if (rest === '/merge_requests') {
    const open = kept.pulls.find((each) => each.branch === body['source_branch'] && each.state === 'open');
    if (open) return { status: 409, body: { message: [`Another open merge request already exists for this source branch: !${open.number}`] } };
    const one: KeptPull = {
      number: kept.pulls.length + 1, state: 'open', draft: /^draft: /i.test(String(body['title'])), title: String(body['title']), body: String(body['description'] ?? ''),
      branch: String(body['source_branch']), base: String(body['target_branch']), labels: [], reviewers: [], author: 'ada',
    };
    kept.pulls.push(one);
    return { status: 201, body: mergeRequest(host, kept, one) };
  }
  const one = kept.pulls.find(({ number }) => number === Number(/^\/merge_requests\/(\d+)$/.exec(rest)?.[1]));
  if (!one) return notFound('Merge Request');
  if (method === 'PUT') {
    if (body['state_event'] === 'close' && one.state === 'open') Object.assign(one, { head: host.headOf(kept, one), state: 'closed' });
    if (body['title'] !== undefined) Object.assign(one, { title: body['title'], draft: /^draft: /i.test(String(body['title'])) });
    if (body['description'] !== undefined) one.body = String(body['description']);
    if (body['add_labels'] !== undefined) one.labels = [...new Set([...one.labels, ...String(body['add_labels']).split(',')])];
    if (body['reviewer_ids'] !== undefined) one.reviewers = Object.keys(IDS).filter((name) => (body['reviewer_ids'] as number[]).includes(IDS[name]!));
  }
  return { body: { ...mergeRequest(host, kept, one), head_pipeline: kept.checks === undefined ? null : { id: 1, status: kept.checks } } };
}

function project({ origin }: CodeHost, { path, archived = false, fork = false, topics = [], canPush = true }: KeptRepository) {
  return {
    id: 1, name: path.split('/').at(-1), path_with_namespace: path, default_branch: 'main', web_url: `${origin}/${path}`, http_url_to_repo: `${origin}/${path}.git`,
    archived, topics, ...(fork && { forked_from_project: { id: 2 } }), permissions: { project_access: { access_level: canPush ? 30 : 20 }, group_access: null },
  };
}

function mergeRequest(host: CodeHost, kept: KeptRepository, one: KeptPull) {
  return {
    id: 1000 + one.number, iid: one.number, project_id: 1, web_url: `${host.origin}/${kept.path}/-/merge_requests/${one.number}`, state: one.state === 'open' ? 'opened' : one.state, draft: one.draft,
    title: one.title, description: one.body, labels: one.labels, author: { id: IDS[one.author], username: one.author }, reviewers: one.reviewers.map((username) => ({ id: IDS[username], username })),
    source_branch: one.branch, target_branch: one.base, source_project_id: 1, target_project_id: 1, sha: host.headOf(kept, one),
  };
}
