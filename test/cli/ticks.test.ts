import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runChecklist } from '../../src/run-checklist.ts';
import { repository } from '../helpers/repository.ts';

/**
 * Small repositories with lists: an item that holds has the place that proves it in a comment, the others look as if
 * they held. Each file of `__testfixtures__/ticks/` is one repository.
 */
const FOLDER = join(import.meta.dirname, '../../__testfixtures__/ticks');
const repositories = readdirSync(FOLDER).sort().map((name) => {
  const parts = readFileSync(join(FOLDER, name), 'utf8').split(/^=== (.+)\n/m);
  const files = Object.fromEntries(parts.flatMap((part, i) => (i % 2 === 1 ? [[part, parts[i + 1]!]] : [])));
  const items = files['LIST.md']!.split('\n').flatMap((line, i) => (line.startsWith('- [ ] ') ? [{ line: i + 1, place: /<!-- (\S+) -->/.exec(line)?.[1] }] : []));
  return { name, files, items };
});

describe('--tick', () => {
  it.each(repositories)('ticks what holds in $name, and nothing else', async ({ files, items }) => {
    const { root } = repository(files);
    const { checklist } = await runChecklist({ checklist: 'LIST.md', tick: true, transforms: [], cwd: root, paths: [root] });
    const told = checklist!.items.map(({ line, text, verdict, reason }) => ({ line, text, verdict, reason }));
    expect(checklist!.ticked, JSON.stringify(told, undefined, 1)).toEqual(items.filter(({ place }) => place).map(({ line }) => line));
    for (const { line, place } of items) {
      if (place === undefined) continue;
      const { evidence } = checklist!.items.find((each) => each.line === line)!;
      expect(evidence.map((each) => `${each.path}:${each.line}`), `line ${line}`).toContain(place);
    }
  });

  it('is asked about enough', () => {
    const items = repositories.flatMap((each) => each.items);
    const held = items.filter(({ place }) => place);
    expect([held.length, items.length - held.length].map((n) => n >= 60)).toEqual([true, true]);
  });
});
