import picocolors from 'picocolors';
import { listDecisions, SAYS_NOTHING, type DecisionState, type ListedDecision } from '../../decided-list.ts';
import { printable } from '../../reporters/text/prose.ts';
import { EXIT } from '../exit.ts';
import { interruptible } from '../interruptible.ts';
import { note, useColor } from '../output.ts';

export interface DecisionsFlags {
  readonly prune?: true;
  readonly json?: true;
}

const ORDER: readonly DecisionState[] = ['to be written', 'kept as it is', 'written', 'not looked at', 'gone', 'ambiguous'];
const TITLES: { readonly [state in DecisionState]: string } = {
  'to be written': 'Accepted, to be written (run --write --decisions)',
  'kept as it is': 'Rejected: these places stay as they are',
  written: 'Carried out',
  'not looked at': 'Of a transform or file that this configuration does not look at',
  gone: 'Their place is gone or was changed: decide again, or take them out with --prune',
  ambiguous: 'Several places look like theirs now, so they are applied to none: decide again, or take them out with --prune',
};

/** Lists what was decided, grouped by what became of it. */
export async function decisionsAction(file: string | undefined, { prune, json }: DecisionsFlags): Promise<number> {
  const listed = await interruptible((events) => listDecisions({ ...events, ...(file !== undefined && { decisions: file }), ...(prune && { prune }) }));
  if (listed === undefined) return EXIT.interrupted;
  const rendered = json ? `${JSON.stringify(listed.map(({ decided, state, at }) => ({ ...decided, state, ...(at && { at }) })), undefined, 2)}\n` : textOf(listed);
  process.stdout.write(rendered);
  const gone = listed.filter(({ state }) => SAYS_NOTHING.includes(state)).length;
  if (prune) note(gone === 0 ? 'nothing was to be taken out' : `${gone} of ${listed.length} decisions were taken out`);
  return EXIT.done;
}

function textOf(listed: readonly ListedDecision[]): string {
  const colors = picocolors.createColors(useColor(process.stdout));
  if (listed.length === 0) return 'Nothing is decided.\n';
  return ORDER.map((state) => ({ state, own: listed.filter((each) => each.state === state) })).filter(({ own }) => own.length > 0)
    .map(({ state, own }) => [colors.bold(`${TITLES[state]} (${own.length})`), ...own.map((each) => `  ${lineOf(each)}`)].join('\n')).join('\n\n') + '\n';
}

function lineOf({ decided: { path, scope, transform, decision, reason, ignore, text, who, when }, at }: ListedDecision): string {
  const place = at ? `${at.path}:${at.line}` : path;
  const said = [
    `${decision}${text === undefined ? '' : ' with a text of its own'}${ignore ? ' for good' : ''}${reason === undefined ? '' : `: ${reason}`}`,
    ...(who === undefined ? [] : [`by ${who}${when === undefined ? '' : ` on ${when}`}`]),
  ];
  return printable(`${place}  ${transform}${scope === '' ? '' : `  in ${scope}`}  ${said.join(', ')}`);
}
