const FILLER = /^(?:a|an|the|to|for|with|and|or|of|in|on|by|per|via|from|using|use|is|are|be)$/;

/** Whether a text about a place says all that an item asks for beyond its name: `1MB` of `limit: "1mb"`, `headers` of `sends RateLimit headers`. */
export function covers(said: string, beyond: string): boolean {
  const words = wordsOf(beyond);
  const there = new Set(wordsOf(said));
  return words.length > 0 && words.every((word) => there.has(word));
}

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !FILLER.test(word)).map((word) => word.replace(/(?<=\p{L}{3})s$/u, ''));
}
