import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { MiddlewareHandler } from 'hono';
import { getMimeType } from 'hono/utils/mime';
import { refusal } from './problem.ts';

/** The build puts a hash into the names of what lies here, so that a name never means another text. */
const HASHED = /^\/assets\/.+-[\w-]{8,}\.\w+$/;

/** Serves the files of the built page, listed once: a path that is not in the list leads nowhere. */
export async function pageFiles(folder: string): Promise<MiddlewareHandler> {
  const files = await filesOf(folder);
  return async (c) => {
    const { path } = c.req;
    const file = files.get(path === '/' ? '/index.html' : path);
    if (file === undefined) return refusal(c, 404, path === '/' ? 'the page is not built; npm run build makes it' : 'there is nothing at this address');
    if (!['GET', 'HEAD'].includes(c.req.method)) {
      c.header('Allow', 'GET, HEAD');
      return refusal(c, 405, `${c.req.method} is not for this address`);
    }
    c.header('Content-Type', getMimeType(file) ?? 'application/octet-stream');
    if (HASHED.test(path)) c.header('Cache-Control', 'private, max-age=31536000, immutable');
    return c.body(new Uint8Array(await readFile(file)));
  };
}

async function filesOf(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [`/${relative(folder, path).split(sep).join('/')}`, path]));
}
