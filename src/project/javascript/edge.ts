import { edgesOf } from './graph.ts';
import type { Resolver } from './resolve.ts';
import type { JavaScriptScan } from './scan.ts';
import { reach } from '../reach.ts';

const TOOLS = ['wrangler', '@cloudflare/workers-types', '@cloudflare/vitest-pool-workers'];
/** Modules that only workers at the edge have. */
const MODULES = /^(?:cloudflare:|hono\/(?:cloudflare-workers|cloudflare-pages|vercel-edge|deno)$|@cloudflare\/(?!workers-types)|@sentry\/cloudflare$|@vercel\/edge|@netlify\/edge-functions|https:\/\/deno\.land\/)/;
const NODE = /^(?:node:)?(?:fs|http|https|http2|net|tls|os|child_process|cluster|worker_threads|dgram)(?:\/|$)|^(?:express|fastify|koa|@nestjs\/core|@hapi\/hapi|@hono\/node-server|restify|polka)$/;
/** What answers requests there, in a package that has the tools for it. */
const ANSWERS = /^export\s+default\s*\{[^}]{0,200}?\b(?:async\s+)?(?:fetch|scheduled|queue|email)\s*(?:\(|:)|^addEventListener\(\s*['"]fetch['"]|^export\s+(?:const|(?:async\s+)?function)\s+onRequest(?:Get|Post|Put|Patch|Delete)?\b|^export\s+default\s+(?:app|router|worker|api)\b/m;

/**
 * Files of a package that run in a worker at the edge: those that answer requests there or import what only such a worker
 * has, and what they import. Where the package has the tools for workers and shows none of these, all but the files that
 * use Node.
 */
export function edgeFiles(
  files: readonly string[], dependencies: { readonly own: readonly string[]; readonly all: readonly string[] }, scans: ReadonlyMap<string, JavaScriptScan>, texts: ReadonlyMap<string, string>, resolver: Resolver,
): string[] {
  const usesNode = (file: string) => scans.get(file)!.imports.some(({ specifier, kind }) => kind !== 'type' && NODE.test(specifier));
  const hasTools = (names: readonly string[]) => TOOLS.some((name) => names.includes(name));
  const entries = files.filter((file) => !usesNode(file) && (
    scans.get(file)!.imports.some(({ specifier, kind }) => kind !== 'type' && MODULES.test(specifier)) || (hasTools(dependencies.all) && ANSWERS.test(texts.get(file)!))));
  if (entries.length === 0) return hasTools(dependencies.own) ? files.filter((file) => !usesNode(file)) : [];
  const all = [...scans.keys()];
  const reached = reach(entries, (from) => edgesOf(from, scans.get(from)!, resolver, all).filter(({ kind }) => kind !== 'type').map(({ to }) => to));
  return files.filter((file) => reached.has(file));
}
