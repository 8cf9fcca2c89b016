export const settings = {
  CORS: {
    ORIGIN: process.env.CORS_ORIGIN?.split(',') || ['*'],
    CREDENTIALS: process.env.CORS_CREDENTIALS === 'true',
  },
};
