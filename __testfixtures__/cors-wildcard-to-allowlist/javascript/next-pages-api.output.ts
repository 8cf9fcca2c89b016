import type { NextApiRequest, NextApiResponse } from 'next';

/** The origins of a comma-separated list, without `*`; with none given, local front ends outside production. */
function parseAllowedOrigins(value: string | undefined): string[] {
  const origins = (value || '')
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin && origin !== '*');
  if (origins.length > 0 || process.env.NODE_ENV === 'production') {
    return origins;
  }
  return ['http://localhost:3000', 'http://localhost:5173'];
}

export default function handler(req: NextApiRequest, res: NextApiResponse) {
  const origin = req.headers.origin;
  if (
    origin &&
    parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS).includes(origin)
  ) {
    res.setHeader('Access-Control-Allow-Origin', origin);
  }
  res.setHeader('Vary', 'Origin');
  res.status(200).json({ ok: true });
}
