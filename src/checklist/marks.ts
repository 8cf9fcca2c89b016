import type { Severity } from './types.ts';

/** A mark of an item's state in a piece of text, and whether it says that the item is done. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly done: boolean;
}

const DONE_EMOJI = '✅|☑|✔|✓|🗹|💚|🟩';
const OPEN_EMOJI = '❌|❎|✗|✘|⏳|⌛|🔲|🔳|☐|⬜|◻|▢|⭕|🚧|⚠|🔄|🟥|⏸|📝|🚫';
const VARIANT = '\\uFE0F?';
const DONE_WORDS = 'done|completed?|fully implemented|implemented|finished|fixed|resolved|shipped';
const OPEN_WORDS = 'to-?do|to do|not (?:yet )?(?:started|done|implemented|configured|complete)|not yet|in progress|pending|wip|tbd|missing|incomplete|partial(?:ly (?:done|complete|implemented))?|blocked|planned';
const STATUS_CELL_DONE = `${DONE_WORDS}|yes|ready|ok|pass(?:ed|ing)?|active|live|working|verified|configured|enabled|met|met all|good|exists|secure`;
const STATUS_CELL_OPEN = `${OPEN_WORDS}|no|none|open|fail(?:ed|ing)?|required|needed|needs? \\w+(?: \\w+)?|not \\w+(?: \\w+)?|absent|disabled|gap|at risk|critical|unknown`;

const EMOJI = new RegExp(`(?:${DONE_EMOJI}|${OPEN_EMOJI})${VARIANT}`, 'u');
const DONE = new RegExp(`^(?:${DONE_EMOJI})`, 'u');
/** At the start of what an item says, or in brackets there. */
const LEADING = new RegExp(`^(?:${EMOJI.source}|\\[(?:${DONE_WORDS}|${OPEN_WORDS})\\]|(?:TODO|DONE|WIP)(?=:|\\s+[-–—]))[\\s:–—-]*`, 'iu');
/** At the end, or after the dash that ends what it says: `**X** - TODO`, `(done)`, `✓`. */
const TRAILING = new RegExp(`\\s*(?:[-–—:→]\\s*|\\s)(?:${EMOJI.source}\\s*(?:\\**(?:${DONE_WORDS}|${OPEN_WORDS})\\**)?|[*_]*(?:${DONE_WORDS.toUpperCase()}|${OPEN_WORDS.toUpperCase()})[*_]*|[*_]*[([](?:${DONE_WORDS}|${OPEN_WORDS})[)\\]][*_]*)\\s*$`, 'u');
const STATUS_LINE = /^[\s>*_-]*\**(?:current |implementation )?(?:status|state|estado|statut|durum)\**\s*[:：]\**\s*(.*)$/iu;

/** Nothing but a word of state: `Not started`. */
export const isStatusWord = (text: string): boolean => new RegExp(`^(?:${STATUS_CELL_DONE}|${STATUS_CELL_OPEN})$`, 'i').test(text.replace(/[*_`~]/g, '').trim());
export const isStatusEmoji = (text: string): boolean => EMOJI.test(text);

/** The status that a cell or the rest of a `Status:` line states; undefined if it states none. */
export function statusOf(cell: string): boolean | undefined {
  const text = cell.replace(/[*_`~]/g, '').trim();
  const emoji = EMOJI.exec(text)?.[0];
  if (emoji !== undefined) return DONE.test(emoji);
  if (/^\[[xX]\]/.test(text)) return true;
  if (/^\[.?\]/.test(text)) return false;
  const words = text.replace(/^[^\p{L}\p{N}]+/u, '');
  if (new RegExp(`^(?:${STATUS_CELL_OPEN})\\b`, 'i').test(words)) return false;
  if (new RegExp(`^(?:${STATUS_CELL_DONE})\\b`, 'i').test(words) || /^100\s?%/.test(text)) return true;
  if (/^\d{1,2}\s?%/.test(text)) return false;
  if (/^(?:🟢)/u.test(text)) return true;
  if (/^(?:🔴|🟡|🟠)/u.test(text)) return false;
  return undefined;
}

/** What follows `Status:` when a line is one that states the status of what is above it. */
export function statusLine(line: string): string | undefined {
  const rest = STATUS_LINE.exec(line)?.[1];
  return rest !== undefined && statusOf(rest) !== undefined ? rest : undefined;
}

