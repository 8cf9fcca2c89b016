import axios from 'axios';
import https from 'node:https';

await fetch(URL, { method: 'POST', signal: AbortSignal.timeout(5000) });
await fetch(URL, { signal: controller.signal });
await axios.get(URL, { timeout: 5000 });
export const api = axios.create({ baseURL: URL, timeout: 10_000 });
await Promise.race([fetch(URL), expired(5000)]);
const request = https.request(URL, onAnswer);
request.setTimeout(5000, () => request.destroy());
