import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { logger } from '../lib/logger';
import { forge } from '../lib/forge';

export async function connect(url: string) {
  try {
    return await forge.connect(url);
  } catch (error: any) {
    throw new HTTPException((error.status || 400) as ContentfulStatusCode, { message: error.message });
  }
}
