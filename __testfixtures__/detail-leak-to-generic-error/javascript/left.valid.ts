// What is written for the client, what only developers see, and what others decide about stays as it is.
import { ZodError } from 'zod';
import { ApiError } from './errors';

const isProduction = process.env.NODE_ENV === 'production';

export async function validation(req: any, res: any) {
  try {
    res.json(await work(req.body));
  } catch (err: any) {
    if (err instanceof ZodError) return res.status(400).json({ error: err.issues });
    if (err instanceof ApiError) return res.status(503).json({ error: err.message });
    if (err.message === 'Busy') return res.status(503).json({ error: err.message });
    return res.status(400).json({ error: err.message });
  }
}

export async function development(req: any, res: any) {
  try {
    res.json(await work(req.body));
  } catch (err: any) {
    console.error(err);
    if (process.env.NODE_ENV === 'development') {
      return res.status(500).json({ error: err.message, stack: err.stack });
    }
    res.status(500).json({
      error: isProduction ? 'Internal server error' : err.message,
      details: process.env.NODE_ENV !== 'production' ? err.message : undefined,
      ...(!isProduction && { stack: err.stack }),
      ...(process.env.NODE_ENV === 'development' ? { name: err.name } : {}),
    });
  }
}

export async function productionFirst(req: any, res: any) {
  try {
    res.json(await work(req.body));
  } catch (err: any) {
    if (isProduction) {
      return res.status(500).json({ error: 'Internal server error' });
    }
    return res.status(500).json({ error: err.message });
  }
}

export async function central(req: any, res: any, next: any) {
  try {
    res.json(await work(req.body));
  } catch (err) {
    next(err);
  }
}

export async function rethrown(req: any, res: any) {
  try {
    res.json(await work(req.body));
  } catch (err: any) {
    throw new ApiError(500, err.message);
  }
}

export async function success(req: any, res: any) {
  try {
    res.json(await work(req.body));
  } catch (err: any) {
    res.json({ ok: false, error: err.message });
  }
}

export async function deliver(): Promise<{ ok: boolean; error?: string }> {
  try {
    await work({});
    return { ok: true };
  } catch (err: any) {
    return { ok: false, error: err.message };
  }
}

export async function status(req: any, res: any) {
  try {
    res.json(await work(req.body));
  } catch (err: any) {
    console.error(err);
    const status = err.status || 500;
    res.status(status).json({ error: status < 500 ? err.message : 'Internal server error', statusCode: err.status });
  }
}

export function text(res: any, error: string) {
  res.status(500).json({ error });
}

export function socketed(socket: any) {
  socket.on('work', async (input: any) => {
    try {
      await work(input);
    } catch (err: any) {
      socket.emit('error', { message: err.message });
    }
  });
}
