import type { Command } from 'commander';
export function addList(program: Command): void { program.command('list'); }
