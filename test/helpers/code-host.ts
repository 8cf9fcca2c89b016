import { execFileSync, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { githubAnswer } from './github-api.ts';
import { gitlabAnswer } from './gitlab-api.ts';

/** A pull request as the host keeps it. */
export interface KeptPull {
  number: number;
  state: 'open' | 'closed' | 'merged';
  draft: boolean;
  title: string;
  body: string;
  branch: string;
  base: string;
  labels: string[];
  reviewers: string[];
  author: string;
  /** Fixed once it is closed. */
  head?: string;
}

export interface KeptRepository {
  readonly path: string;
  archived?: boolean;
  fork?: boolean;
  topics?: string[];
  canPush?: boolean;
  pulls: KeptPull[];
  /** What the checks of any commit are: as GitHub's check runs and GitLab's pipeline call it. */
  checks?: string;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: { readonly [key: string]: unknown };
  /** Address of the server, as others reach it. */
  readonly origin: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: unknown;
}

/** What is wrong with the answer to a request: it is another one or never comes; or what was asked is done, and the answer is lost or never comes. */
export type Trouble = Answer | 'hangs' | 'lost' | 'unanswered';

export interface CodeHost {
  /** `127.0.0.1:4000`, as a manifest names it. */
  readonly name: string;
  readonly origin: string;
  readonly token: string;
  repositories: { [path: string]: KeptRepository };
  /** `POST /repos/acme/orders/pulls` and so on, in order; those of git are not among them. */
  readonly requests: string[];
  /** Gives the next requests that match another answer, one after the other. */
  trouble(request: RegExp, ...troubles: readonly Trouble[]): void;
  /** The commit that a pull request ends at. */
  headOf(repository: KeptRepository, pull: KeptPull): string;
}

/**
 * A server that answers as GitHub Enterprise (`/api/v3`) and GitLab (`/api/v4`) do for the calls that are used, over bare
 * repositories at `<folder>/<path>.git`, which it serves to git as well.
 */
export async function codeHost(folder: string, ...paths: readonly string[]): Promise<CodeHost> {
  const troubles: { readonly request: RegExp; readonly left: Trouble[] }[] = [];
  const server = createServer((request, response) => { serve(request, response).catch((error: unknown) => response.writeHead(500).end(String(error))); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const name = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const host: CodeHost = {
    name, origin: `http://${name}`, token: 'secret-token', requests: [],
    repositories: Object.fromEntries(paths.map((path) => [path, { path, pulls: [] }])),
    trouble: (request, ...left) => { troubles.push({ request, left: [...left] }); },
    headOf: ({ path }, { branch, head }) => head ?? execFileSync('git', ['-C', join(folder, `${path}.git`), 'rev-parse', branch], { encoding: 'utf8' }).trim(),
  };
  return host;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, host.origin);
    const api = /^\/api\/(v3|v4)(\/.*)$/.exec(url.pathname);
    if (!api) return serveGit(folder, url, request, response);
    const asked = `${request.method} ${decodeURIComponent(api[2]!)}`;
    host.requests.push(asked);
    const body = (await buffer(request)).toString('utf8');
    const trouble = troubles.find((each) => each.left.length > 0 && each.request.test(asked))?.left.shift();
    if (trouble === 'hangs') return undefined;
    const isKnown = request.headers.authorization?.split(' ')[1] === host.token;
    const answer = typeof trouble === 'object' ? trouble : isKnown ? (api[1] === 'v3' ? githubAnswer : gitlabAnswer)(host, {
      method: request.method!, path: api[2]!, query: url.searchParams, body: body === '' ? {} : JSON.parse(body) as Asked['body'], origin: host.origin,
    }) : { status: 401, body: { message: api[1] === 'v3' ? 'Bad credentials' : '401 Unauthorized' } };
    if (trouble === 'unanswered') return undefined;
    if (trouble === 'lost') return void request.destroy();
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json; charset=utf-8', ...answer.headers }).end(JSON.stringify(answer.body ?? {}));
  }
}

/** Git over HTTP, as git itself serves it. */
function serveGit(folder: string, { pathname, search }: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { 'content-type': type = '', 'content-encoding': encoding = '', 'git-protocol': protocol = '' } = request.headers;
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'], GIT_PROJECT_ROOT: folder, GIT_HTTP_EXPORT_ALL: '1', REMOTE_USER: 'ada', PATH_INFO: pathname, QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method, CONTENT_TYPE: type, HTTP_CONTENT_ENCODING: encoding, GIT_PROTOCOL: String(protocol),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  request.pipe(child.stdin);
  return buffer(child.stdout).then((output) => {
    const end = output.indexOf('\r\n\r\n');
    const headers = output.subarray(0, end).toString('utf8').split('\r\n').map((line) => line.split(': ') as [string, string]);
    response.writeHead(Number(headers.find(([name]) => name === 'Status')?.[1].slice(0, 3) ?? 200), Object.fromEntries(headers)).end(output.subarray(end + 4));
  });
}

/** A page of a list as `per_page` and `page` ask for, with the link to the next. */
export function paged(items: readonly unknown[], { path, query, origin }: Asked, api: string): Answer {
  const [size, page] = [Number(query.get('per_page') ?? 30), Number(query.get('page') ?? 1)];
  const next = new URLSearchParams(query);
  next.set('page', String(page + 1));
  return { body: items.slice((page - 1) * size, page * size), headers: page * size < items.length ? { link: `<${origin}${api}${path}?${next}>; rel="next"` } : {} };
}
