import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram, SharedInstall, WINDOWS } from './shared-install.ts';

const VENV = new SharedInstall('checkmod-venv');
const PYTHON = join(VENV.folder, WINDOWS ? 'Scripts/python.exe' : 'bin/python');

export type Python = { readonly python: string } | { readonly skip: string };

/**
 * A Python with these packages, in a virtual environment that all behaviour tests share. Without python3 or PyPI it
 * gives the reason to skip the test, or throws when `CHECKMOD_REQUIRE_ALL=1`.
 *
 *     const python = await pythonWith('fastapi', 'httpx');
 *     describe.skipIf('skip' in python)('skip' in python ? python.skip : 'FastAPI', () => { … });
 */
export async function pythonWith(...packages: string[]): Promise<Python> {
  const skip = await VENV.ensure(packages, install);
  return skip === undefined ? { python: PYTHON } : { skip };
}

/** Runs code with a Python of `pythonWith` in a folder, and gives what it printed. */
export async function runPython(python: Python, code: string, cwd: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  if ('skip' in python) throw new Error(python.skip);
  const { stdout } = await runProgram(python.python, ['-c', code], { cwd, env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...env } });
  return stdout;
}

async function install(packages: readonly string[]): Promise<void> {
  if (!existsSync(PYTHON)) await runProgram(WINDOWS ? 'python' : 'python3', ['-m', 'venv', VENV.folder]);
  await runProgram(PYTHON, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--retries', '1', ...packages]);
}
