import type { Command } from 'commander';

export function addList(program: Command): void {
  program.command('list')
    .summary('list the transforms and checks')
    .description('Lists the transforms, the built-in ones and those of your own that the configuration names, and the checks, which look and rewrite nothing.')
    .action(async () => {
      const { listAction } = await import('../actions/list.ts');
      await listAction();
    });
}
