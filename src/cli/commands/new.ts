import type { Command } from 'commander';

export function addNew(program: Command): void {
  program.command('new')
    .summary('start a transform of your own')
    .description('Makes ./transforms/<id> with a small transform that works, its README and fixtures, to start from.')
    .argument('<id>', 'what it is called, such as yaml-load-to-safe-load')
    .action(async (id: string) => {
      const { newAction } = await import('../actions/new.ts');
      await newAction(id);
    });
}
