import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { BatchReport } from '../../src/batch.ts';
import { codeHost } from '../helpers/code-host.ts';
import { program, start } from '../helpers/program.ts';
import { IDENTITY, migration, server } from '../helpers/remotes.ts';

it('a push that is killed once a pull request is open, and before that is known, opens no second one', async () => {
  const all = migration();
  all.remote('acme/orders', server('orders'));
  const host = await codeHost(join(all.root, 'remotes'), 'acme/orders');
  const env = { ...IDENTITY, GITHUB_TOKEN: host.token };
  all.write('migration.yaml', `repositories: ["${host.origin}/acme/orders.git"]\ntransforms: [print-to-logger]\nbranch: checkmod/logging\nhosts: { "${host.name}": github }\npullRequest: { labels: [checkmod] }\n`);
  expect(await program(all.root, ['batch', 'run', 'migration.yaml'], env)).toMatchObject({ code: 0 });
  const { pulls } = host.repositories['acme/orders']!;
  host.trouble(/^POST .*\/pulls$/, 'unanswered');
  const push = start(all.root, ['batch', 'push', 'migration.yaml'], env);
  await expect.poll(() => pulls.length).toBe(1);
  push.kill('SIGKILL');
  await push.outcome;
  expect(pulls[0]!.labels).toEqual([]);
  const again = await program(all.root, ['batch', 'push', 'migration.yaml', '--json'], env);
  expect((JSON.parse(again.stdout) as BatchReport).repositories[0]).toMatchObject({ standing: 'draft', pull: { number: 1, own: true } });
  expect(pulls).toMatchObject([{ state: 'open', labels: ['checkmod'] }]);
});
