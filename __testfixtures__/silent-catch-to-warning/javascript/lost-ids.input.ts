import { logger } from './logger';
import { db, mailer } from './clients';

export async function submit(ctx: Context, applicationId: string, linkId: string) {
  logger.info({ paymentLinkId: linkId }, 'submitting');
  try {
    await db.application.update({ where: { id: applicationId }, data: { state: ctx.state } });
  } catch {
    // must not block
  }
  await db.link.update({ where: { id: linkId } }).catch(() => {});
  const transfer = await db.transfer.findFirst({ applicationId });
  await db.transfer.update({ where: { id: transfer.id, tenantId: ctx.tenantId } }).catch(() => {});
}

export async function move(order: Order, session: Session) {
  logger.info('moving', order.number);
  try {
    await db.order.update(order.id, session.id);
  } catch {}
  const line = await db.line.findFirst(order.number);
  try {
    // The line may be missing: it must not be read again.
    await db.line.update(line.id);
  } catch {}
}

export async function ship(staffId: string, parcel: Parcel | null) {
  logger.info('shipping');
  const transfer = await db.transfer.findFirst();
  if (!transfer) throw new Error('no transfer');
  if (parcel && parcel.lines) {
    try {
      await db.movement.create({ staffId, reference: transfer.id, parcel: parcel.id });
    } catch {}
  }
  try {
    await db.movement.create({ staffId, parcel: parcel.id });
  } catch {}
}

export async function restock(products: Product[], venueId: string) {
  logger.info('restocking');
  for (const product of products) {
    await db.stock.update({ where: { productId: product.id, venueId } }).catch(() => {});
  }
}

export async function look(userId: string) {
  logger.info('looking');
  await db.user.findUnique({ where: { userId } }).catch(() => null);
}
