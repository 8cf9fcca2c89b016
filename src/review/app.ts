import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import type { z } from 'zod';
import { UsageError } from '../errors.ts';
import { applyRequest, decisionRequest, describeIssue, manyRequest, nothing, openRequest } from './bodies.ts';
import type { Events } from './events.ts';
import { openInEditor } from './open-editor.ts';
import { pageFiles } from './page-files.ts';
import { refusal } from './problem.ts';
import type { Opened } from './protocol.ts';
import { headers, onlyLocal, onlyWith } from './security.ts';
import type { ReviewSession } from './session.ts';

/** Room for the ids of a hundred thousand fixes. */
const MOST_BYTES = 2 * 1024 * 1024;

export interface AppOptions {
  readonly session: ReviewSession;
  readonly token: string;
  /** Folder of the built page. */
  readonly page: string;
  readonly events: Events;
  /** Called when a browser comes in with the token. */
  readonly onEnter: () => void;
  /** Told of an error that is nobody's mistake but checkmod's. */
  readonly onBug: (error: unknown) => void;
  /** Called once the review is to end and its page was told. */
  readonly onDone: () => void;
}

type Env = { Bindings: HttpBindings };
type Answerer = (c: Context<Env>) => Response | Promise<Response>;
type Method = 'GET' | 'PUT' | 'POST';

/** The protocol over HTTP. Who may ask is decided before anything else; what is asked is the session's to answer. */
export async function reviewApp({ session, token, page, events, onEnter, onBug, onDone }: AppOptions): Promise<Hono<Env>> {
  const app = new Hono<Env>();
  app.use(headers, onlyLocal, onlyWith(token, onEnter));
  const routes: { readonly [path: string]: { readonly [method in Method]?: Answerer } } = {
    '/api/state': { GET: (c) => c.json(session.state()) },
    '/api/file': { GET: async (c) => c.json(await refusing(404, () => session.file(c.req.query('path') ?? ''))) },
    '/api/decisions': {
      GET: (c) => c.json(session.decisions()),
      PUT: async (c) => c.json(await session.decide(await bodyOf(c, decisionRequest))),
      POST: async (c) => c.json(await session.decideMany(await bodyOf(c, manyRequest))),
    },
    '/api/undo': { POST: async (c) => {
      await bodyOf(c, nothing);
      return c.json(await refusing(409, () => session.undo()));
    } },
    '/api/apply': { POST: async (c) => {
      const request = await bodyOf(c, applyRequest);
      return c.json(await refusing(409, () => session.apply(request)));
    } },
    '/api/patch': { GET: async (c) => c.body(await session.patch(), 200, { 'Content-Type': 'text/x-diff; charset=utf-8', 'Content-Disposition': 'attachment; filename="checkmod.patch"' }) },
    '/api/open': { POST: async (c) => {
      const { path, line } = await bodyOf(c, openRequest);
      if (!isReviewed(session, path)) throw new Refused(404, `the review holds no place in ${path}`);
      return c.json<Opened>({ opened: await openInEditor(session.root, path, line) });
    } },
    '/api/done': { POST: async (c) => {
      await bodyOf(c, nothing);
      c.env.outgoing.once('close', onDone);
      return c.body(null, 204);
    } },
    '/api/events': { GET: (c) => events.subscribe(c) },
  };
  for (const [path, answerers] of Object.entries(routes)) {
    app.all(path, (c) => {
      const answerer = answerers[c.req.raw.method as Method];
      if (answerer) return answerer(c);
      c.header('Allow', Object.keys(answerers).join(', '));
      return refusal(c, 405, `${c.req.raw.method} is not for this address`);
    });
  }
  app.all('*', await pageFiles(page));
  app.onError((error, c) => {
    if (error instanceof Refused) return refusal(c, error.status, error.message);
    if (error instanceof UsageError) return refusal(c, 400, error.message);
    onBug(error);
    return refusal(c, 500, `this is a bug in checkmod: ${error.message}`);
  });
  return app;
}

class Refused extends Error {
  readonly status: 400 | 404 | 409 | 413;
  constructor(status: 400 | 404 | 409 | 413, message: string) {
    super(message);
    this.status = status;
  }
}

/** What the session refuses is answered with this status. */
async function refusing<T>(status: 404 | 409, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof UsageError ? new Refused(status, error.message) : error;
  }
}

/** The body as its schema has it; one that is left out is an empty object. */
async function bodyOf<T>(c: Context<Env>, schema: z.ZodType<T>): Promise<T> {
  const text = await textOf(c);
  let body: unknown;
  try {
    body = text === '' ? {} : JSON.parse(text);
  } catch {
    throw new Refused(400, 'the body is not JSON');
  }
  const result = schema.safeParse(body);
  if (!result.success) throw new Refused(400, describeIssue(result.error));
  return result.data;
}

/** The text of the body; no more of it is read than may be there. */
async function textOf(c: Context<Env>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Refused(413, `the body is larger than ${MOST_BYTES / 1024 / 1024} MB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function isReviewed(session: ReviewSession, path: string): boolean {
  const { fixes, left } = session.state();
  return fixes.some((fix) => fix.path === path) || left.some((place) => place.path === path);
}
