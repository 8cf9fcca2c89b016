import http from 'node:http';
import { NextResponse } from 'next/server';
import { HTTPException } from 'hono/http-exception';
import { store } from './store';
import { logger } from './logger';

export async function GET(request: Request) {
  try {
    return NextResponse.json(await store.list());
  } catch (error) {
    logger.error('GET: store.list failed', error);
    return NextResponse.json({ ok: false, error: 'Internal server error' }, { status: 500 });
  }
}

export async function POST(request: Request) {
  try {
    return Response.json(await store.create(await request.json()));
  } catch (e: any) {
    logger.error('Could not create it', e);
    return new Response(JSON.stringify({ error: 'Could not create it' }), { status: 500 });
  }
}

export const koa = async (ctx: any) => {
  try {
    ctx.body = await store.list();
  } catch (err: any) {
    ctx.status = 500;
    logger.error('koa failed', err);
    ctx.body = { error: 'Internal server error' };
  }
};

app.get('/items', async (c) => {
  try {
    return c.json(await store.list());
  } catch (err) {
    logger.error('GET /items failed', err);
    return c.json({ error: 'Internal server error' }, 500);
  }
});

app.onError((err, c) => {
  logger.error('Unhandled error', err);
  return c.json({ message: 'Internal server error' }, 500);
});

app.get('/thrown', async (c) => {
  try {
    return c.json(await store.list());
  } catch (err) {
    logger.error('GET /thrown failed', err);
    throw new HTTPException(500, { message: 'Internal server error', cause: err });
  }
});

export const handler = async (event: any) => {
  try {
    return { statusCode: 200, body: JSON.stringify(await store.list()) };
  } catch (err: any) {
    logger.error('store.list failed', err);
    return {
      statusCode: 500,
      body: JSON.stringify({ message: 'Internal error', error: 'Internal error' }),
    };
  }
};

http.createServer(async (req, res) => {
  try {
    res.end(JSON.stringify(await store.list()));
  } catch (err: any) {
    res.writeHead(500, { 'Content-Type': 'application/json' });
    logger.error('store.list failed', err);
    res.end(JSON.stringify({ error: 'Internal server error' }));
  }
}).listen(3000);

export async function elysia({ set }: any) {
  try {
    return await store.list();
  } catch (err: any) {
    set.status = 500;
    logger.error('elysia failed', err);
    return { error: 'Internal server error' };
  }
}

export async function rows(req: any, res: any) {
  const { data, error } = await store.from('rows').select();
  if (error) {
    logger.error('rows: select from rows failed', error);
    return res.status(500).json({ error: 'Internal server error' });
  }
  res.statusCode = 200;
  res.json(data);
}

export async function split(req: any, res: any) {
  try {
    res.json(await store.list());
  } catch (err: any) {
    res.statusCode = 500;
    logger.error('split failed', err);
    res.json({ error: 'Internal server error' });
  }
}
