import pino from 'pino';
import winston from 'winston';

const unused = pino();
export const text = winston.createLogger({
  format: winston.format.combine(winston.format.colorize(), winston.format.simple()),
  transports: [new winston.transports.Console({ format: winston.format.printf(({ level, message, ...rest }) => `${level}: ${message} ${JSON.stringify(rest)}`) })],
});
export const save = (level, message) => queue.add(JSON.stringify({ level, message, at: new Date() }));
