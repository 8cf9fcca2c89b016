import { logger } from './logger';

export async function approve(order: Order, store: Store) {
  logger.info('approve');
  try {
    await store.save(order);
  } catch {
    // best effort: must not block
  }
  try {
    await auditLog.create({ order: order.id });
  } catch {
    // An audit failure must not block the request
  }
  await prisma.auditLog.create({ data: order }).catch(() => {});
  await pool.query('INSERT INTO admin_audit (order_id) VALUES ($1)', [order.id]).catch(() => {});
  try {
    await cache.get(order.id);
  } catch {
    // Continue without it
  }
  try {
    await cache.get(order.id);
  } catch {
    // Ignored
  }
  try {
    await rates.fetch(order.currency);
  } catch {
    // Ignore errors
    // where there are no rates
  }
  try {
    await client.query('ROLLBACK');
  } catch {}
  try {
    await fs.unlink(order.receipt);
  } catch {}
  try {
    await fs.unlink(tempPath);
  } catch {}
  throw new Error('no');
}

export async function page(page: Page) {
  logger.info('page');
  try {
    await page.waitForSelector('#cookies', { timeout: 500 });
    await page.click('#cookies');
  } catch {}
  await page.waitForNavigation().catch(() => {});
  for (const button of buttons) {
    try {
      await page.locator(button).click();
    } catch {}
  }
}

export async function sync(orders: Order[]) {
  logger.info('sync');
  for (const { orderId, email, sessionId } of orders) {
    try {
      await remote.push(orderId, email, sessionId);
    } catch {
      continue;
    }
  }
  for (const order of orders) {
    const id = order.id;
    try {
      await remote.find(id);
    } catch {
      break;
    }
  }
}
