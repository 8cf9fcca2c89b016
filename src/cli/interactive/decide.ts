import { UsageError } from '../../errors.ts';
import { printable } from '../../reporters/text/prose.ts';
import type { ReviewFix } from '../../review/protocol.ts';
import type { ReviewSession } from '../../review/session.ts';
import { askKey, askText, editText, KEYS } from './prompts.ts';
import { fixLines, type Screen } from './show.ts';

export interface Asking {
  readonly screen: Screen;
  readonly print: (lines: readonly string[]) => void;
  /** Ends the asking as Ctrl-C does. */
  readonly signal: AbortSignal;
  /** `a` takes unsafe fixes too. */
  readonly unsafe: boolean;
}

/** What became of a fix: on to the next, past the rest of its file, or no further. */
type Next = 'next' | 'next file' | 'quit' | 'interrupted';

/** Asks about each undecided fix, in order. Each answer is kept at once. */
export async function decideOneByOne(session: ReviewSession, asking: Asking): Promise<'ended' | 'quit' | 'interrupted'> {
  const sites = undecided(session).map(({ site }) => site);
  const passed = new Set<string>();
  for (const [i, site] of sites.entries()) {
    // With another fix of its group, or on another way, it may be decided by now.
    const fix = undecided(session).find((each) => each.site === site);
    if (!fix || passed.has(fix.path)) continue;
    if (fix.left !== undefined) {
      asking.print(['', `${printable(fix.path)}:${fix.line}  ${fix.transform}  not asked about: ${printable(fix.left)}`]);
      continue;
    }
    const next = await decide(fix, `${i + 1} of ${sites.length}`, session, asking);
    if (next === 'quit' || next === 'interrupted') return next;
    if (next === 'next file') passed.add(fix.path);
  }
  return 'ended';
}

function undecided(session: ReviewSession): ReviewFix[] {
  return session.state().fixes.filter(({ decision }) => decision === 'undecided');
}

async function decide(fix: ReviewFix, progress: string, session: ReviewSession, { screen, print, signal, unsafe }: Asking): Promise<Next> {
  const { site, path } = fix;
  const rest = (isIn: (other: ReviewFix) => boolean) => undecided(session).filter((other) => other.path === path && (other.site === site || isIn(other))).map((other) => other.site);
  let edited: string | undefined;
  print(fixLines(fix, session.state(), await session.file(path), progress, screen));
  for (;;) {
    const key = await askKey(`Accept this fix [${Object.keys(KEYS).join(',')}]?`, signal);
    switch (key) {
      case undefined: return 'interrupted';
      case 'q': return 'quit';
      case 's': return 'next file';
      case 'y': await session.decide({ site, decision: 'accepted' }); return 'next';
      case 'n': await session.decide({ site, decision: 'rejected' }); return 'next';
      case 'a': await session.decideMany({ sites: rest((other) => unsafe || other.safety === 'safe'), decision: 'accepted' }); return 'next';
      case 'd': await session.decideMany({ sites: rest(() => true), decision: 'rejected' }); return 'next';
      case 'r': {
        const reason = await askText('Why not?', signal);
        if (signal.aborted) return 'interrupted';
        if (reason === undefined) break;
        await session.decide({ site, decision: 'rejected', reason });
        return 'next';
      }
      case 'e': {
        const text = editText(edited ?? fix.after, path);
        if (text === undefined) print(['The text is as it was, so nothing is decided.']);
        else if (await acceptEdited(session, site, text, print)) return 'next';
        edited = text ?? edited;
        break;
      }
      case '?': print(Object.entries(KEYS).map(([each, what]) => `  ${screen.colors.bold(each)}  ${what}`));
    }
  }
}

/** Says why where the text breaks the file. */
async function acceptEdited(session: ReviewSession, site: string, text: string, print: Asking['print']): Promise<boolean> {
  try {
    await session.decide({ site, decision: 'accepted', text });
    return true;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    print([printable(error.message), 'Edit it again with e.']);
    return false;
  }
}
