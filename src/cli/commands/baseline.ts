import type { Command } from 'commander';
import { ZONES } from '../../types.ts';
import type { BaselineFlags } from '../actions/baseline.ts';
import { listOption } from '../list-option.ts';

export function addBaseline(program: Command): void {
  program.command('baseline')
    .summary('write down the pending fixes, so that --check fails only on more')
    .description('Writes the number of pending fixes per file and transform to .checkmod/baseline.json in the root. `run --check`\nreads it there and fails only where there are more.')
    .argument('[paths...]', 'files and folders of one repository, other entries stay; all of it if none is given')
    .option('-t, --transform <id[,id]>', 'only these transforms; a value with "/" is one of your own; repeatable', listOption())
    .option('--zone <zone[,zone]>', 'also look at files of these zones, such as cli or script', listOption(ZONES))
    .option('--prune', 'only lower it to what is left, and drop what is fixed or gone')
    .addHelpText('after', `
Examples:
  checkmod baseline            take what there is as given; commit the file
  checkmod run --check         in CI: fails on what is new
  checkmod baseline --prune    after some were fixed`)
    .action(async (paths: string[], flags: BaselineFlags) => {
      const { baselineAction } = await import('../actions/baseline.ts');
      process.exitCode = await baselineAction(paths, flags);
    });
}
