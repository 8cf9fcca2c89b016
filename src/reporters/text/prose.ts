/** `1 file`, `2 files`; with a plural of its own where adding an s does not do. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? noun : plural}`;
}

/** Breaks prose into lines of at most `width` columns; words longer than that stand alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A label, then prose wrapped beside it; narrow terminals get it below. */
export function labelled(label: string, text: string, width: number, paint: (label: string) => string = (same) => same): string[] {
  const beside = width - label.length - 2;
  if (beside < 30) return [paint(label), ...wrap(text, Math.max(width - 4, 20)).map((line) => `    ${line}`)];
  const [first = '', ...rest] = wrap(text, beside);
  return [`${paint(label)}  ${first}`, ...rest.map((line) => ' '.repeat(label.length + 2) + line)];
}

/** Code as it may be shown on a terminal: escape sequences in it would be obeyed. */
export function printable(code: string): string {
  return code.replace(/\r$/, '').replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** Counts equal strings, most frequent first. */
export function tally(words: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
