import http from 'node:http';
import { NextResponse } from 'next/server';
import { HTTPException } from 'hono/http-exception';
import { store } from './store';

export async function GET(request: Request) {
  try {
    return NextResponse.json(await store.list());
  } catch (error) {
    return NextResponse.json({ ok: false, error: String(error) }, { status: 500 });
  }
}

export async function POST(request: Request) {
  try {
    return Response.json(await store.create(await request.json()));
  } catch (e: any) {
    return new Response(JSON.stringify({ error: e.message ?? 'Could not create it' }), { status: 500 });
  }
}

export const koa = async (ctx: any) => {
  try {
    ctx.body = await store.list();
  } catch (err: any) {
    ctx.status = 500;
    ctx.body = { error: err.message };
  }
};

app.get('/items', async (c) => {
  try {
    return c.json(await store.list());
  } catch (err) {
    return c.json({ error: err instanceof Error ? err.message : String(err) }, 500);
  }
});

app.onError((err, c) => c.json({ message: err.message }, 500));

app.get('/thrown', async (c) => {
  try {
    return c.json(await store.list());
  } catch (err) {
    throw new HTTPException(500, { message: (err as Error).message, cause: err });
  }
});

export const handler = async (event: any) => {
  try {
    return { statusCode: 200, body: JSON.stringify(await store.list()) };
  } catch (err: any) {
    return {
      statusCode: 500,
      body: JSON.stringify({ message: 'Internal error', error: err.message, stack: err.stack }),
    };
  }
};

http.createServer(async (req, res) => {
  try {
    res.end(JSON.stringify(await store.list()));
  } catch (err: any) {
    res.writeHead(500, { 'Content-Type': 'application/json' });
    res.end(JSON.stringify({ error: err.message }));
  }
}).listen(3000);

export async function elysia({ set }: any) {
  try {
    return await store.list();
  } catch (err: any) {
    set.status = 500;
    return { error: err.message };
  }
}

export async function rows(req: any, res: any) {
  const { data, error } = await store.from('rows').select();
  if (error) return res.status(500).json({ error: error.message });
  res.statusCode = 200;
  res.json(data);
}

export async function split(req: any, res: any) {
  try {
    res.json(await store.list());
  } catch (err: any) {
    res.statusCode = 500;
    res.json({ error: err.message });
  }
}
