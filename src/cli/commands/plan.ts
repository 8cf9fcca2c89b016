import type { Command } from 'commander';
import { PLAN_FORMATS } from '../../reporters/formats.ts';
import type { PlanFlags } from '../actions/plan.ts';
import { choice } from '../list-option.ts';

export function addPlan(program: Command): void {
  program.command('plan')
    .summary('say for every item of a checklist what the code says about it')
    .description('Reads a checklist in Markdown and says for every item what the code says about it: what can be fixed, what\nholds already and where, what a person has to do. Writes nothing.')
    .argument('<checklist>', 'a Markdown file')
    .argument('[path]', 'the folder to look at; the whole repository if none is given, that of the checklist if it lies in another one')
    .option('-f, --format <format>', PLAN_FORMATS.join(', '), choice(PLAN_FORMATS), 'text')
    .option('-o, --output <file>', 'write the plan to a file, with all places')
    .addHelpText('after', `
Examples:
  checkmod plan docs/PRODUCTION_TODO.md
  checkmod plan TODO.md -f markdown -o plan.md      a page to paste into an issue
  checkmod run --checklist TODO.md                  the fixes its items ask for, as diffs

An item that is read wrong: write <!-- checkmod: id --> (or none) behind it, or map its text under \`checklist\` in the configuration.`)
    .action(async (checklist: string, path: string | undefined, flags: PlanFlags) => {
      const { planAction } = await import('../actions/plan.ts');
      process.exitCode = await planAction(checklist, path, flags);
    });
}
