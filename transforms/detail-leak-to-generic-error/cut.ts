/** A piece of a text: literal, or a value put into it. `source` is how the language writes that value in a text. */
export type Piece<N> = { readonly literal: string } | { readonly value: N; readonly source: string };

/** Words that announced the exception and say nothing without it. */
const LABEL = /^(error|exception|err|debug|details?|message|reason|traceback)$/i;
const JOINERS: readonly RegExp[] = [
  /(?:\s|\\[nrt])+$/,
  /(?:[-=]>|[:;,=|→–—\-([{"'`])+$/,
  /\\$/,
  /(?<=[.;,:!?([–—|-])\s*(?:the )?(?:error|details?|reason|exception|cause|message|traceback)(?: (?:was|is))?$/i,
  /\s(?:due to|because(?: of)?|with(?: (?:an? |the )?(?:error|exception|message))?|caused by|as|by|from|of|to|for|at|on|in|was|is|and|see)$/i,
];

/** Whether what is left of a text says anything: not when it is no words, or only one such as `Error`. */
export function saysSomething<N>(kept: readonly Piece<N>[]): boolean {
  const words = kept.map((piece) => ('literal' in piece ? piece.literal.replace(/\\[nrt]/g, '').replace(/[^\p{L}\p{N} ]/gu, '').trim() : '')).filter(Boolean);
  return words.length > 0 && !(words.length === kept.length && LABEL.test(words.join(' ')));
}

/** Literals next to each other, as one. */
export function mergeLiterals<N>(pieces: readonly Piece<N>[]): Piece<N>[] {
  const merged: Piece<N>[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (last && 'literal' in last && 'literal' in piece) merged[merged.length - 1] = { literal: last.literal + piece.literal };
    else merged.push(piece);
  }
  return merged;
}

/** What stays when the values that leak are cut, with all that only led to them. */
export function cutLeaks<N>(pieces: readonly Piece<N>[], isLeak: (value: N) => boolean): Piece<N>[] {
  const kept: Piece<N>[] = [];
  let cut = false;
  for (const [i, piece] of pieces.entries()) {
    const following = pieces[i + 1];
    // What stands between two parts of the exception only labels the second.
    if (cut && 'literal' in piece && following && 'value' in following && isLeak(following.value)) continue;
    if ('value' in piece) {
      if (isLeak(piece.value)) cut = true;
      else { kept.push(piece); cut = false; }
      continue;
    }
    const last = kept.at(-1);
    const before = last && 'literal' in last ? (kept.pop() as { literal: string }).literal : '';
    kept.push({ literal: cut ? joined(before, piece.literal) : before + piece.literal });
    cut = false;
  }
  const last = kept.at(-1);
  if (cut && last && 'literal' in last) kept[kept.length - 1] = { literal: withoutJoiner(last.literal) };
  return kept.filter((piece) => 'value' in piece || piece.literal !== '');
}

/** `Failed (` and `). Try again` become `Failed. Try again`. */
function joined(before: string, after: string): string {
  const tag = /<(\w+)[^<>]*>\s*$/.exec(before);
  if (tag && new RegExp(`^\\s*</${tag[1]}>`).test(after)) return joined(before.slice(0, tag.index), after.replace(/^\s*<\/\w+>/, ''));
  const start = withoutJoiner(before);
  const opened = /[([{"'`][^\p{L}\p{N}]*$/u.test(before.slice(start.length));
  const rest = opened ? after.replace(/^\\?[)\]}"'`]+/, '') : after;
  if (start.trim() === '') return rest.replace(/^(?:[\s:;,.|–—-]|\\n)+/, '');
  const isTail = /^(?:[^\p{L}\p{N}]|\\[nrt])*$/u.test(rest);
  if (isTail) return start + (/^\s*([.!?])(?!\.)/.exec(rest)?.[1] ?? (rest.trim() === '' ? '' : rest));
  return start + (/^[\s.!?,;<]/.test(rest) ? rest : ` ${rest}`);
}

function withoutJoiner(text: string): string {
  let before;
  do {
    before = text;
    for (const joiner of JOINERS) text = text.replace(joiner, '');
  } while (text !== before);
  return text;
}
