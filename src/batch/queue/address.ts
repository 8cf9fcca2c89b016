import type { RedisOptions } from 'bullmq';
import { UsageError } from '../../errors.ts';

/** Where the name and the password of Redis come from: a command line is read by everybody on the machine. */
const NAME = 'CHECKMOD_REDIS_USERNAME';
const PASSWORD = 'CHECKMOD_REDIS_PASSWORD';
const LONGEST_PAUSE_MS = 2000;

/** Checks that there is a Redis that lets us in, and gives how it is reached from then on. Throws `UsageError`. */
export async function connect(url: string): Promise<RedisOptions> {
  const options = optionsOf(url, process.env);
  const { Redis } = await import('ioredis');
  const probe = new Redis({ ...options, lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  // What goes wrong is told by the call.
  probe.on('error', () => {});
  try {
    await probe.connect();
    await probe.ping();
  } catch (error) {
    throw new UsageError(describe(url, error as Error));
  } finally {
    probe.disconnect();
  }
  return options;
}

/** A connection that outlives a restart of Redis. Throws `UsageError` for what is no URL of one. */
export function optionsOf(text: string, env: NodeJS.ProcessEnv): RedisOptions {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['redis:', 'rediss:'].includes(url.protocol) || !/^\/?\d*$/.test(url.pathname)) throw new UsageError(`\`${withoutPassword(text)}\` is no address of Redis; write it as redis://HOST:PORT, or rediss:// for TLS`);
  if (url.username || url.password) throw new UsageError(`the name and password of Redis do not belong on a command line, which others read; put them in ${NAME} and ${PASSWORD}`);
  const [username, password] = [env[NAME], env[PASSWORD]];
  return {
    host: url.hostname.replace(/^\[|\]$/g, '') || '127.0.0.1', port: Number(url.port || 6379), db: Number(url.pathname.slice(1) || 0),
    ...(username !== undefined && { username }), ...(password !== undefined && { password }), ...(url.protocol === 'rediss:' && { tls: {} }),
    maxRetriesPerRequest: null, retryStrategy: (times: number) => Math.min(times * 200, LONGEST_PAUSE_MS),
  };
}

function describe(url: string, { message }: Error): string {
  if (/NOAUTH/.test(message)) return `the Redis at ${url} wants a password; put it in ${PASSWORD}`;
  if (/WRONGPASS|invalid password|without any password/.test(message)) return `the Redis at ${url} refuses the password in ${PASSWORD}`;
  return `the Redis at ${url} cannot be reached (${message})`;
}

function withoutPassword(text: string): string {
  return text.replace(/\/\/.*@/, '//');
}
