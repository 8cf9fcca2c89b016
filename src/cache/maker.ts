import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** What reads and lays out code and is not in the bundle. */
const PARSERS = ['@ast-grep/napi', '@ast-grep/lang-python', '@astral-sh/ruff-wasm-nodejs', '@babel/parser', 'prettier', 'ts-morph'];

/**
 * All that a result depends on beside its input: the build, whose id is in the file, Node, and the parsers installed.
 * Undefined where there is no such file: of sources that change by the minute nothing is kept.
 */
export async function makerOf(buildId: URL): Promise<string | undefined> {
  const build = await readFile(buildId, 'utf8').catch(() => undefined);
  if (build === undefined) return undefined;
  const { resolve } = createRequire(import.meta.url);
  return [build.trim(), process.version, ...await Promise.all(PARSERS.map(async (name) => `${name}@${await versionOf(name, resolve)}`))].join(' ');
}

async function versionOf(name: string, resolve: (name: string) => string): Promise<string> {
  try {
    return (JSON.parse(await readFile(resolve(`${name}/package.json`), 'utf8')) as { version: string }).version;
  } catch {
    return '?';
  }
}
