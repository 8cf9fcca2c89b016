import { getRoom, createServiceClient } from './room';
import { load } from './load';
import { mailer } from './mailer';
import { logger } from '../lib/logger';

let io: Server | undefined;

function getIO(): Server {
  if (!io) throw new Error('not set up');
  return io;
}

// It catches all that fails in it, so that it is never what failed.
async function cached(key: string): Promise<string | null> {
  try {
    return await redis.get(key);
  } catch (error) {
    logger.warn({ err: error }, 'cached: redis.get failed, returning null');
    return null;
  }
}

// What it hands on may fail for whoever waits for it.
async function handedOn(key: string): Promise<string | null> {
  try {
    return redis.get(key);
  } catch (error) {
    logger.warn({ err: error }, 'handedOn: redis.get failed, returning null');
    return null;
  }
}

export async function announce(order: Order) {
  const event = { id: order.id };
  try {
    getIO().to(order.room).emit('order', event);
  } catch (error) {
    logger.warn({ err: error }, 'announce: getIO failed');
  }
}

export async function price(order: Order) {
  try {
    const known = await cached(order.id);
    return known ?? await load(order);
  } catch (error) {
    logger.warn({ err: error }, 'price: load failed, returning null');
    return null;
  }
}

export async function stock(order: Order) {
  try {
    const known = await handedOn(order.id);
    return known ?? await load(order);
  } catch (error) {
    logger.warn({ err: error }, 'stock: handedOn or load failed, returning null');
    return null;
  }
}

// A query of Supabase answers with its error: the client is what throws.
export async function history(order: Order) {
  try {
    const supabase = createServiceClient();
    const { data, error } = await supabase.from('history').select('*').eq('order_id', order.id);
    return error ? [] : data;
  } catch (error) {
    logger.warn({ err: error }, 'history: createServiceClient failed, returning an empty list');
    return [];
  }
}

export async function strict(order: Order) {
  try {
    const client = createServiceClient();
    return await client.from('history').select('*').eq('order_id', order.id).throwOnError();
  } catch (error) {
    logger.warn({ err: error }, 'strict: client.from().select failed, returning an empty list');
    return [];
  }
}

export async function totals(order: Order) {
  let daily: number[] = [];
  let refunds = 0;
  let isOpen = true;
  await prepare(order);
  await check(order);
  try {
    daily = await load(order.days);
  } catch (error) {
    logger.warn({ err: error }, 'totals: load failed, going on without daily');
    daily = [];
  }
  try {
    refunds = await load(order.refunds);
  } catch (error) {
    logger.warn({ err: error }, 'totals: load failed, taking 0 for refunds');
    refunds = 0;
  }
  try {
    isOpen = await load(order.state);
  } catch (error) {
    logger.warn({ err: error }, 'totals: load failed');
    isOpen = false;
  }
  return { daily, refunds, isOpen };
}

export async function wrapUp(order: Order) {
  await prepare(order);
  order.lines.sort();
  try {
    await load(order);
    await mailer.send(order);
    await archive.store(order);
    await ledger.book(order);
  } catch (error) {
    logger.warn({ err: error }, 'wrapUp failed');
  }
  await check(order);
}
