import type { Request, Response } from 'express';
import { logger } from '../lib/logger.js';
import { orders } from '../services/orders.js';

export async function listOrders(req: Request, res: Response) {
  try {
    res.json(await orders.list());
  } catch (error) {
    logger.error({ err: error }, 'Listing orders failed');
    res.status(500).json({ error: 'Internal server error' });
  }
}

export async function getOrder(req: Request, res: Response) {
  try {
    res.json(await orders.get(req.params.id));
  } catch (error: unknown) {
    logger.error({ err: error }, 'getOrder failed');
    res.status(500).json({ error: 'Internal server error' });
  }
}

export async function logged(req: Request, res: Response) {
  try {
    res.json(await orders.get(req.params.id));
  } catch (error: unknown) {
    const message = error instanceof Error ? error.message : 'Order not available';
    logger.error({ err: error }, `Reading failed: ${message}`);
    res.status(500).json({ success: false, message: 'Order not available' });
  }
}

export async function createOrder(req: Request, res: Response): Promise<void> {
  try {
    res.status(201).json(await orders.create(req.body));
  } catch (error) {
    logger.error({ err: error }, 'Creating an order failed');
    res.status(500).json({
      error: 'Failed to create order',
    });
  }
}

export async function shipOrder(req: Request, res: Response) {
  try {
    res.json(await orders.ship(req.params.id));
  } catch (error) {
    logger.error({ err: error }, 'Failed to ship order');
    res.status(500).json({ error: 'Failed to ship order' });
  }
}

export async function proxy(req: Request, res: Response) {
  try {
    res.json(await orders.proxy(req.params.id));
  } catch (error) {
    logger.error({ err: error }, 'proxy failed');
    res.status(502).json({ error: { code: 'UPSTREAM', message: 'Bad gateway' } });
  }
}

export const exportOrders = async (req: Request, res: Response) => {
  try {
    res.json(await orders.export());
  } catch (error) {
    const body = {
      success: false,
      error: `Export failed for ${req.params.id}`,
    };
    logger.error({ err: error }, 'exportOrders failed');
    res.status(500).json(body);
  }
};

export async function assigned(req: Request, res: Response) {
  try {
    res.json(await orders.list());
  } catch (error) {
    let errorMessage = 'Failed to list orders';
    logger.error({ err: error }, 'Failed to list orders');
    res.status(500).json({ error: errorMessage });
  }
}

export async function assignedAndLogged(req: Request, res: Response) {
  try {
    res.json(await orders.list());
  } catch (error) {
    let errorMessage = 'Failed to list orders';
    if (error instanceof Error) errorMessage = error.message;
    logger.error({ err: error }, errorMessage);
    res.status(500).json({ error: 'Failed to list orders' });
  }
}
