import { UsageError } from '../../errors.ts';
import { printable } from '../../reporters/text/prose.ts';
import type { ReviewSession } from '../../review/session.ts';
import { EXIT } from '../exit.ts';
import { decideOneByOne } from '../interactive/decide.ts';
import { countsText } from '../interactive/show.ts';
import { openSession } from '../open-session.ts';
import { colors, note, widthOf } from '../output.ts';
import type { SelectionFlags } from '../selection.ts';
import { endSignal } from '../signals.ts';

export interface InteractiveFlags extends SelectionFlags {
  readonly write?: true;
  readonly tick?: true;
  readonly unsafe?: true;
}

/** Asks about one fix after the other in the terminal, and gives the exit code. */
export async function interactiveAction(paths: string[], flags: InteractiveFlags): Promise<number> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) throw new UsageError('--interactive asks at a terminal, and this is none; leave it out, or use `checkmod review`');
  const session = await openSession(paths, flags);
  return session === undefined ? EXIT.interrupted : askAbout(session, flags);
}

/** Asks about the fixes of a review and writes what is accepted if it is to; closes the review. */
export async function askAbout(session: ReviewSession, { write, tick, unsafe }: Omit<InteractiveFlags, keyof SelectionFlags>): Promise<number> {
  const signal = endSignal();
  const stop = new AbortController();
  let code: number = EXIT.interrupted;
  void signal.code.then((given) => {
    code = given;
    stop.abort();
  });
  const print = (lines: readonly string[]) => void process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  try {
    session.state().notes.forEach(note);
    const end = await decideOneByOne(session, { screen: { colors: colors(), width: widthOf(process.stdout) }, print, signal: stop.signal, unsafe: unsafe ?? false });
    print(['', `${countsText(session.state())}.`]);
    if (end === 'interrupted') return code;
    if (write) print(await written(session, tick));
    return EXIT.done;
  } finally {
    await session.close();
    signal.forget();
  }
}

async function written(session: ReviewSession, tick: true | undefined): Promise<string[]> {
  if (!session.state().fixes.some(({ decision }) => decision === 'accepted')) return ['Nothing is accepted, so nothing is written.'];
  const { written: paths, undo, changedMeanwhile } = await session.apply({ ...(tick && { tick }) });
  return [
    `Written: ${paths.map(printable).join(', ')}`,
    ...(changedMeanwhile.length > 0 ? [`Changed by somebody else meanwhile: ${changedMeanwhile.map(printable).join(', ')}`] : []),
    ...(undo === undefined ? [] : [`Undo with: ${undo}`]),
  ];
}
