import { writeFile } from 'node:fs/promises';
import { plan } from '../../plan.ts';
import { PLAN_REPORTERS } from '../../reporters/plan/index.ts';
import type { PlanFormat } from '../../reporters/formats.ts';
import type { Plan } from '../../report.ts';
import { quoted } from '../command-line.ts';
import { EXIT } from '../exit.ts';
import { checkOutput } from '../check-output.ts';
import { interruptible } from '../interruptible.ts';
import { note, useColor, widthOf } from '../output.ts';

export interface PlanFlags {
  readonly format: PlanFormat;
  readonly output?: string;
}

/** Plans for a checklist, prints the plan and gives the exit code. */
export async function planAction(checklist: string, path: string | undefined, flags: PlanFlags): Promise<number> {
  const output = flags.output === undefined ? undefined : await checkOutput(flags.output);
  const made = await interruptible((events) => plan({ checklist, ...(path !== undefined && { path }), ...events }));
  if (made === undefined) return EXIT.interrupted;
  await deliver(made, checklist, path, flags, output);
  return EXIT.done;
}

async function deliver(made: Plan, checklist: string, path: string | undefined, flags: PlanFlags, output: string | undefined): Promise<void> {
  const rendered = PLAN_REPORTERS[flags.format](made, {
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
