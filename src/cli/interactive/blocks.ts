import { diffArrays } from 'diff';
import type { FileView, Mark } from '../../review/protocol.ts';

/** Lines that change together: `from` is the first old one, starting at 1, or the one that new lines go before. */
interface Block {
  readonly from: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

const IMPORT = /^(?:import|from)\b|^(?:const|let|var)\b.*\brequire\(/;
/** Words that say nothing about what a line needs. */
const KEYWORDS = new Set(['import', 'from', 'as', 'const', 'let', 'var', 'require', 'def', 'self', 'this', 'function', 'return', 'export', 'default', 'if', 'else', 'try', 'except', 'catch', 'raise', 'throw', 'new', 'await', 'async']);

/**
 * The text of a file with some of its fixes and what they bring along, without the others. Read from the result with
 * all of them, for the eye only: what is written the engine computes.
 */
export function withOnly({ before, after, marks }: FileView, sites: ReadonlySet<string>): string {
  const isOwn = (block: Block) => marks.some((mark) => touches(block, mark));
  const blocks = blocksOf(before, after).flatMap((block) => (isOwn(block) || !isTop(block) ? lineByLine(block) : importByImport(block)));
  const support = blocks.filter((block) => !isOwn(block));
  const taken = new Set<Block>();
  const claimed = new Set<Block>();
  for (const mark of marks) {
    const own = blocks.filter((block) => touches(block, mark));
    for (const block of [...own, ...brought(own, support, mark, marks)]) {
      claimed.add(block);
      if (sites.has(mark.site)) taken.add(block);
    }
  }
  // What cannot be told whose it is belongs to each.
  const isUnclaimed = (block: Block) => sites.size > 0 && !isOwn(block) && !claimed.has(block);
  return applied(before, blocks.filter((block) => taken.has(block) || isUnclaimed(block)));
}

function blocksOf(before: string, after: string): Block[] {
  const blocks: Block[] = [];
  let line = 1;
  let removed: string[] = [];
  for (const part of diffArrays(before.split('\n'), after.split('\n'))) {
    if (part.removed) removed = part.value;
    else if (part.added) {
      blocks.push({ from: line, removed, added: part.value });
      [line, removed] = [line + removed.length, []];
    } else {
      if (removed.length > 0) blocks.push({ from: line, removed, added: [] });
      line += removed.length + part.value.length;
      removed = [];
    }
  }
  return removed.length > 0 ? [...blocks, { from: line, removed, added: [] }] : blocks;
}

/** As many new lines as old ones are the same lines, each changed for itself. */
function lineByLine(block: Block): Block[] {
  if (block.removed.length !== block.added.length) return [block];
  return block.removed.map((line, i) => ({ from: block.from + i, removed: [line], added: [block.added[i]!] }));
}

/** Imports that stand beside each other come and go each for itself. */
function importByImport({ from, removed, added }: Block): Block[] {
  const runs: string[][] = [];
  for (const line of added) {
    const last = runs.at(-1);
    if (last && !IMPORT.test(line) && !IMPORT.test(last[0]!)) last.push(line);
    else runs.push([line]);
  }
  return [
    ...removed.map((line, i) => ({ from: from + i, removed: [line], added: [] })),
    ...runs.map((run) => ({ from: from + removed.length, removed: [], added: run })),
  ];
}

function isTop({ removed, added }: Block): boolean {
  return [...removed, ...added].some((line) => /^\S/.test(line));
}

function touches({ from, removed }: Block, { beforeLine, beforeEndLine }: Mark): boolean {
  const last = removed.length > 0 ? from + removed.length - 1 : from - 1;
  return from <= beforeEndLine + (removed.length > 0 ? 0 : 1) && last >= beforeLine - (removed.length > 0 ? 0 : 1);
}

/** Support edits of a fix: inside a function those that lie nearest to it, at the top those whose names it uses. */
function brought(own: readonly Block[], support: readonly Block[], mark: Mark, marks: readonly Mark[]): Block[] {
  const found = support.filter((block) => !isTop(block) && nearest(block, marks) === mark.beforeLine);
  const top = new Set(support.filter(isTop));
  for (const block of [...own, ...found]) follow(block);
  return found;

  function follow(block: Block): void {
    const wanted = changedWords(block);
    for (const other of [...top].filter((each) => changedWords(each).some((word) => wanted.includes(word)))) {
      if (!top.delete(other)) continue;
      found.push(other);
      follow(other);
    }
  }
}

/** The line of the nearest fix; the head of a handler comes before what is done in it. */
function nearest({ from, removed }: Block, marks: readonly Mark[]): number {
  const distance = ({ beforeLine, beforeEndLine }: Mark) => Math.max(from - beforeEndLine, beforeLine - (from + removed.length - 1) - 0.5);
  return marks.reduce((best, mark) => (distance(mark) < distance(best) ? mark : best)).beforeLine;
}

/** Names that a block begins or stops to use. */
function changedWords({ removed, added }: Block): string[] {
  const words = (lines: readonly string[]) => new Set(lines.join('\n').match(/[\p{L}_$][\p{L}\p{N}_$]*/gu)?.filter((word) => !KEYWORDS.has(word)));
  const [old, now] = [words(removed), words(added)];
  return [...[...now].filter((word) => !old.has(word)), ...[...old].filter((word) => !now.has(word))];
}

function applied(before: string, blocks: readonly Block[]): string {
  const lines = before.split('\n');
  for (const { from, removed, added } of blocks.toReversed()) lines.splice(from - 1, removed.length, ...added);
  return lines.join('\n');
}
