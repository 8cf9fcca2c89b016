import pRetry from 'p-retry';
import OpenAI from 'openai';

export const load = (url: string) => pRetry(() => fetch(url), { retries: 3 });
export const ai = new OpenAI({ maxRetries: 3 });
export async function withRetry<T>(fn: () => Promise<T>, maxAttempts = 3): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fn();
    } catch (error) {
      if (attempt >= maxAttempts) throw error;
      const delay = 2 ** attempt * 100 + Math.random() * 50;
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }
}
export async function all(entries: [string, () => Promise<void>][]) {
  for (const [name, run] of entries) {
    try {
      await run();
    } catch (error) {
      logger.warn(name, error);
    }
  }
}
const mhz = 440 * 2 ** 3;
