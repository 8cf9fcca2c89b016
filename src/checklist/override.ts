/** Where an item stands, and what of the source is its own. */
interface Standing {
  readonly line: number;
  readonly column: number;
  readonly own: string;
}

const COMMENT = /<!--\s*checkmod:\s*([^>]*?)\s*-->/;
const OWN_LINE = /^[\s>]*<!--\s*checkmod:[^>]*-->\s*$/;

/** The ids of `<!-- checkmod: id, id -->` on, in or right above an item; empty for `none`. */
export function overrideIn(item: Standing, lines: readonly string[], items: readonly Standing[]): string[] | undefined {
  const above = lines[item.line - 2] ?? '';
  const ofAbove = OWN_LINE.test(above) && above.indexOf('<') + 1 === item.column ? above : undefined;
  const own = item.own.split(/\r\n|\n|\r/).filter((line, index) => {
    // A comment at the column of the item under it is that item's.
    const below = items.find((other) => other.line === item.line + index + 1);
    return index === 0 || !(OWN_LINE.test(line) && below !== undefined && below.column === line.indexOf('<') + 1);
  }).join('\n');
  const found = COMMENT.exec(own) ?? (ofAbove === undefined ? null : COMMENT.exec(ofAbove));
  return found?.[1]!.split(/[\s,]+/).filter((id) => id !== '' && id !== 'none');
}
