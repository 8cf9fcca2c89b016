import { getRoom, createServiceClient } from './room';
import { load } from './load';
import { mailer } from './mailer';

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
    return null;
  }
}

// What it hands on may fail for whoever waits for it.
async function handedOn(key: string): Promise<string | null> {
  try {
    return redis.get(key);
  } catch (error) {
    return null;
  }
}

export async function announce(order: Order) {
  const event = { id: order.id };
  try {
    getIO().to(order.room).emit('order', event);
  } catch {
  }
}

export async function price(order: Order) {
  try {
    const known = await cached(order.id);
    return known ?? await load(order);
  } catch {
    return null;
  }
}

export async function stock(order: Order) {
  try {
    const known = await handedOn(order.id);
    return known ?? await load(order);
  } catch {
    return null;
  }
}

// A query of Supabase answers with its error: the client is what throws.
export async function history(order: Order) {
  try {
    const supabase = createServiceClient();
    const { data, error } = await supabase.from('history').select('*').eq('order_id', order.id);
    return error ? [] : data;
  } catch {
    return [];
  }
}

export async function strict(order: Order) {
  try {
    const client = createServiceClient();
    return await client.from('history').select('*').eq('order_id', order.id).throwOnError();
  } catch {
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
  } catch {
    daily = [];
  }
  try {
    refunds = await load(order.refunds);
  } catch {
    refunds = 0;
  }
  try {
    isOpen = await load(order.state);
  } catch {
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
  } catch {
  }
  await check(order);
}
