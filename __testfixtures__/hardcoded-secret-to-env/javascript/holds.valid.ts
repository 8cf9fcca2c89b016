import jwt from 'jsonwebtoken';

const JWT_SECRET = process.env.JWT_SECRET!;
const apiKey = process.env.OPENAI_API_KEY || '';
const expires = process.env.JWT_EXPIRES_IN || '7d';
const issuer = process.env.JWT_ISSUER ?? 'my-app';
const testSecret = process.env.NODE_ENV === 'test' ? 'test-secret' : process.env.JWT_SECRET;

export const KEYS = { REFRESH_TOKEN: 'refresh_token', PASSWORD: 'password', ACCESS_TOKEN_HEADER: 'x-access-token' };
export const ERRORS = { INVALID_TOKEN: 'INVALID_TOKEN', password: 'Password is required' };
export const paths = { forgotPassword: '/auth/forgot-password', tokenUrl: 'https://example.com/oauth/token' };
export const env = { JWT_SECRET: 'JWT_SECRET', TWILIO_AUTH_TOKEN: 'TWILIO_AUTH_TOKEN' };
export const user = { select: { password: true }, tokenType: 'Bearer', resetToken: null, password: '' };
export const status = { clientSecret: process.env.CLIENT_SECRET ? 'Set' : 'Not set', wrapToken: '0xbb4CdB9CBd36B01bD1cBaEBF2De08d9173bc095c' };
export type Auth = { type: 'password'; secret: 'token' };
if (token.startsWith('sk_live_') || password === 'letmein') reject();
export const hint = 'DATABASE_URL must look like postgres://user:password@host:5432/db';
export const sign = (id: string) => jwt.sign({ id }, JWT_SECRET, { expiresIn: '1h' });
const prefix = createHmac('sha256', 'WebAppData').update(botToken).digest();
const apiKeyPrefix = { apiKey: 'key_' };
export const HEADERS = { headers: { Authorization: `Bearer ${token}`, 'x-api-key': process.env.API_KEY, 'X-CSRF-Token': 'Fetch' } };
const dummyHash = await bcrypt.hash('nobody-has-this-one', 12);
const COMMON_PASSWORDS = ['password123', 'qwerty1!', 'letmein2'];
export const shown = { accessToken: config.accessToken ? '***configured***' : 'NOT SET' };
