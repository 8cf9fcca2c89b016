import { writeFile } from 'node:fs/promises';
import { InvalidArgumentError, type Command } from 'commander';
import { plan } from '../../plan.ts';
import { PLAN_FORMATS } from '../../reporters/plan/index.ts';
import type { Plan } from '../../report.ts';
import { quoted } from '../command-line.ts';
import { EXIT } from '../exit.ts';
import { checkOutput } from '../check-output.ts';
import { interruptible } from '../interruptible.ts';
import { choices } from '../list-option.ts';
import { note, useColor, widthOf } from '../output.ts';

interface PlanFlags {
  readonly format: string;
  readonly output?: string;
}

export function addPlan(program: Command): void {
  program.command('plan')
    .summary('say for every item of a checklist what the code says about it')
    .description('Reads a checklist in Markdown and says for every item what the code says about it: what can be fixed, what\nholds already and where, what a person has to do. Writes nothing.')
    .argument('<checklist>', 'a Markdown file')
    .argument('[path]', 'the folder to look at; the whole repository if none is given, that of the checklist if it lies in another one')
    .option('-f, --format <format>', Object.keys(PLAN_FORMATS).join(', '), format, 'text')
    .option('-o, --output <file>', 'write the plan to a file, with all places')
    .addHelpText('after', `
Examples:
  checkmod plan docs/PRODUCTION_TODO.md
  checkmod plan TODO.md -f markdown -o plan.md      a page to paste into an issue
  checkmod run --checklist TODO.md                  the fixes its items ask for, as diffs

An item that is read wrong: write <!-- checkmod: id --> (or none) behind it, or map its text under \`checklist\` in the configuration.`)
    .action(async (checklist: string, path: string | undefined, flags: PlanFlags) => { process.exitCode = await planAction(checklist, path, flags); });
}

async function planAction(checklist: string, path: string | undefined, flags: PlanFlags): Promise<number> {
  const output = flags.output === undefined ? undefined : await checkOutput(flags.output);
  const made = await interruptible((events) => plan({ checklist, ...(path !== undefined && { path }), ...events }));
  if (made === undefined) return EXIT.interrupted;
  await deliver(made, checklist, path, flags, output);
  return EXIT.done;
}

async function deliver(made: Plan, checklist: string, path: string | undefined, flags: PlanFlags, output: string | undefined): Promise<void> {
  const rendered = PLAN_FORMATS[flags.format]!(made, {
    color: output === undefined && useColor(process.stdout),
    width: output === undefined ? widthOf(process.stdout) : 100,
    full: output !== undefined && flags.format === 'text',
    runCommand: ['checkmod run --checklist', checklist, ...(path === undefined ? [] : [path])].map((word, i) => (i === 0 ? word : quoted(word))).join(' '),
  });
  if (output === undefined) {
    process.stdout.write(rendered);
    return;
  }
  await writeFile(output, rendered);
  note(`the plan is in ${flags.output}`);
}

function format(value: string): string {
  if (!Object.hasOwn(PLAN_FORMATS, value)) throw new InvalidArgumentError(choices(value, Object.keys(PLAN_FORMATS)));
  return value;
}
