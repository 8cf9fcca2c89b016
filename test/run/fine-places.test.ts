import { describe, expect, it } from 'vitest';
import type { LanguageId } from '../../src/languages/types.ts';
import { loadTransforms } from '../../src/registry.ts';
import { runText } from '../helpers/fixture.ts';

/** Lines of the places a rule leaves: those nobody has to look at, and those somebody has to. */
async function leftBy(id: string, language: LanguageId, text: string): Promise<{ fine: number[]; open: number[] }> {
  const { sites, status, reason } = await runText(text, await loadTransforms([id], '.'), language, { unsafe: true });
  expect({ status, reason }).not.toEqual({ status: 'skipped', reason: expect.anything() as unknown });
  const left = sites.filter((site) => site.status === 'left');
  return { fine: left.filter(({ fine }) => fine).map(({ line }) => line), open: left.filter(({ fine }) => !fine).map(({ line }) => line) };
}

describe('places that are right as they are', () => {
  it('print-to-logger: output of a program and of the logging itself, not what has no form for a log', async () => {
    expect(await leftBy('print-to-logger', 'python', `import sys
def show_usage():
    print("usage: app [options]")
def handle(rows):
    sys.stdout.write("done")
    print(*rows)
    print("to a file", file=open("x"))
if __name__ == "__main__":
    print("starting")
`)).toEqual({ fine: [3, 7, 9], open: [5, 6] });
    expect(await leftBy('print-to-logger', 'javascript', `function showUsage() {
  console.log('usage: app [options]');
}
function handle(rows) {
  console.table(rows);
  page.evaluate(() => { console.log('in the page'); });
}
`)).toEqual({ fine: [2, 6], open: [5] });
  });

  it('uuid4-to-secure-token: ids, not a secret for which there is only room for a UUID, nor a session', async () => {
    expect(await leftBy('uuid4-to-secure-token', 'python', `import uuid
def issue():
    access_token = uuid.uuid4()
    client_id = str(uuid.uuid4())
    session_id = str(uuid.uuid4())
    return access_token, client_id, session_id
`)).toEqual({ fine: [4], open: [3, 5] });
    expect(await leftBy('uuid4-to-secure-token', 'javascript', `const crypto = require('crypto');
function issue() {
  const accessToken = crypto.randomUUID();
  const clientId = crypto.randomUUID();
  const sessionId = crypto.randomUUID();
  return { accessToken, clientId, sessionId };
}
`)).toEqual({ fine: [4], open: [5] });
  });

  it('cors-wildcard-to-allowlist: what is for development, not a pattern of hosts', async () => {
    expect(await leftBy('cors-wildcard-to-allowlist', 'python', `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
app = FastAPI()
if settings.debug:
    app.add_middleware(CORSMiddleware, allow_origins=["*"])
else:
    app.add_middleware(CORSMiddleware, allow_origin_regex=r"https://.*\\.lovable\\.app")
`)).toEqual({ fine: [5], open: [7] });
    expect(await leftBy('cors-wildcard-to-allowlist', 'javascript', `const express = require('express');
const cors = require('cors');
const app = express();
if (process.env.NODE_ENV !== 'production') {
  app.use(cors({ origin: '*' }));
} else {
  app.use(cors({ origin: /\\.vercel\\.app$/ }));
  app.use(cors({ origin: /^https:\\/\\/.*\\.vercel\\.app$/ }));
}
`)).toMatchObject({ fine: [5], open: expect.arrayContaining([8]) as unknown });
  });

  it('silent-catch-to-warning: probes and failures that are told, not what has no place for a log line', async () => {
    expect(await leftBy('silent-catch-to-warning', 'python', `import contextlib
def number(raw):
    try:
        return int(raw)
    except Exception:
        return None
def save(store):
    with contextlib.suppress(Exception):
        store.save()
`)).toEqual({ fine: [5], open: [8] });
    expect(await leftBy('silent-catch-to-warning', 'javascript', `const noop = () => {};
function number(raw) {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}
store.save().catch(noop);
`)).toEqual({ fine: [5], open: [9] });
  });

  it('detail-leak-to-generic-error: texts for the client with a 4xx, not with a 500 or on a socket', async () => {
    expect(await leftBy('detail-leak-to-generic-error', 'python', `from fastapi import FastAPI, HTTPException
app = FastAPI()
@app.get("/")
async def read():
    try:
        work()
    except ValueError as exc:
        raise HTTPException(400, detail=str(exc))
@app.get("/other")
async def other():
    try:
        work()
    except ValueError as exc:
        raise HTTPException(500, detail=str(exc))
`)).toEqual({ fine: [8], open: [14] });
    expect(await leftBy('detail-leak-to-generic-error', 'javascript', `const { ZodError } = require('zod');
app.post('/', (req, res) => {
  try {
    work();
  } catch (err) {
    if (err instanceof ZodError) return res.status(400).json({ error: err.issues });
    res.status(400).json({ error: err.message });
  }
});
`)).toEqual({ fine: [6], open: [] });
  });
});
