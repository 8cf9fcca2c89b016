import axios from 'axios';
import axiosRetry from 'axios-retry';

axiosRetry(axios, { retries: 3 });
queue.add('mail', data, { attempts: 3, backoff: { type: 'fixed', delay: 1000 } });
export async function flat(fn: () => Promise<void>) {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      return await fn();
    } catch (error) {
      await sleep(1000);
    }
  }
}
export async function atOnce(fn: () => Promise<void>) {
  let retries = 3;
  while (retries-- > 0) {
    try {
      return await fn();
    } catch {}
  }
}
