import { logger } from '@/lib/logger';

export function show(lines: string[], order: Order, text: string, rates: Rates): void {
  for (const line of lines) logger.info(line);
  logger.info({ order }, 'order');
  logger.info({ items: order.items }, 'order.items');
  logger.info({ lines }, 'lines');
  logger.info(text);
  logger.info({ value: describe(order) }, 'describe');
  logger.info(`costs $${rates.pricePerToken} each`);
  logger.info({ order, 
    // with its lines
    lines }, 'show');
  logger.info({ order, // the whole
    lines, // and its lines
  }, 'order');
  console.log('order', {
    order, // the whole
  }, lines);
  console.log();
  logger.info({ order, lines }, 'show');
  logger.info('shown');
}
