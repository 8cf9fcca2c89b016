const isProduction = process.env.NODE_ENV === 'production';

export const logger = {
  error: (...args) => console.error(...args),
  debug: (...args) => {
    if (!isProduction) console.debug(...args);
  },
};
