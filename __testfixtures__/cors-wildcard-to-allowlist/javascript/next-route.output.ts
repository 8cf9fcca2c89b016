import { NextRequest, NextResponse } from 'next/server';

/** The origins of a comma-separated list, without `*`. */
function parseAllowedOrigins(value: string | undefined): string[] {
  const listed = (value || '')
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
  const origins = listed.filter((origin) => origin !== '*');
  if (origins.length < listed.length) {
    process.emitWarning('Ignoring "*" in the CORS origins: list each origin instead');
  }
  return origins;
}

/** Headers that name the origin of a request, if it is allowed. */
function allowedOriginHeaders(origin: string | null | undefined): Record<string, string> {
  const vary = { Vary: 'Origin' };
  return origin && parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS).includes(origin)
    ? { ...vary, 'Access-Control-Allow-Origin': origin }
    : vary;
}

const corsHeaders = {
  'Access-Control-Allow-Methods': 'GET, OPTIONS',
};

export async function OPTIONS(request: NextRequest) {
  return new NextResponse(null, {
    status: 204,
    headers: { ...corsHeaders, ...allowedOriginHeaders(request.headers.get('Origin')) },
  });
}

export async function GET(request: NextRequest) {
  return NextResponse.json(
    { ok: true },
    {
      headers: { ...corsHeaders, ...allowedOriginHeaders(request.headers.get('Origin')), 'Cache-Control': 'no-store' },
    },
  );
}

export async function POST(request: Request) {
  return new Response('ok', { headers: allowedOriginHeaders(request.headers.get('Origin')) });
}
