import jwt from 'jsonwebtoken';
import session from 'express-session';
import cookieParser from 'cookie-parser';
import { createHmac } from 'node:crypto';
import { z } from 'zod';

const JWT_SECRET = process.env.JWT_SECRET || 'your-secret-key';
const refreshSecret = process.env['REFRESH_SECRET'] ?? 'refresh-me-please';
const { SESSION_SECRET = 'keyboard cat', PORT = '3000' } = process.env;

export const config = {
  database: { host: process.env.DB_HOST || 'localhost', user: 'app', password: process.env.DB_PASSWORD || 'postgres' },
  jwtSecret: process.env.NODE_ENV === 'production' ? process.env.JWT_SECRET : 'only-for-dev-1',
  cookie: (process.env.COOKIE_SECRET as string) || 'biscuit',
};

export const schema = z.object({
  JWT_SECRET: z.string().min(8).default('change-me-in-production'),
  LOG_LEVEL: z.string().default('info'),
});

app.use(session({ secret: 'keyboard cat', resave: false }));
app.use(cookieParser('my-cookie-secret'));
export const sign = (id: string) => jwt.sign({ id }, 'shhhh', { expiresIn: '1h' });
export const digest = (body: string) => createHmac('sha256', 'webhook-key').update(body).digest('hex');
const maps = 'AIzaSyD3kQ0v9XwLr7TzPb2NfHgJc5MuYe8AsRi';
const url = 'postgres://app:hunter2@db.internal:5432/app';
const adminPassword = 'Admin123!';
const secret = this.configService.get<string>('JWT_SECRET', 'fallback_secret');
const key = config.get('ENCRYPTION_KEY') || '0123456789abcdef';
const pool = createPool({ host: 'db', user: 'root', password: 'root' });
class Client {
  private apiKey = 'a81bc81b-dead-4e5d-abff-90865d1e13b1';
}
fetch(url, { headers: { Authorization: 'Bearer 7f3a9c1e5b2d4860', 'x-api-key': 'f1d2d2f924e986ac86fdf7b36c94bcdf' } });
const mailer = createTransport({ auth: { user: 'me@example.com', pass: 'hunter22' } });
process.env.JWT_SECRET ||= 'set-here';
const passwordHash = await bcrypt.hash('Password123!', 12);
