import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report.ts';
import { checkmod } from '../helpers/cli.ts';
import { MARKS, USE_MARKS } from '../helpers/marks.ts';
import { repository } from '../helpers/repository.ts';

/** Runs a script that imports checkmod by its name, as one that depends on it does. */
function script(code: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: join(import.meta.dirname, '../..'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

describe('import … from \'checkmod\'', () => {
  it('run does what the command does, silently and with events', async () => {
    const { root } = repository({ ...MARKS, 'a.py': 'x = "FIX RISKY"\n', 'b.ipynb': '{}' });
    const command = JSON.parse((await checkmod(root, ['run', ...USE_MARKS, '-f', 'json'])).stdout) as Report;
    const [report, events] = JSON.parse(script(`
      import { run } from 'checkmod';
      const events = [];
      const report = await run({ cwd: ${JSON.stringify(root)}, transforms: ['./own/marks'], onEvent: (event) => events.push(event.kind) });
      console.log(JSON.stringify([report, events]));
    `)) as [Report, string[]];
    expect({ ...report, summary: { ...report.summary, elapsedMs: 0 } }).toEqual({ ...command, summary: { ...command.summary, elapsedMs: 0 } });
    expect(events).toEqual(expect.arrayContaining(['listed', 'note', 'checked']));
  });
  it('run throws UsageError and takes a configuration', async () => {
    const { root } = repository({ ...MARKS, 'a.py': 'x = "FIX"\n' });
    expect(script(`
      import { run, UsageError } from 'checkmod';
      const cwd = ${JSON.stringify(root)};
      const wrong = await run({ cwd, transforms: ['nope'] }).catch((error) => error);
      const report = await run({ cwd, config: { transforms: ['./own/marks'], exclude: ['a.py'] } });
      console.log(wrong instanceof UsageError, report.summary.fixes);
    `)).toBe('true 0\n');
  });
  it('defineTransform and what rules of each language ask are there', () => {
    expect(script(`
      import { defineTransform } from 'checkmod';
      import * as python from 'checkmod/python';
      import * as javascript from 'checkmod/javascript';
      console.log(defineTransform({ id: 'x' }).id, typeof python.callsOf, typeof javascript.callsOf);
    `)).toBe('x function function\n');
  });
});
