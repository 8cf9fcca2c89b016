import { runProgram } from './install.ts';
import { PYTHON, VENV } from './installs.ts';

export type Python = { readonly python: string } | { readonly skip: string };

/**
 * A Python with packages for programs under test. Without python3 or PyPI it gives the reason to skip the test, or throws
 * when `CHECKMOD_REQUIRE_ALL=1`.
 *
 *     const python = await pythonVenv();
 *     describe.skipIf('skip' in python)('skip' in python ? python.skip : 'FastAPI', () => { … });
 */
export async function pythonVenv(): Promise<Python> {
  const skip = await VENV.ensure();
  return skip === undefined ? { python: PYTHON } : { skip };
}

/** Runs code with that Python in a folder, and gives what it printed. */
export async function runPython(python: Python, code: string, cwd: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  if ('skip' in python) throw new Error(python.skip);
  const { stdout } = await runProgram(python.python, ['-c', code], { cwd, env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...env } });
  return stdout;
}
