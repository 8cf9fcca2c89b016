import { Hono } from 'hono';
import { cors } from 'hono/cors';

const raw = (process.env.CORS_ORIGINS || 'http://localhost:3000').trim();
const option = raw === '*' ? (origin: string) => origin : raw.split(',').map((each) => each.trim());

export const app = new Hono();
// Whoever runs it asks for every origin.
app.use('*', cors({ origin: option }));
app.use('/v2/*', cors({ origin: raw === '*' ? '*' : raw.split(',') }));
