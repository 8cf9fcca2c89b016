import { describe, expect, it } from 'vitest';
import { nodeModules, runNode } from './node-modules.ts';

const modules = await nodeModules();

describe.skipIf('skip' in modules)('skip' in modules ? modules.skip : 'programs under test', () => {
  it('are CommonJS unless their package says otherwise', async () => {
    const { stdout } = await runNode(modules, { 'a.js': "const pino = require('pino')\nconsole.log(typeof pino, require('./b').b)\n", 'b.ts': 'export const b: number = 1\n' }, 'a.js');
    expect(stdout).toBe('function 1\n');
  });

  it('are ES modules where it does, and say how they ended', async () => {
    const files = { 'package.json': '{ "type": "module" }', 'src/a.ts': "import { b } from './b.js'\nconsole.error(b)\nprocess.exit(3)\n", 'src/b.ts': 'export const b: number = 1\n' };
    expect(await runNode(modules, files, 'src/a.ts')).toEqual({ stdout: '', stderr: '1\n', exitCode: 3 });
  });
});
