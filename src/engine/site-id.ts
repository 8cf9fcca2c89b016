import { createHash } from 'node:crypto';
import type { Doc, Language } from '../languages/types.ts';
import type { Finding } from '../types.ts';

/**
 * Ids of a file's findings. No line numbers: an id survives code moving, and the statement before tells two equal
 * statements apart, so that a decision about one is not applied to the other when a third is inserted.
 */
export function siteIds(language: Language, doc: Doc, transform: string, findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ span, message, evidence }) => {
    const snippet = doc.text.slice(span.start, span.end).replace(/\s+/g, '');
    const before = language.statementBefore(doc, span.start).replace(/\s+/g, '');
    const what = [transform, doc.path, language.scopeAt(doc, span.start), snippet, before, evidence ? message : ''].join('\0');
    const repeat = seen.get(what) ?? 0;
    seen.set(what, repeat + 1);
    return createHash('sha256').update(`${what}\0${repeat}`).digest('hex').slice(0, 16);
  });
}
