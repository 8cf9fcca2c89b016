import type { Table, TableCell, TableRow } from 'mdast';
import { endOf, oneLine, prose, said, startOf } from './markdown.ts';
import { isStatusWord, severityOfHeading, statusOf, withoutEmoji } from './marks.ts';
import type { Severity } from './types.ts';

/** What a row of a table asks for. */
export interface Row {
  readonly node: TableRow;
  readonly text: string;
  readonly severity?: Severity;
  readonly status?: { readonly start: number; readonly raw: string };
}

const STATUS = /^(?:(?:current |implementation )?(?:status|state)|done\??|complete[d?]*|progress|implemented\??|ready\??|checked|check|✓|✅|☑|ok\??|pass(?:ed)?|result|estado|statut|durum|durumu|状态|상태|trạng thái|стату?с)$/iu;
const SEVERITY = /^(?:priority|severity|impact|risk|criticality|prio|level|importance|prioridad|priorité|öncelik)$/iu;
const TITLE = /^(?:items?|tasks?|checks?|requirements?|actions?|action items?|issues?|controls?|to-?dos?|what|gaps?|findings?|problems?|fix|work|deliverables?|blockers?|vulnerabilit\w+|tarea|tâche|görev|задача|任务|項目)\b/iu;
const DESCRIBES = /descri|detail|action|fix|recommend|requirement|issue|problem|gap|solution|change|what|task|item/iu;
const APART = /^(?:#|no\.?|nr|id|ref|effort|estimate.*|owner|assignee|assigned.*|due.*|date|time.*|eta|sprint|phase|points?|category|notes?|comments?|evidence|links?|files?|locations?|where|paths?|references?|verified.*|tested.*|by|version)$/iu;
/** A table of marks and numbers sums up, it asks for nothing. */
const SCORES = /^(?:score|percent(?:age)?|%|count|total|weight|grade|rating|before|after)$/iu;

/** The rows of a table that ask for something each; none if it is a table of values. */
export function rowsOf(table: Table, source: string): readonly Row[] {
  const [head, ...body] = table.children;
  const header = head!.children.map((cell) => withoutEmoji(oneLine(said(cell.children, source))) || oneLine(said(cell.children, source)));
  const raw = (cell: TableCell | undefined): string => (cell ? prose(cell.children, source) : '');
  const states = (column: number): number => body.filter((row) => statusOf(raw(row.children[column])) !== undefined).length;
  const status = header.findIndex((name, column) => STATUS.test(name) && states(column) * 2 >= body.length);
  const marked = status >= 0 ? status : header.findIndex((name, column) => !TITLE.test(name) && !SEVERITY.test(name) && /[^\w\s]/.test(body.map((row) => raw(row.children[column])).join('')) && body.every((row) => /^\s*(?:\[.?\]|[✅❌☑☐⬜🔲⏳⚠✔✗🚧✓✘])/u.test(raw(row.children[column]))));
  if (header.some((name) => SCORES.test(name))) return [];
  const titled = header.findIndex((name) => TITLE.test(name));
  if (marked < 0 && titled < 0) return [];
  const title = titled >= 0 && titled !== marked ? titled : header.findIndex((name, column) => column !== marked && !APART.test(name) && !SEVERITY.test(name));
  if (title < 0) return [];
  const more = header.map((_, column) => column).filter((column) => column !== title && column !== marked && DESCRIBES.test(header[column]!) && !APART.test(header[column]!) && !SEVERITY.test(header[column]!));
  if (more.length === 0 && marked >= 0) more.push(...header.map((_, column) => column).filter((column) => column > title && column !== marked && !APART.test(header[column]!) && !SEVERITY.test(header[column]!)).slice(0, 1));
  const severity = header.findIndex((name) => SEVERITY.test(name));
  return body.flatMap((row) => {
    const words = (column: number): string => oneLine(row.children[column] ? said(row.children[column]!.children, source) : '');
    const text = [title, ...more].map(words).filter((each) => each !== '' && !/^[-–—]+$/.test(each)).join(' - ');
    if (!/\p{L}/u.test(text) || isStatusWord(text) || /^(?:total|overall)\b/i.test(text)) return [];
    const cell = row.children[marked];
    const own = severity >= 0 ? severityOfHeading(words(severity)) : undefined;
    return [{ node: row, text, ...(own && { severity: own }), ...(cell && cell.children.length > 0 && { status: { start: startOf(cell.children[0]!), raw: source.slice(startOf(cell.children[0]!), endOf(cell.children.at(-1)!)) } }) }];
  });
}
