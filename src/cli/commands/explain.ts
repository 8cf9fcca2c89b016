import type { Command } from 'commander';
export function addExplain(program: Command): void { program.command('explain'); }
