import type { NextApiRequest, NextApiResponse } from 'next';

/** The origins of a comma-separated list, without `*`. */
function parseAllowedOrigins(value: string | undefined): string[] {
  const listed = (value || '')
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
  const origins = listed.filter((origin) => origin !== '*');
  if (origins.length < listed.length) {
    process.emitWarning(
      'Ignoring "*" in the CORS origins: list each origin instead',
    );
  }
  return origins;
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
