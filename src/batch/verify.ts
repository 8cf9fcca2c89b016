import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { putChange, type Change } from '../engine/write.ts';
import { fingerprints, fingerprintText } from '../decisions/fingerprint.ts';
import type { FileResult, Site } from '../types.ts';
import { runCommand, type CommandResult } from './command.ts';
import { faults, type Unit } from './faults.ts';
import type { Settings } from './manifest.ts';
import { milliseconds } from './units.ts';
import { gitIn } from './own-git.ts';
import { RepositoryError, type LeftOut, type Verified } from './types.ts';

const TIME = '10m';

/** A fix that is taken, or several that go together. */
export interface FixUnit extends Unit {
  readonly sites: readonly LeftOut[];
}

export interface Trial {
  /** A checkout that becomes the one the command runs in. */
  readonly scratch: string;
  readonly base: string;
  readonly settings: Pick<Settings, 'setup' | 'verify'>;
  readonly files: readonly FileResult[];
  /** What the repository becomes without some of the fixes. */
  readonly changesWithout: (sites: readonly string[]) => Promise<readonly Change[]>;
  readonly onGroup: (pid: number | undefined) => void;
  readonly log: (text: string) => Promise<void>;
}

/**
 * Runs the command before and after the fixes. Where it passed before and fails after, twice, the fixes at fault are
 * found; one that gives two answers to the same question is flaky, and nothing is blamed then.
 */
export async function verify(trial: Trial): Promise<Verified> {
  const { scratch, base, settings: { setup, verify: wanted }, onGroup } = trial;
  const { command, env = [], time = TIME } = typeof wanted === 'string' ? { command: wanted } : wanted!;
  const options = { cwd: scratch, env, timeMs: milliseconds(time), onGroup };
  const run = async (what: string): Promise<CommandResult> => {
    const result = await runCommand(command, options);
    await trial.log(`${command} ${result.passed ? 'passed' : 'failed'} ${what}${result.passed ? '' : `\n${result.output}`}`);
    return result;
  };
  const units = unitsOf(trial.files);
  const runWith = async (taken: readonly FixUnit[], what = `with ${taken.length} of ${units.length} fixes`): Promise<CommandResult> => {
    const without = units.filter((unit) => !taken.includes(unit)).flatMap(({ sites }) => sites.map(({ site }) => site));
    return withChanges(scratch, base, await trial.changesWithout(without), () => run(what));
  };
  if (setup !== undefined) {
    const prepared = await runCommand(setup, options);
    await trial.log(`${setup} ${prepared.passed ? 'passed' : `failed\n${prepared.output}`}`);
    if (!prepared.passed) throw new RepositoryError('setup failed', `\`${setup}\` failed: ${lastLine(prepared.output)}`);
  }
  const before = await run('before the fixes');
  if (!before.passed) return { verdict: 'failed before', leftOut: [], output: before.output };
  const after = await runWith(units, 'after the fixes');
  if (after.passed) return { verdict: 'passed', leftOut: [] };
  const flaky: Verified = { verdict: 'flaky', leftOut: [], output: after.output };
  if ((await runWith(units, 'after the fixes, once more')).passed || !(await run('before the fixes, once more')).passed) return flaky;
  const atFault = await faults(units, async (taken) => (await runWith(taken)).passed || (await runWith(taken)).passed);
  const rest = units.filter((unit) => !atFault.includes(unit));
  const [alone, others] = [await runWith(atFault, 'with the fixes at fault alone'), await runWith(rest, 'without the fixes at fault')];
  if (alone.passed || !others.passed) return flaky;
  return { verdict: 'passes without some', leftOut: atFault.flatMap(({ sites }) => sites), output: alone.output };
}

/** What is left out, left out whole: the fixes of a group. */
function unitsOf(files: readonly FileResult[]): FixUnit[] {
  const units = new Map<string, FixUnit>();
  for (const { path, sites, taken = [] } of files) {
    const prints = fingerprints(sites.filter(({ safety }) => safety !== 'manual'));
    for (const site of sites.filter(({ id }) => taken.includes(id))) {
      const id = site.group ?? site.id;
      const known = units.get(id);
      units.set(id, { id, transform: known?.transform ?? site.transform, path: known?.path ?? path, sites: [...(known?.sites ?? []), leftOut(site, path, fingerprintText(prints.get(site.id)!))] });
    }
  }
  return [...units.values()];
}

function leftOut({ id, transform, line, message, scope }: Site, path: string, fingerprint: string): LeftOut {
  return { site: id, transform, path, line, message, scope, fingerprint };
}

/** The checkout with changes in it, and without them again; what `setup` and the command made stays. */
async function withChanges<T>(scratch: string, base: string, changes: readonly Change[], work: () => Promise<T>): Promise<T> {
  for (const change of changes) await putChange(scratch, change);
  try {
    return await work();
  } finally {
    for (const { path, before } of changes) if (before === undefined) await rm(join(scratch, path), { force: true });
    await gitIn(scratch, ['checkout', '--quiet', '--force', '--detach', base]);
  }
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
