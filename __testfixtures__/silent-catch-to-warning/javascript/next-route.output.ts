import { withAuth } from '@/lib/auth';
import { orders } from '@/lib/orders';
import { logger } from '../../../../lib/logger';

export async function GET(request: Request, { params }: Context) {
  try {
    return Response.json(await orders.load(params.id));
  } catch (err) {
    logger.error({ err }, 'GET /api/orders/[id]: orders.load failed');
    return Response.json({ error: 'Could not load the order' }, { status: 500 });
  }
}

export const DELETE = withAuth(async (request: Request, { params }: Context) => {
  await orders.cancel(params.id).catch((err: unknown) => {
    logger.warn({ err }, 'DELETE /api/orders/[id]: orders.cancel failed');
    return null;
  });
  return new Response(null, { status: 204 });
});

export async function helper(id: string) {
  const found = await orders.find(id).catch((err: unknown) => {
    logger.warn({ err }, 'helper: orders.find failed, going on without it');
    return null;
  });
  return found;
}
