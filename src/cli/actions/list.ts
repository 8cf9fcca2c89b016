import { loadConfig } from '../../config/load.ts';
import { findRoot } from '../../engine/git.ts';
import { builtInIds, findTransforms, isPath } from '../../registry.ts';
import { resolve } from 'node:path';
import type { Transform } from '../../transform.ts';
import { colors } from '../output.ts';

/** Prints the built-in transforms, those the configuration names, and the checks. */
export async function listAction(): Promise<void> {
  const cwd = process.cwd();
  const { config, folder } = await loadConfig((await findRoot([], cwd)).path, cwd);
  const own = (config.transforms ?? []).filter(isPath).map((name) => resolve(folder, name));
  const all = await findTransforms([...builtInIds(), ...own], cwd);
  process.stdout.write(`${transformTable(all.filter(({ check }) => !check))}\n${checkTable(all.filter(({ check }) => check))}`);
}

function transformTable(transforms: readonly Transform[]): string {
  return table(['id', 'languages', 'zones', 'what it does'], transforms.map(({ id, title, rules, zones }) => [id, Object.keys(rules).join(', '), (zones ?? ['server', 'library']).join(', '), title]));
}

function checkTable(checks: readonly Transform[]): string {
  return table(['check', 'languages', 'what a checklist asks for'], checks.map(({ id, title, rules }) => [id, Object.keys(rules).join(', '), title]));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const { bold, dim } = colors();
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const padded = (row: readonly string[]) => row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i]!)));
  const lines = rows.map((row) => padded(row).map((cell, i) => (i === 0 ? bold(cell) : cell)).join('  '));
  return `${[dim(padded(head).join('  ')), ...lines].join('\n')}\n`;
}
