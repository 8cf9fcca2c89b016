import { NextResponse, type NextRequest } from 'next/server';
import { ratelimit } from './lib/redis';

export async function middleware(request: NextRequest) {
  if (request.nextUrl.pathname.startsWith('/api/auth')) {
    const { success } = await ratelimit.limit(request.headers.get('x-forwarded-for') ?? 'user');
    if (!success) return NextResponse.json({ error: 'Too many requests' }, { status: 429 });
  }
  return NextResponse.next();
}

export const config = { matcher: ['/api/:path*', '/dashboard'] };
