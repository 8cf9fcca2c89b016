import { withAuth } from '@/lib/auth';
import { orders } from '@/lib/orders';

export async function GET(request: Request, { params }: Context) {
  try {
    return Response.json(await orders.load(params.id));
  } catch {
    return Response.json({ error: 'Could not load the order' }, { status: 500 });
  }
}

export const DELETE = withAuth(async (request: Request, { params }: Context) => {
  await orders.cancel(params.id).catch(() => null);
  return new Response(null, { status: 204 });
});

export async function helper(id: string) {
  const found = await orders.find(id).catch(() => null);
  return found;
}
