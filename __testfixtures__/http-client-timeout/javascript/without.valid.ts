import axios from 'axios';
import got from 'got';
import https from 'node:https';

await fetch(URL);
await fetch(URL, { method: 'POST', body, ...(token && { headers }) });
await fetch(URL, options);
await axios.get(URL);
await axios.post(URL, { timeout: 5000 });
await axios({ url: URL, method: 'post', timeout: 0 });
export const api = axios.create({ baseURL: URL });
await got(URL);
https.get(URL, onAnswer);
