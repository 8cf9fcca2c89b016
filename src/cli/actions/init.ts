import { existsSync, readFileSync } from 'node:fs';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadConfig } from '../../config/load.ts';
import { scriptTemplate, tomlTemplate } from '../../config/template.ts';
import { findRoot } from '../../engine/git.ts';
import { UsageError } from '../../errors.ts';

/** The configuration that is written where there is no pyproject.toml. */
const SCRIPT = 'checkmod.config.mjs';

/** Writes a configuration of the project. Throws `UsageError` when there is one. */
export async function initAction(): Promise<void> {
  const cwd = process.cwd();
  const root = (await findRoot([], cwd)).path;
  const { file } = await loadConfig(root, cwd);
  if (file !== undefined) throw new UsageError(`${file} configures checkmod already; edit it`);
  process.stdout.write(`wrote ${await writeConfig(root)}\n`);
}

async function writeConfig(root: string): Promise<string> {
  const manifest = join(root, 'pyproject.toml');
  if (!existsSync(manifest)) {
    await writeFile(join(root, SCRIPT), scriptTemplate(), { flag: 'wx' });
    return SCRIPT;
  }
  const text = readFileSync(manifest, 'utf8');
  const ending = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' ? '' : `${text.endsWith('\n') ? '' : ending}${ending}`;
  await appendFile(manifest, gap + tomlTemplate().replaceAll('\n', ending));
  return '[tool.checkmod] in pyproject.toml';
}
