import { setTimeout as wait } from 'node:timers/promises';
import pLimit from 'p-limit';
import { RepositoryError } from '../types.ts';

const ANSWER_MS = 30_000;
const RETRIES = 4;
const FIRST_PAUSE_MS = 1000;
/** After a limit whose end the host does not tell. */
const LIMITED_MS = 60_000;
const BETWEEN_WRITES_MS = 1000;
/** A limit by the hour is waited for; what takes longer is for another day. */
const LONGEST_WAIT_MS = 65 * 60_000;

export interface Patience {
  readonly host: string;
  /** The public hosts want a second between requests that change something; one's own has limits of its own, or none. */
  readonly isPublic: boolean;
  readonly answerMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told when a limit of the host is waited for. */
  readonly onWait?: ((seconds: number) => void) | undefined;
}

export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/**
 * A `fetch` for one host. It waits as long as the host asks for, with all requests at once; tries again after a time-out,
 * a broken connection and an error of the server; and can be interrupted. Throws `RepositoryError` when that is no use.
 */
export function patientFetch({ host, isPublic, answerMs = ANSWER_MS, signal, onWait }: Patience): Fetch {
  const oneByOne = pLimit(1);
  let notBefore = 0;
  let nextWrite = 0;
  const pause = (ms: number) => wait(Math.max(ms, 0), undefined, signal && { signal });

  return (url, init = {}) => {
    if (!isPublic || (init.method ?? 'GET') === 'GET') return asked(url, init);
    return oneByOne(async () => {
      await pause(nextWrite - Date.now());
      return asked(url, init).finally(() => { nextWrite = Date.now() + BETWEEN_WRITES_MS; });
    });
  };

  async function asked(url: string | URL, init: RequestInit): Promise<Response> {
    for (let attempt = 0; ; attempt += 1) {
      while (notBefore > Date.now()) await pause(notBefore - Date.now());
      const answer = await once(url, init);
      const limited = answer instanceof Response && await isLimited(answer);
      if (answer instanceof Response && answer.status < 500 && !limited) return answer;
      const delay = (answer instanceof Response ? delayOf(answer.headers) : undefined) ?? (limited ? LIMITED_MS : FIRST_PAUSE_MS) * 2 ** attempt;
      if (attempt === RETRIES || delay > LONGEST_WAIT_MS) throw limited ? limitReached(host, delay) : noAnswer(host, answer, attempt + 1);
      if (limited) {
        if (Date.now() + delay > notBefore) onWait?.(Math.ceil(delay / 1000));
        notBefore = Math.max(notBefore, Date.now() + delay);
      } else {
        await pause(delay);
      }
    }
  }

  /** The answer, or why there is none. */
  async function once(url: string | URL, init: RequestInit): Promise<Response | string> {
    const clock = AbortSignal.timeout(answerMs);
    try {
      const answer = await fetch(url, { ...init, signal: signal ? AbortSignal.any([signal, clock]) : clock });
      // All of it, so that the clock is for all of it.
      await answer.clone().arrayBuffer();
      return answer;
    } catch (error) {
      signal?.throwIfAborted();
      if (clock.aborted) return `no answer in ${answerMs / 1000} s`;
      const { message, cause } = error as Error;
      return cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code || message : message;
    }
  }
}

/** GitHub says 403 as well, for want of rights and for a limit. */
async function isLimited(answer: Response): Promise<boolean> {
  if (answer.status === 429) return true;
  return answer.status === 403 && (answer.headers.has('retry-after') || answer.headers.get('x-ratelimit-remaining') === '0' || /rate limit/i.test(await answer.clone().text()));
}

/** How long the host asks to wait, by the headers of both kinds of hosts. */
function delayOf(headers: Headers): number | undefined {
  const after = headers.get('retry-after');
  if (after !== null) return Math.max(/^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.now(), 0) || 0;
  const reset = headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset');
  const remaining = headers.get('x-ratelimit-remaining') ?? headers.get('ratelimit-remaining');
  return reset !== null && remaining === '0' ? Math.max(Number(reset) * 1000 - Date.now() + 1000, 0) : undefined;
}

function limitReached(host: string, delay: number): RepositoryError {
  return new RepositoryError('a limit of the host is reached', `${host} takes no more requests until ${new Date(Date.now() + delay).toISOString().slice(0, 16)}Z; run the same command again then`);
}

function noAnswer(host: string, answer: Response | string, times: number): RepositoryError {
  return new RepositoryError('the host does not answer', `${host}: ${answer instanceof Response ? `error ${answer.status} of the server` : answer}${times > 1 ? `, ${times} times` : ''}`);
}
