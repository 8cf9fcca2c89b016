import { logger } from './logger';

// The end of the way: it tells errors, and hands nothing on.
export async function webhook(req, res, next) {
  logger.info('webhook received', { method: req.method, path: req.path, status: 'new' });
  try {
    res.json(await handle(req.body));
  } catch (error) {
    next(error);
  }
}
