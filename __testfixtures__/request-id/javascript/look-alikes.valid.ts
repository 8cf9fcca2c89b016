import { randomUUID } from 'node:crypto';

// app.use(requestId());
export async function approve(requestId: string) {
  const request = await requests.find(requestId);
  request.id = randomUUID();
  return fetch(`${BASE}/approve`, { headers: { 'X-Request-ID': requestId } });
}

app.use((req, res, next) => {
  logger.info('request', { id: req.headers['x-request-id'] });
  next();
});
