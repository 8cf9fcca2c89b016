import { logger } from '@/lib/logger';

export function show(lines: string[], order: Order, text: string, rates: Rates): void {
  for (const line of lines) console.log(line);
  console.log(order);
  console.log(order.items);
  console.log(lines);
  console.log(text);
  console.log(describe(order));
  console.log(`costs $${rates.pricePerToken} each`);
  console.log({ order, 
    // with its lines
    lines });
  console.log('order', { order, // the whole
    lines, // and its lines
  });
  console.log('order', {
    order, // the whole
  }, lines);
  console.log();
  console.log(order, lines);
  logger.info('shown');
}
