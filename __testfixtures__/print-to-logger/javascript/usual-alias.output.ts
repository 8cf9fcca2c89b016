import { NextResponse } from 'next/server';
import { logger } from '@/lib/logger';

export async function GET() {
  logger.info('listing orders');
  return NextResponse.json([]);
}
