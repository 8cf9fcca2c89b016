import { z } from 'zod';

const schema = z.object({
  PORT: z.coerce.number().default(3000),
  CORS_ORIGIN: z.string().default(''),
});

export const env = schema.parse(process.env);
