import Fastify from 'fastify';
import pino from 'pino';
import winston from 'winston';

export const fixed = winston.createLogger({ level: 'info', transports: [new winston.transports.File({ filename: 'error.log', level: 'error' })] });
export const bare = pino();
export const app = Fastify({ logger: true });
export const made = pino(options);
