import type { Problem, StateChange } from '../protocol.ts';
import { type Live, Refused, type Source } from './source.ts';

const RETRY_MS = 2_000;

/** A review under way, over HTTP. The cookie that the server set says who asks. */
export function serverSource(): Source {
  return {
    state: () => ask('GET', '/api/state'),
    file: (path) => ask('GET', `/api/file?path=${encodeURIComponent(path)}`),
    live: live(),
  };
}

function live(): Live {
  return {
    decide: (request) => ask('PUT', '/api/decisions', request),
    decideMany: (request) => ask('POST', '/api/decisions', request),
    undo: () => ask('POST', '/api/undo'),
    apply: (request) => ask('POST', '/api/apply', request),
    open: (request) => ask('POST', '/api/open', request),
    done: () => ask('POST', '/api/done'),
    listen,
  };
}

async function ask<Result>(method: string, path: string, body?: unknown): Promise<Result> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Refused(problemOf(text) ?? `The server answers ${response.status}.`);
  return (text ? JSON.parse(text) : undefined) as Result;
}

function problemOf(text: string): string | undefined {
  try {
    return (JSON.parse(text) as Problem).error;
  } catch {
    return undefined;
  }
}

function listen(onVersion: (version: number) => void, onConnection: (connected: boolean) => void): () => void {
  let events: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const connect = () => {
    events = new EventSource('/api/events');
    events.addEventListener('open', () => onConnection(true));
    events.addEventListener('state', (event) => onVersion((JSON.parse(event.data) as StateChange).version));
    events.addEventListener('error', () => {
      onConnection(false);
      // The browser tries again by itself after a lost connection, but not after an answer that is no stream of events.
      if (events.readyState === EventSource.CLOSED) retry = setTimeout(connect, RETRY_MS);
    });
  };
  connect();
  return () => {
    clearTimeout(retry);
    events.close();
  };
}
