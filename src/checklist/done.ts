import { isStatusEmoji, type Mark } from './marks.ts';

const EMPTY_BOXES = /^(?:☐|⬜|🔲|🔳|◻|▢)/u;

/** How this list writes that something is done: from its own marks, else ✅, or ☑ where it has ☐. */
export function doneText(marks: readonly (Mark & { readonly text: string })[]): (open: string) => string {
  const done = marks.filter((mark) => mark.done).map((mark) => mark.text);
  const emoji = mostCommon(done.flatMap((text) => /^[^\p{L}\s]+/u.exec(text) ?? []));
  const word = mostCommon(done.flatMap((text) => /\p{L}.*$/u.exec(text) ?? []));
  return (open) => {
    const words = /\p{L}.*$/u.exec(open)?.[0];
    const newEmoji = !isStatusEmoji(open) && !/^[^\p{L}]/u.test(open) ? '' : emoji ?? (EMPTY_BOXES.test(open) && open.startsWith('☐') ? '☑' : '✅');
    const newWord = words === undefined ? '' : word ?? (words === words.toUpperCase() ? 'DONE' : /^\p{Lu}/u.test(words) ? 'Done' : 'done');
    return [newEmoji, newWord].filter((part) => part !== '').join(' ');
  };
}

function mostCommon(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