/** The marks of state that a piece of Markdown begins or ends with, code already blanked out. */
export function marksOf(raw: string): Mark[] {
  const marks: Mark[] = [];
  const add = (offset: number, piece: string): void => {
    const emoji = EMOJI.exec(piece);
    const word = /[\p{L}][\p{L} -]*[\p{L}]/u.exec(piece);
    const found = emoji ?? word;
    if (found === null) return;
    marks.push({ start: offset + found.index, end: offset + found.index + found[0].length, done: emoji ? DONE.test(emoji[0]) : statusOf(found[0]) === true });
  };
  const opening = /^[\s*_~]*/.exec(raw)![0].length;
  const leading = LEADING.exec(raw.slice(opening));
  if (leading) add(opening, leading[0]);
  const trailing = TRAILING.exec(raw);
  if (trailing && trailing.index > opening) add(trailing.index, trailing[0]);
  if (marks.length > 0) return marks;
  // `**Title** ✅ - what it is about`, `**Title**: ❌ none`
  const inside = new RegExp(`^[^\\n]{0,80}?(?:[*_]{1,2}\\s*|[:–—-]\\s*|\\s)(${EMOJI.source})(?=\\s|[*_:]|$)`, 'u').exec(raw);
  // `**DATABASE_URL** ⚠️ required` warns; it states nothing.
  if (inside && !inside[1]!.startsWith('⚠')) add(inside.index + inside[0].length - inside[1]!.length, inside[1]!);
  return marks;
}

/** What an item says, without marks of state at its ends. */
export function withoutMarks(text: string): string {
  let rest = text.trim();
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(LEADING, '').replace(TRAILING, '').trim();
  }
  return rest;
}

const SEVERITY_EMOJI: readonly [RegExp, Severity][] = [[/🔴|🚨|🔥|🛑|⛔/u, 'critical'], [/🟠/u, 'high'], [/🟡/u, 'medium'], [/🟢|🔵|⚪/u, 'low']];
const SEVERITY_WORDS: readonly [RegExp, Severity][] = [
  [/\bcritical\b|\bblock(?:er|ing)s?\b|\bP0\b|\bmust[- ](?:fix|have|do)\b|\bmandatory\b|\burgent\b|\bimmediate(?:ly)?\b|\bshow-?stoppers?\b/iu, 'critical'],
  [/\bhigh(?:er|est)?(?:[- ]priority|[- ]severity|[- ]impact|[- ]risk)?\b(?!\s+(?:availab|perform|load|traffic|level))|\bP1\b|\bimportant\b|\bshould[- ](?:fix|have|do)\b/iu, 'high'],
  [/\bmedium\b|\bmoderate\b|\bP2\b|\bnormal priority\b/iu, 'medium'],
  [/\blow(?:er|est)?(?:[- ]priority|[- ]severity|[- ]impact|[- ]risk)?\b(?!\s+(?:latency|level))|\bP3\b|\bP4\b|\bnice[- ]to[- ]haves?\b|\bcould[- ]have\b|\boptional\b|\bfuture\b|\bminor\b/iu, 'low'],
];

/** The severity that a heading states. Words come before emoji: `🟡 IMPORTANT`. */
export function severityOfHeading(text: string): Severity | undefined {
  const said = SEVERITY_WORDS.map(([word, severity]) => ({ severity, at: text.search(word) })).filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at)[0];
  return said?.severity ?? SEVERITY_EMOJI.find(([emoji]) => emoji.test(text))?.[1];
}

/** The severity that an item states of itself: at its start or in brackets, for `alerts for critical failures` is none. */
export function severityOfItem(text: string): Severity | undefined {
  const tagged = /^[\s*_]*(?:\[([^\]]{2,20})\]|\(([^)]{2,20})\)|(critical|blocker|high|medium|low|p[0-4])\b(?=[*_]*\s*(?:[:–—]|-\s|priority)))|[([](critical|blocker|p[0-4]|(?:high|medium|low)(?: priority)?|optional|must[- ]have|nice to have)[)\]]/iu.exec(text);
  const tag = tagged?.slice(1).find((group) => group !== undefined);
  return (tag === undefined ? undefined : SEVERITY_WORDS.find(([word]) => word.test(tag))?.[1]) ?? SEVERITY_EMOJI.find(([emoji]) => new RegExp(`^[\\s*_]*(?:${emoji.source})`, 'u').test(text))?.[1];
}

/** Of a heading or an item: without emoji that only decorate it. */
export function withoutEmoji(text: string): string {
  return text.replace(/[\p{Extended_Pictographic}\u{1F1E6}-\u{1F1FF}☐☑✓✗]\p{Emoji_Modifier}?[\uFE0F\u200D\u20E3]?/gu, '').replace(/(?:\uFE0F|\u20E3|\u200D)/g, '').replace(/\s+/g, ' ').replace(/^[\s:–—-]+|[\s:]+$/g, '').trim();
}
