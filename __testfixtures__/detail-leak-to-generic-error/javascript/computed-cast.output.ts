import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { logger } from '../lib/logger';
import { forge } from '../lib/forge';

export async function connect(url: string) {
  try {
    return await forge.connect(url);
  } catch (error: any) {
    if ((error.status || 400) >= 500) {
      logger.error({ err: error }, 'connect failed');
    }
    throw new HTTPException((error.status || 400) as ContentfulStatusCode, {
      message: (error.status || 400) < 500 ? error.message : 'Internal server error',
    });
  }
}
