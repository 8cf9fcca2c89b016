export const config = { port: process.env.PORT, logLevel: process.env.LOG_LEVEL || 'info' };
