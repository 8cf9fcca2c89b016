// In development lines of logs are easier to read, and nothing else is different.
const env = process.env.NODE_ENV || 'development';
const isDev = env === 'development';
export const logger = pino({ level: isDev ? 'debug' : 'info', transport: isDev ? { target: 'pino-pretty' } : undefined });
if (isDev) console.log('starting', { stack: true });
