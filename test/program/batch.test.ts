import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { RepositoryState } from '../../src/batch/types.ts';
import { branchesOf } from '../helpers/branches.ts';
import { program, start } from '../helpers/program.ts';
import { IDENTITY, migration, server, type Migration } from '../helpers/remotes.ts';

const NAMES = Array.from({ length: 12 }, (_, i) => `service-${i}`);
const PHASES = ['plan', 'apply', 'push'] as const;
const MANIFEST = `repositories:\n${NAMES.map((name) => `  - ./remotes/${name}.git\n`).join('')}transforms: [print-to-logger, silent-catch-to-warning]\nbranch: checkmod/logging\nconcurrency: 3\n`;

/** Numbers from 0 to 1, the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 0x7fffffff) / 0x7fffffff;
}

function states({ root }: Migration): RepositoryState[] {
  const folder = join(root, '.checkmod-batch/repositories');
  return readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as RepositoryState);
}

describe('batch', () => {
  it('killed at any moment, ends with the same branches as undisturbed, and does nothing twice', async () => {
    const all = migration();
    for (const name of NAMES) all.remote(name, server(name));
    all.write('migration.yaml', MANIFEST);
    cpSync(join(all.root, 'remotes'), join(all.root, 'before'), { recursive: true });
    const took: number[] = [];
    for (const phase of PHASES) {
      const started = performance.now();
      const { code, stderr } = await program(all.root, ['batch', phase, 'migration.yaml'], IDENTITY);
      expect({ phase, code, stderr }).toEqual({ phase, code: 0, stderr: '' });
      took.push(performance.now() - started);
    }
    const undisturbed = branchesOf(all, NAMES, 'checkmod/logging');
    for (const log of undisturbed) expect(log).toMatch(/^#2 \(#1\) \w+ Ada\nLog the errors [^]*\n#1 \(#0\) \w+ Ada\nWrite to the logger[^]*\n#0 \(\) /);

    rmSync(join(all.root, 'remotes'), { recursive: true });
    rmSync(join(all.root, '.checkmod-batch'), { recursive: true });
    cpSync(join(all.root, 'before'), join(all.root, 'remotes'), { recursive: true });
    const random = numbers(20260);
    for (const [i, phase] of PHASES.entries()) {
      const killed = start(all.root, ['batch', phase, 'migration.yaml'], IDENTITY);
      await wait(took[i]! * (0.3 + 0.6 * random()));
      killed.kill('SIGKILL');
      await killed.outcome;
      const known = states(all);
      const { code, stderr } = await program(all.root, ['batch', phase, 'migration.yaml'], IDENTITY);
      expect({ phase, code, stderr }).toEqual({ phase, code: 0, stderr: '' });
      const now = new Map(states(all).map((state) => [state.id, state]));
      for (const { id, plan, apply } of known) {
        if (plan) expect(now.get(id)!.plan).toEqual(plan);
        if (apply) expect(now.get(id)!.apply).toEqual(apply);
      }
    }
    expect(branchesOf(all, NAMES, 'checkmod/logging')).toEqual(undisturbed);
    expect(readdirSync(join(all.root, '.checkmod-batch/trees')).sort()).toEqual(states(all).map(({ id }) => id).sort());
  });

  it('ends a repository that hangs or takes too much memory, with the command that tries it again', async () => {
    const { root, remote, write } = migration();
    remote('slow', server('slow'));
    remote('well', server('well'));
    write('own/hangs/index.ts', "import { defineTransform } from 'checkmod';\nexport default defineTransform({ id: 'hangs', title: 'Hang', why: '', cues: [], rules: { python: { prefilter: /print/, *sites() { for (;;); } } } });\n");
    write('own/eats/index.ts', "import { defineTransform } from 'checkmod';\nexport default defineTransform({ id: 'eats', title: 'Eat', why: '', cues: [], rules: { python: { prefilter: /print/, *sites() { const all = []; for (;;) all.push(new Array(1e5).fill(0.5)); } } } });\n");
    write('migration.yaml', `repositories:
  - ./remotes/well.git
  - { path: ./remotes/slow.git, name: hungry, transforms: [./own/eats], limits: { memory: 300MB } }
transforms: [print-to-logger]
branch: checkmod/x
`);
    const eats = await program(root, ['batch', 'plan', 'migration.yaml']);
    expect(eats.code).toBe(1);
    expect(eats.stdout).toMatch(/^well +1 +1 +\d+ +planned$/m);
    expect(eats.stdout).toMatch(/Failed: it took too much memory \(1\)\n {2}hungry {2}it took more than 300 MB[^]*checkmod batch plan migration\.yaml --only hungry/);
    write('migration.yaml', 'repositories: [{ path: ./remotes/slow.git, name: slow }]\ntransforms: [./own/hangs]\nbranch: checkmod/x\nlimits: { time: 3s }\n');
    const hangs = await program(root, ['batch', 'plan', 'migration.yaml']);
    expect(hangs.code).toBe(1);
    expect(hangs.stdout).toMatch(/Failed: it took too long \(1\)/);
  });
});
