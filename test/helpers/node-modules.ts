import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { runProgram } from './install.ts';
import { MODULES } from './installs.ts';

export type NodeModules = { readonly modules: string } | { readonly skip: string };

/**
 * Packages of npm for programs under test. Without npm or its registry it gives the reason to skip the test, or throws
 * when `CHECKMOD_REQUIRE_ALL=1`.
 *
 *     const modules = await nodeModules();
 *     describe.skipIf('skip' in modules)('skip' in modules ? modules.skip : 'Express', () => { … });
 */
export async function nodeModules(): Promise<NodeModules> {
  const skip = await MODULES.ensure();
  return skip === undefined ? { modules: join(MODULES.folder, 'node_modules') } : { skip };
}

/**
 * Runs one of some files, given by path and text, and gives what it wrote and how it ended. TypeScript is compiled file
 * by file, decorators as Nest wants them; a `package.json` among the files says whether `.js` and `.ts` are ES modules.
 */
export async function runNode(
  modules: NodeModules, files: { readonly [path: string]: string }, entry: string, env: NodeJS.ProcessEnv = {},
): Promise<{ readonly stdout: string; readonly stderr: string; readonly exitCode: number }> {
  if ('skip' in modules) throw new Error(modules.skip);
  const folder = mkdtempSync(join(tmpdir(), 'checkmod-node-'));
  try {
    symlinkSync(modules.modules, join(folder, 'node_modules'), 'junction');
    for (const [path, text] of Object.entries(withPackage(files))) write(join(folder, compiledPath(path)), compiled(path, text, files));
    const { stdout, stderr } = await runProgram(process.execPath, [join(folder, compiledPath(entry))], { cwd: folder, env: { ...process.env, NODE_OPTIONS: '', ...env } });
    return { stdout, stderr, exitCode: 0 };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (typeof code !== 'number') throw error;
    return { stdout: stdout ?? '', stderr: stderr ?? '', exitCode: code };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function withPackage(files: { readonly [path: string]: string }): { readonly [path: string]: string } {
  return { 'package.json': '{ "private": true }', ...files };
}

function compiledPath(path: string): string {
  return path.replace(/(?<!\.d)\.([cm]?)tsx?$/, '.$1js');
}

function compiled(path: string, text: string, files: { readonly [path: string]: string }): string {
  if (compiledPath(path) === path) return text;
  const isEsm = /\.mts$/.test(path) || (!/\.cts$/.test(path) && /"type"\s*:\s*"module"/.test(files['package.json'] ?? ''));
  return ts.transpileModule(text, {
    fileName: path,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022, module: isEsm ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS,
      esModuleInterop: true, experimentalDecorators: true, emitDecoratorMetadata: true, useDefineForClassFields: false,
    },
  }).outputText;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
