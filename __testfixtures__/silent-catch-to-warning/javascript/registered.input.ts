import { builder } from './builder';
import { orders } from '../orders';

builder.mutationField('closeOrder', (t) =>
  t.field({
    type: 'Boolean',
    resolve: async (_root, { id }) => {
      await orders.settle(id).catch(() => {});
      return true;
    },
  }),
);

export const routes = [
  {
    method: 'PATCH',
    path: '/orders/:id',
    handler: async (request: Request) => {
      await orders.touch(request.url).catch(() => {});
    },
  },
  {
    // Neither a route nor a name.
    handler: async (request: Request) => {
      await orders.touch(request.url).catch(() => {});
    },
  },
];

export async function figures(from: Date, to: Date) {
  const [current, previous] = await Promise.all([
    orders.aggregate(spanFrom(from)).catch(() => []),
    orders.aggregate(spanFrom(to)).catch(() => []),
  ]);
  return { current, previous };
}

export async function receipt(response: Response) {
  try {
    await orders.print(response);
  } catch (error) {
    console.error('Could not print the receipt', error);
    if (response.headersSent) {
      try {
        response.end();
      } catch {
        return;
      }
    }
  }
}
