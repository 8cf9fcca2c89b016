import { logger } from './logger';

export async function approve(order: Order, store: Store) {
  logger.info('approve');
  try {
    await store.save(order);
  } catch (err) {
    // best effort: must not block
    logger.warn('approve: store.save failed', err);
  }
  try {
    await auditLog.create({ order: order.id });
  } catch (err) {
    // An audit failure must not block the request
    logger.error('approve: auditLog.create failed', err);
  }
  await prisma.auditLog.create({ data: order }).catch((err: unknown) => {
    logger.error('approve: prisma.auditLog.create failed', err);
  });
  await pool
    .query('INSERT INTO admin_audit (order_id) VALUES ($1)', [order.id])
    .catch((err: unknown) => {
      logger.error(`approve: pool.query failed for orderId ${order.id}`, err);
    });
  try {
    await cache.get(order.id);
  } catch (err) {
    // Continue without it
    logger.warn('approve: cache.get failed', err);
  }
  try {
    await cache.get(order.id);
  } catch (err) {
    // Ignored
    logger.debug('approve: cache.get failed', err);
  }
  try {
    await rates.fetch(order.currency);
  } catch (err) {
    // Ignore errors
    // where there are no rates
    logger.warn('approve: rates.fetch failed', err);
  }
  try {
    await client.query('ROLLBACK');
  } catch (err) {
    logger.debug('approve: client.query failed', err);
  }
  try {
    await fs.unlink(order.receipt);
  } catch (err) {
    logger.warn('approve: fs.unlink (order.receipt) failed', err);
  }
  try {
    await fs.unlink(tempPath);
  } catch (err) {
    logger.debug('approve: fs.unlink (tempPath) failed', err);
  }
  throw new Error('no');
}

export async function page(page: Page) {
  logger.info('page');
  try {
    await page.waitForSelector('#cookies', { timeout: 500 });
    await page.click('#cookies');
  } catch (err) {
    logger.debug('page: page.waitForSelector or page.click failed', err);
  }
  await page.waitForNavigation().catch((err: unknown) => {
    logger.debug('page: page.waitForNavigation failed', err);
  });
  for (const button of buttons) {
    try {
      await page.locator(button).click();
    } catch (err) {
      logger.debug('page: page.locator().click failed', err);
    }
  }
}

export async function sync(orders: Order[]) {
  logger.info('sync');
  for (const { orderId, email, sessionId } of orders) {
    try {
      await remote.push(orderId, email, sessionId);
    } catch (err) {
      logger.warn(`sync: remote.push failed for orderId ${orderId}, skipping this one`, err);
      continue;
    }
  }
  for (const order of orders) {
    const id = order.id;
    try {
      await remote.find(id);
    } catch (err) {
      logger.warn(`sync: remote.find failed for id ${id}, leaving the loop`, err);
      break;
    }
  }
}
