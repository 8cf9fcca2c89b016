import fastify from 'fastify';
import pino from 'pino';
import winston from 'winston';

export const logger = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  transport: process.env.NODE_ENV === 'production' ? undefined : { target: 'pino-pretty' },
});

const jsonFormat = winston.format.combine(winston.format.timestamp(), winston.format.json());
export const audit = winston.createLogger({ format: jsonFormat, transports: [new winston.transports.Console()] });
export const byDefault = winston.createLogger({ transports: [new winston.transports.Console()] });

const app = fastify({ logger: true });
app.listen({ port: 3000 });
