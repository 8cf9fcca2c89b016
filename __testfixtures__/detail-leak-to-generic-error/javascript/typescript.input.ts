import type { Request, Response } from 'express';
import { AxiosError } from 'axios';
import { logger } from '../lib/logger.js';
import { orders } from '../services/orders.js';

export async function listOrders(req: Request, res: Response) {
  try {
    res.json(await orders.list());
  } catch (error) {
    logger.error({ err: error }, 'Listing orders failed');
    res.status(500).json({ error: (error as Error).message });
  }
}

export async function getOrder(req: Request, res: Response) {
  try {
    res.json(await orders.get(req.params.id));
  } catch (error: unknown) {
    const message = error instanceof Error ? error.message : 'Unknown error';
    res.status(500).json({ error: message });
  }
}

export async function logged(req: Request, res: Response) {
  try {
    res.json(await orders.get(req.params.id));
  } catch (error: unknown) {
    const message = error instanceof Error ? error.message : 'Order not available';
    logger.error(`Reading failed: ${message}`);
    res.status(500).json({ success: false, message });
  }
}

export async function createOrder(req: Request, res: Response): Promise<void> {
  try {
    res.status(201).json(await orders.create(req.body));
  } catch (error) {
    logger.error('Creating an order failed');
    res.status(500).json({
      error: error instanceof Error ? error.message : 'Failed to create order',
    });
  }
}

export async function shipOrder(req: Request, res: Response) {
  try {
    res.json(await orders.ship(req.params.id));
  } catch (error) {
    const { message, stack } = error as Error;
    res.status(500).json({ error: 'Failed to ship order', message, stack });
  }
}

export async function proxy(req: Request, res: Response) {
  try {
    res.json(await orders.proxy(req.params.id));
  } catch (error) {
    res.status(502).json({ error: { code: 'UPSTREAM', message: (error as AxiosError).response?.data ?? (error as Error).message } });
  }
}

export const exportOrders = async (req: Request, res: Response) => {
  try {
    res.json(await orders.export());
  } catch (error) {
    const body = {
      success: false,
      error: `Export failed for ${req.params.id}: ${error}`,
      name: (error as Error).name,
    };
    res.status(500).json(body);
  }
};

export async function assigned(req: Request, res: Response) {
  try {
    res.json(await orders.list());
  } catch (error) {
    let errorMessage = 'Failed to list orders';
    if (error instanceof Error) {
      errorMessage = error.message;
    }
    res.status(500).json({ error: errorMessage });
  }
}

export async function assignedAndLogged(req: Request, res: Response) {
  try {
    res.json(await orders.list());
  } catch (error) {
    let errorMessage = 'Failed to list orders';
    if (error instanceof Error) errorMessage = error.message;
    logger.error(errorMessage);
    res.status(500).json({ error: errorMessage });
  }
}
