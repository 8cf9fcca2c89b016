import { builder } from './builder';
import { orders } from '../orders';
import { logger } from '../lib/logger';

builder.mutationField('closeOrder', (t) =>
  t.field({
    type: 'Boolean',
    resolve: async (_root, { id }) => {
      await orders.settle(id).catch((error: unknown) => {
        logger.warn({ err: error }, 'closeOrder: orders.settle failed');
      });
      return true;
    },
  }),
);

export const routes = [
  {
    method: 'PATCH',
    path: '/orders/:id',
    handler: async (request: Request) => {
      await orders.touch(request.url).catch((error: unknown) => {
        logger.warn({ err: error }, 'PATCH /orders/:id: orders.touch failed');
      });
    },
  },
  {
    // Neither a route nor a name.
    handler: async (request: Request) => {
      await orders.touch(request.url).catch((error: unknown) => {
        logger.warn({ err: error }, 'orders.touch failed');
      });
    },
  },
];

export async function figures(from: Date, to: Date) {
  const [current, previous] = await Promise.all([
    orders.aggregate(spanFrom(from)).catch((error: unknown) => {
      logger.warn(
        { err: error },
        'figures: orders.aggregate (current) failed, using an empty list instead',
      );
      return [];
    }),
    orders.aggregate(spanFrom(to)).catch((error: unknown) => {
      logger.warn(
        { err: error },
        'figures: orders.aggregate (previous) failed, using an empty list instead',
      );
      return [];
    }),
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
      } catch (err) {
        logger.debug({ err }, 'receipt: response.end failed');
        return;
      }
    }
  }
}
