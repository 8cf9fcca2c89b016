import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { UsageError } from '../errors.ts';
import { reviewApp } from './app.ts';
import { eventsOf } from './events.ts';
import { newToken } from './security.ts';
import type { ReviewSession } from './session.ts';

const ADDRESS = '127.0.0.1';
/** How long requests under way may take once the review is to end. */
const PATIENCE_MS = 5000;

/** A port that is taken and answers nothing yet: found out before the dry run, which may take long. */
export interface Port {
  readonly server: Server;
  readonly number: number;
}

/** Takes a port of this machine's own address; a free one if it is 0. Throws `UsageError` when it cannot be had. */
export async function takePort(port: number): Promise<Port> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new UsageError(`port ${port} cannot be had (${error.code ?? error.message}); name another with --port, or none for a free one`)));
    server.listen(port, ADDRESS, resolve);
  });
  return { server, number: (server.address() as AddressInfo).port };
}

export interface ReviewServer {
  /** What the browser opens; it holds the token. */
  readonly url: string;
  /** Kept once a browser came in. */
  readonly entered: Promise<void>;
  /** Kept once a page or a script said that the review is done. */
  readonly done: Promise<void>;
  /** Ends it: requests under way are answered, pages told. */
  close(): Promise<void>;
}

/** Serves a review on a port until it is closed. The session stays open. */
export async function serveReview({ server, number }: Port, { session, page, onBug }: { readonly session: ReviewSession; readonly page: string; readonly onBug: (error: unknown) => void }): Promise<ReviewServer> {
  const token = newToken();
  const events = eventsOf(session);
  const [entered, onEnter] = promised();
  const [done, onDone] = promised();
  const app = await reviewApp({ session, token, page, events, onEnter, onBug, onDone });
  const underWay = new Set<ServerResponse>();
  server.on('request', (_, response) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
  });
  server.on('request', getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  return {
    url: `http://${ADDRESS}:${number}/?token=${token}`,
    entered,
    done,
    async close() {
      events.close();
      await closed(server, underWay);
    },
  };
}

/** Frees a port, whether anything was served on it or not. */
export async function freePort({ server }: Port): Promise<void> {
  await closed(server, new Set());
}

function promised(): [kept: Promise<void>, keep: () => void] {
  let keep = () => {};
  const kept = new Promise<void>((resolve) => { keep = resolve; });
  return [kept, keep];
}

/** Answers what is under way, then cuts all connections: browsers keep some, and open some ahead. */
async function closed(server: Server, underWay: ReadonlySet<ServerResponse>): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const end = Date.now() + PATIENCE_MS; underWay.size > 0 && Date.now() < end;) await setTimeout(10);
  server.closeAllConnections();
  await ended;
}
