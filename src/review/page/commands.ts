import { decideAndGoOn, decideGroup, editSelected, openSelected } from './actions.ts';
import type { Review } from './review.ts';
import { dialog, layout, view } from './view-state.ts';

export interface Command {
  readonly key: string;
  readonly says: string;
  /** Not in a report. */
  readonly changes?: true;
  run(review: Review): void;
}

/** What can be done by a key; the help dialog lists the same table. */
export const COMMANDS: readonly Command[] = [
  { key: 'j', says: 'next fix', run: ({ navigation }) => onFixes(() => navigation.step(1)) },
  { key: 'k', says: 'previous fix', run: ({ navigation }) => onFixes(() => navigation.step(-1)) },
  { key: 'a', says: 'accept and go on', changes: true, run: (review) => onFixes(() => decideAndGoOn(review, 'accepted')) },
  { key: 'r', says: 'reject and go on', changes: true, run: (review) => onFixes(() => decideAndGoOn(review, 'rejected')) },
  { key: 'A', says: 'accept the whole group', changes: true, run: (review) => onFixes(() => decideGroup(review, 'accepted')) },
  { key: 'R', says: 'reject the whole group', changes: true, run: (review) => onFixes(() => decideGroup(review, 'rejected')) },
  { key: 'e', says: 'edit the new text', changes: true, run: (review) => onFixes(() => editSelected(review)) },
  { key: 'u', says: 'undo', changes: true, run: (review) => void review.undo() },
  { key: 'g', says: 'group by transform, file, shape or checklist item', run: (review) => onFixes(() => nextGrouping(review)) },
  { key: 'd', says: 'side by side or unified', run: () => { layout.value = layout.peek() === 'split' ? 'unified' : 'split'; } },
  { key: '/', says: 'search', run: (review) => onFixes(() => search(review)) },
  { key: '?', says: 'this help', run: () => { dialog.value = 'help'; } },
  { key: 'Enter', says: 'open the place in an editor, else copy path:line', run: openSelected },
];

/** A command about fixes brings their view back first. */
function onFixes(run: () => void): void {
  view.value = 'fixes';
  run();
}

function nextGrouping({ grouping, groupings }: Review): void {
  const choices = groupings.peek();
  grouping.value = choices[(choices.indexOf(grouping.peek()) + 1) % choices.length]!;
}

/** The list has to be in sight before its field can take the focus. */
function search({ navigation }: Review): void {
  navigation.pane.value = 'list';
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>('#search')?.select());
}
