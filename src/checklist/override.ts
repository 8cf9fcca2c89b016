/** Where an item stands, and which lines are its own. */
interface Standing {
  readonly line: number;
  readonly lastLine: number;
  readonly column: number;
}

const COMMENT = /<!--\s*checkmod:\s*([^>]*?)\s*-->/;
const OWN_LINE = /^[\s>]*<!--\s*checkmod:[^>]*-->\s*$/;

/** The ids of `<!-- checkmod: id, id -->` on, in or right above an item; empty for `none`. */
export function overrideIn(item: Standing, lines: readonly string[], columns: ReadonlyMap<number, number>): string[] | undefined {
  const above = lines[item.line - 2] ?? '';
  const ofAbove = OWN_LINE.test(above) && above.indexOf('<') + 1 === item.column ? above : '';
  // A comment at the column of the item under it is that item's.
  const ofNext = (line: string, index: number): boolean => OWN_LINE.test(line) && columns.get(item.line + index + 1) === line.indexOf('<') + 1;
  const own = lines.slice(item.line - 1, item.lastLine).filter((line, index) => index === 0 || !ofNext(line, index)).join('\n');
  return (COMMENT.exec(own) ?? COMMENT.exec(ofAbove))?.[1]!.split(/[\s,]+/).filter((id) => id !== '' && id !== 'none');
}
