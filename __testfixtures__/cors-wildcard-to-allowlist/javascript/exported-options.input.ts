import type { CorsOptions } from 'cors';

/** Options of the CORS layer. */
export const corsOptions: CorsOptions = {
  origin: '*',
  optionsSuccessStatus: 200,
};
