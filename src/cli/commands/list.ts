import type { Command } from 'commander';
import { loadConfig } from '../../config/load.ts';
import { findRoot } from '../../engine/git.ts';
import { builtInIds, isPath, loadTransforms } from '../../registry.ts';
import { resolve } from 'node:path';
import type { Transform } from '../../transform.ts';
import { colors } from '../output.ts';

export function addList(program: Command): void {
  program.command('list')
    .summary('list the transforms')
    .description('Lists the transforms: the built-in ones, and those of your own that the configuration names.')
    .action(async () => {
      const cwd = process.cwd();
      const { config, folder } = await loadConfig((await findRoot([], cwd)).path, cwd);
      const own = (config.transforms ?? []).filter(isPath).map((name) => resolve(folder, name));
      process.stdout.write(table(await loadTransforms([...builtInIds(), ...own], cwd)));
    });
}

function table(transforms: readonly Transform[]): string {
  const { bold, dim } = colors();
  const rows = transforms.map(({ id, title, rules, zones }) => [id, Object.keys(rules).join(', '), (zones ?? ['server', 'library']).join(', '), title]);
  const head = ['id', 'languages', 'zones', 'what it does'];
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const padded = (row: readonly string[]) => row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i]!)));
  const lines = rows.map((row) => padded(row).map((cell, i) => (i === 0 ? bold(cell) : cell)).join('  '));
  return `${[dim(padded(head).join('  ')), ...lines].join('\n')}\n`;
}
