import pino from 'pino';

export const logger = pino({ level: process.env.LOG_LEVEL ?? 'info' });
export const child = logger.child({ module: 'x' });
export const user = { level: 3, levels: ['a'] };
