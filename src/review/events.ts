import type { Context } from 'hono';
import { streamSSE, type SSEStreamingApi } from 'hono/streaming';
import type { StateChange } from './protocol.ts';
import type { ReviewSession } from './session.ts';

/** What keeps a forwarded port from closing a silent connection. */
const KEEP_ALIVE_MS = 20_000;

/** The server-sent events of a review, to every page that listens. */
export interface Events {
  subscribe(c: Context): Response;
  /** Ends every stream. */
  close(): void;
}

export function eventsOf(session: ReviewSession): Events {
  const streams = new Set<SSEStreamingApi>();
  const send = (stream: SSEStreamingApi, change: StateChange) => void stream.writeSSE({ event: 'state', data: JSON.stringify(change) });
  const stopListening = session.onChange((version) => streams.forEach((stream) => send(stream, { version })));
  const timer = setInterval(() => streams.forEach((stream) => void stream.write(':\n\n')), KEEP_ALIVE_MS).unref();
  return {
    subscribe: (c) => streamSSE(c, async (stream) => {
      streams.add(stream);
      const ended = new Promise<void>((resolve) => stream.onAbort(resolve));
      // Who connects again learns at once whether something happened meanwhile.
      send(stream, { version: session.state().version });
      await ended;
      streams.delete(stream);
    }),
    close() {
      stopListening();
      clearInterval(timer);
      streams.forEach((stream) => stream.abort());
    },
  };
}
