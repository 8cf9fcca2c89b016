const url = process.env.AI_URL || 'http://localhost:8001';
const { REDIS_URL = 'redis://localhost:6379' } = process.env;
export const schema = z.object({ FRONTEND_URL: z.string().default('http://localhost:3000') });
console.log('listening on http://localhost:3000');
logger.info(`docs at http://localhost:${port}/docs`);
const parsed = new URL(req.url, 'http://localhost');
if (origin.startsWith('http://localhost')) allow();
const origins = process.env.NODE_ENV === 'production' ? ['https://example.com'] : ['http://localhost:3000'];
app.listen({ port, host: '0.0.0.0' });
