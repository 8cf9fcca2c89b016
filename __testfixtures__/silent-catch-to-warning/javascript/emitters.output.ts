import Redis from 'ioredis';
import { createClient } from 'redis';
import { logger } from './logger';
import { openSocket } from './sockets';

const store = new Redis(process.env.REDIS_URL);
store.on('error', (err: unknown) => {
  logger.warn(
    `error on store: ${err instanceof Error ? err.message : String(err)}`,
  );
});

export async function connect(url: string) {
  const client = createClient({ url });
  client.on('error', (err: unknown) => {
    logger.warn(
      `connect: error on client: ${err instanceof Error ? err.message : String(err)}`,
    );
  });
  await client.connect();
  return client;
}

export async function isReachable(url: string) {
  const client = createClient({ url });
  client.on('error', () => {});
  await client.connect();
  await client.quit();
  return true;
}

export function read(path: string) {
  return new Promise((resolve, reject) => {
    const stream = openSocket(path);
    stream.on('error', () => {});
    stream.once('error', reject);
    stream.on('end', resolve);
  });
}

export async function warmUp(redis: Redis) {
  logger.info('warming up');
  try {
    await redis.connect();
  } catch (err) {
    logger.warn(
      `warmUp: redis.connect failed: ${err instanceof Error ? err.message : String(err)}`,
    );
  }
}

export function watch(path: string) {
  const socket = openSocket(path);
  socket.on('error', (err: unknown) => {
    logger.warn({ err }, 'watch: error on socket');
  });
  return socket;
}
