import { logger } from './logger';
import { db, mailer } from './clients';

export async function submit(ctx: Context, applicationId: string, linkId: string) {
  logger.info({ paymentLinkId: linkId }, 'submitting');
  try {
    await db.application.update({ where: { id: applicationId }, data: { state: ctx.state } });
  } catch (err) {
    // must not block
    logger.warn({ err, applicationId }, 'submit: db.application.update failed');
  }
  await db.link.update({ where: { id: linkId } }).catch((err: unknown) => {
    logger.warn({ err, paymentLinkId: linkId }, 'submit: db.link.update failed');
  });
  const transfer = await db.transfer.findFirst({ applicationId });
  await db.transfer
    .update({ where: { id: transfer.id, tenantId: ctx.tenantId } })
    .catch((err: unknown) => {
      logger.warn(
        { err, transferId: transfer.id, tenantId: ctx.tenantId },
        'submit: db.transfer.update failed',
      );
    });
}

export async function move(order: Order, session: Session) {
  logger.info('moving', order.number);
  try {
    await db.order.update(order.id, session.id);
  } catch (err) {
    logger.warn({ err, orderId: order.id }, 'move: db.order.update failed');
  }
  const line = await db.line.findFirst(order.number);
  try {
    // The line may be missing: it must not be read again.
    await db.line.update(line.id);
  } catch (err) {
    logger.warn({ err }, 'move: db.line.update failed');
  }
}

export async function ship(staffId: string, parcel: Parcel | null) {
  logger.info('shipping');
  const transfer = await db.transfer.findFirst();
  if (!transfer) throw new Error('no transfer');
  if (parcel && parcel.lines) {
    try {
      await db.movement.create({ staffId, reference: transfer.id, parcel: parcel.id });
    } catch (err) {
      logger.warn(
        { err, transferId: transfer.id, parcelId: parcel.id, staffId },
        'ship: db.movement.create failed',
      );
    }
  }
  try {
    await db.movement.create({ staffId, parcel: parcel.id });
  } catch (err) {
    logger.warn({ err, staffId }, 'ship: db.movement.create failed');
  }
}

export async function restock(products: Product[], venueId: string) {
  logger.info('restocking');
  for (const product of products) {
    await db.stock.update({ where: { productId: product.id, venueId } }).catch((err: unknown) => {
      logger.warn({ err, productId: product.id, venueId }, 'restock: db.stock.update failed');
    });
  }
}

export async function look(userId: string) {
  logger.info('looking');
  await db.user.findUnique({ where: { userId } }).catch((err: unknown) => {
    logger.warn({ err }, 'look: db.user.findUnique failed');
    return null;
  });
}
