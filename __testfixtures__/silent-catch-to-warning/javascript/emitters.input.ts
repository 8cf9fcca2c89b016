import Redis from 'ioredis';
import { createClient } from 'redis';
import { logger } from './logger';
import { openSocket } from './sockets';

const store = new Redis(process.env.REDIS_URL);
store.on('error', () => {});

export async function connect(url: string) {
  const client = createClient({ url });
  client.on('error', () => {});
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
  } catch {}
}

export function watch(path: string) {
  const socket = openSocket(path);
  socket.on('error', () => {});
  return socket;
}
