/** One line of a patch. `line` is its number in the old text; for an added line that of the old line it goes before. */
export interface Row {
  readonly kind: 'header' | 'hunk' | 'same' | 'removed' | 'added' | 'note';
  readonly text: string;
  readonly line: number;
}

const KINDS: { readonly [mark: string]: Row['kind'] } = { ' ': 'same', '-': 'removed', '+': 'added', '\\': 'note' };

/** Reads the rows of a `diff --git` patch of one file. */
export function rowsOf(patch: string): Row[] {
  let line = 0;
  let left = 0;
  return patch.split('\n').slice(0, -1).map((text): Row => {
    const hunk = left <= 0 ? /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(text) : null;
    if (hunk) {
      const [, start, before = '1', after = '1'] = hunk;
      // A hunk without old lines names the line it goes after.
      line = Number(start) + (before === '0' ? 1 : 0);
      left = Number(before) + Number(after);
      return { kind: 'hunk', text, line };
    }
    const kind = KINDS[text[0]!];
    if (kind === 'note') return { kind, text, line };
    if (left <= 0 || !kind) return { kind: 'header', text, line };
    const row: Row = { kind, text: text.slice(1), line };
    left -= kind === 'same' ? 2 : 1;
    if (kind !== 'added') line += 1;
    return row;
  });
}

export function isChange({ kind }: Row): boolean {
  return kind === 'removed' || kind === 'added';
}
