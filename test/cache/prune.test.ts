import { existsSync, mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { prune } from '../../src/cache/prune.ts';

const DAY = 86_400;

it('removes stores that nobody used for a month, and the longest unused of too many, and nothing else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'checkmod-prune-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const now = Date.now() / 1000;
  const file = (name: string, days: number, megabytes = 0) => {
    writeFileSync(join(folder, name), '');
    truncateSync(join(folder, name), megabytes * 1024 * 1024);
    utimesSync(join(folder, name), now - days * DAY, now - days * DAY);
  };
  file('today.tsv', 0, 300);
  file('yesterday.tsv', 1, 200);
  file('last-week.tsv', 7, 100);
  file('small.tsv', 29);
  file('last-year.tsv', 300);
  file('notes.txt', 300);
  await prune(folder, now * 1000);
  const left = ['today.tsv', 'yesterday.tsv', 'last-week.tsv', 'small.tsv', 'last-year.tsv', 'notes.txt'].filter((name) => existsSync(join(folder, name)));
  expect(left).toEqual(['today.tsv', 'yesterday.tsv', 'notes.txt']);
});
