import { paged, type Answer, type Asked, type CodeHost, type KeptPull, type KeptRepository } from './code-host.ts';

const notFound: Answer = { status: 404, body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest' } };
const invalid = (message: string, resource = 'PullRequest'): Answer => ({ status: 422, body: { message: 'Validation Failed', errors: [{ resource, code: 'custom', message }] } });

/** What GitHub answers, in the shapes of its OpenAPI description as far as they are used. */
export function githubAnswer(host: CodeHost, asked: Asked): Answer {
  const { method, path, query, body } = asked;
  const organization = /^\/orgs\/([^/]+)\/repos$/.exec(path)?.[1];
  if (organization !== undefined) {
    const own = Object.values(host.repositories).filter((each) => each.path.startsWith(`${organization}/`));
    return own.length === 0 ? notFound : paged(own.map((each) => repository(host, each)), asked, '/api/v3');
  }
  const [, name, rest = ''] = /^\/repos\/([^/]+\/[^/]+)(\/.*)?$/.exec(path) ?? [];
  const kept = host.repositories[name ?? ''];
  if (!kept) return notFound;
  if (rest === '') return { body: repository(host, kept) };
  if (method !== 'GET' && kept.archived) return { status: 403, body: { message: 'Repository was archived so is read-only.' } };
  if (rest === '/pulls' && method === 'GET') {
    const branch = query.get('head')?.split(':')[1];
    const found = kept.pulls.filter((each) => each.branch === branch && (query.get('state') === 'all' || each.state === 'open'));
    return paged([...found].reverse().map((each) => pull(host, kept, each)), asked, '/api/v3');
  }
  if (rest === '/pulls') return opened(host, kept, body);
  const [, number, what = ''] = /^\/(?:pulls|issues)\/(\d+)(\/\w+)?$/.exec(rest) ?? [];
  const one = kept.pulls.find((each) => each.number === Number(number));
  if (one) {
    if (what === '/labels') one.labels = [...new Set([...one.labels, ...body['labels'] as string[]])];
    if (what === '/requested_reviewers') {
      const names = [...body['reviewers'] as string[], ...(body['team_reviewers'] as string[]).map((team) => `team:${team}`)];
      if (names.includes(one.author)) return invalid('Review cannot be requested from pull request author.');
      one.reviewers = [...new Set([...one.reviewers, ...names])];
      return { status: 201, body: pull(host, kept, one) };
    }
    if (method === 'PATCH') {
      if (body['state'] === 'closed' && one.state === 'open') Object.assign(one, { head: host.headOf(kept, one), state: 'closed' });
      Object.assign(one, { ...(body['title'] !== undefined && { title: body['title'] }), ...(body['body'] !== undefined && { body: body['body'] }) });
    }
    return { body: what === '/labels' ? one.labels.map((label) => ({ name: label })) : pull(host, kept, one) };
  }
  if (/^\/commits\/\w+\/check-runs$/.test(rest)) {
    const runs = kept.checks === undefined ? [] : [{ id: 1, name: 'test', status: kept.checks === 'in_progress' ? 'in_progress' : 'completed', conclusion: kept.checks === 'in_progress' ? null : kept.checks }];
    return { body: { total_count: runs.length, check_runs: runs } };
  }
  if (/^\/commits\/\w+\/status$/.test(rest)) return { body: { state: 'pending', statuses: [], total_count: 0 } };
  return notFound;
}

function opened(host: CodeHost, kept: KeptRepository, body: Asked['body']): Answer {
  const { title, head, base, draft = false } = body as { readonly title: string; readonly head: string; readonly base: string; readonly draft?: boolean };
  if (kept.pulls.some((each) => each.branch === head && each.state === 'open')) return invalid(`A pull request already exists for ${kept.path.split('/')[0]}:${head}.`);
  const one: KeptPull = { number: kept.pulls.length + 1, state: 'open', draft, title, body: String(body['body'] ?? ''), branch: head, base, labels: [], reviewers: [], author: 'ada' };
  kept.pulls.push(one);
  return { status: 201, body: pull(host, kept, one) };
}

function repository({ origin }: CodeHost, { path, archived = false, fork = false, topics = [], canPush = true }: KeptRepository) {
  return {
    id: 1, name: path.split('/')[1], full_name: path, private: true, html_url: `${origin}/${path}`, clone_url: `${origin}/${path}.git`, default_branch: 'main',
    archived, disabled: false, fork, topics, permissions: { admin: false, maintain: false, push: canPush, triage: true, pull: true },
  };
}

function pull(host: CodeHost, kept: KeptRepository, { number, state, draft, title, body, branch, base, labels, reviewers, author, ...rest }: KeptPull) {
  const [owner] = kept.path.split('/');
  const own = { full_name: kept.path };
  return {
    id: 1000 + number, number, html_url: `${host.origin}/${kept.path}/pull/${number}`, state: state === 'open' ? 'open' : 'closed', draft, title, body,
    merged_at: state === 'merged' ? '2026-01-01T00:00:00Z' : null, user: { login: author, id: 1, type: 'User' }, labels: labels.map((name, id) => ({ id, name, color: 'ededed' })),
    requested_reviewers: reviewers.filter((name) => !name.startsWith('team:')).map((login) => ({ login })), requested_teams: reviewers.filter((name) => name.startsWith('team:')).map((name) => ({ slug: name.slice(5) })),
    head: { label: `${owner}:${branch}`, ref: branch, sha: host.headOf(kept, { number, state, draft, title, body, branch, base, labels, reviewers, author, ...rest }), repo: own }, base: { label: `${owner}:${base}`, ref: base, repo: own },
  };
}
