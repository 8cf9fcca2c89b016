const FILLER = /^(?:a|an|the|to|for|with|and|or|of|in|on|by|per|via|from|using|use|is|are|be|responses?|connectivity|connections?)$/;
/** What a text says is not there. */
const NOT = /\b(?:not|no|without|nothing|never|only)\b/i;

/** Whether a text about a place says all that an item asks for beyond its name: `1MB` of `limit: "1mb"`, `headers` of `sends RateLimit headers`. What is met in other words counts as said. */
export function covers(said: string, beyond: string, met: readonly string[] = []): boolean {
  if (NOT.test(said.replace(/: it stops without$/, ''))) return false;
  const words = wordsOf(beyond);
  const there = new Set([said, ...met].flatMap(wordsOf));
  return words.length > 0 && words.every((word) => there.has(word));
}

function wordsOf(text: string): string[] {
  return (withoutShort(text.toLowerCase()).match(/[\p{L}\p{N}_]+/gu) ?? []).filter((word) => !FILLER.test(word)).map((word) => word.replace(/(?<=\p{L}{3})s$/u, ''));
}

/** Headers by the names that they have in answers. */
function withoutShort(text: string): string {
  return text.replace(/\bdb\b/g, 'database').replace(/\bhsts\b/g, 'strict-transport-security').replace(/\bcsp\b/g, 'content-security-policy');
}
