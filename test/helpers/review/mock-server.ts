import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ApplyRequest, DecisionRequest, ManyRequest, OpenRequest } from '../../../src/review/protocol.ts';
import { MockReview } from './mock-review.ts';

const PAGE = join(import.meta.dirname, '../../../dist/review/page');
const TYPES: { readonly [extension: string]: string } = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css' };
/** What the real server sends. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; font-src 'self'";

/** Speaks the protocol about generated data, so that tests of the page need no repository and no engine. */
export class MockServer {
  readonly review: MockReview;
  readonly #listeners = new Set<ServerResponse>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  #port = 0;
  done = false;
  /** What the page asked to be opened. */
  readonly opened: OpenRequest[] = [];

  constructor(review: MockReview) {
    this.review = review;
    review.onChange = (version) => {
      for (const listener of this.#listeners) listener.write(`event: state\ndata: ${JSON.stringify({ version })}\n\n`);
    };
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/`;
  }

  /** Listens, on the port it had before if it was stopped. */
  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#listeners.clear();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, this.url);
    if (!url.pathname.startsWith('/api/')) return this.#page(url.pathname, response);
    if (url.pathname === '/api/events') return this.#listen(response);
    try {
      const result = this.#api(`${request.method} ${url.pathname}`, url, await bodyOf(request));
      if (typeof result === 'string') response.setHeader('content-type', 'text/x-diff').end(result);
      else response.setHeader('content-type', 'application/json').end(JSON.stringify(result ?? null));
    } catch (error) {
      response.writeHead(409, { 'content-type': 'application/json' }).end(JSON.stringify({ error: (error as Error).message }));
    }
  }

  #api(route: string, url: URL, body: unknown): unknown {
    switch (route) {
      case 'GET /api/state': return this.review.state();
      case 'GET /api/file': return this.review.file(url.searchParams.get('path')!);
      case 'PUT /api/decisions': return this.review.decide(body as DecisionRequest);
      case 'POST /api/decisions': return this.review.decideMany(body as ManyRequest);
      case 'POST /api/undo': return this.review.undo();
      case 'POST /api/apply': return this.review.apply(body as ApplyRequest);
      case 'GET /api/patch': return this.review.patch();
      case 'POST /api/open': this.opened.push(body as OpenRequest); return { opened: false };
      case 'POST /api/done': this.done = true; return undefined;
      default: throw new Error(`no ${route}`);
    }
  }

  async #page(path: string, response: ServerResponse): Promise<void> {
    const name = path === '/' ? 'index.html' : path.slice(1);
    const text = await readFile(join(PAGE, name)).catch(() => undefined);
    if (!text) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': TYPES[name.split('.').at(-1)!] ?? 'text/plain', 'content-security-policy': POLICY }).end(text);
  }

  #listen(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': hello\n\n');
    this.#listeners.add(response);
    response.on('close', () => this.#listeners.delete(response));
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString();
  return text ? JSON.parse(text) : undefined;
}
