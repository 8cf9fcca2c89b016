import { NextRequest, NextResponse } from 'next/server';

const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, OPTIONS',
};

export async function OPTIONS(request: NextRequest) {
  return new NextResponse(null, { status: 204, headers: corsHeaders });
}

export async function GET(request: NextRequest) {
  return NextResponse.json({ ok: true }, { headers: { ...corsHeaders, 'Cache-Control': 'no-store' } });
}

export async function POST(request: Request) {
  return new Response('ok', { headers: { 'Access-Control-Allow-Origin': '*' } });
}
