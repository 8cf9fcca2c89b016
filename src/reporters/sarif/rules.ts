import type { ReportingDescriptor } from 'sarif';
import type { About } from '../types.ts';

/** GitHub's limit on what describes a rule. */
const MOST_CHARACTERS = 1024;

/** The transforms as rules, with their pages as help. */
export function rulesOf(ids: readonly string[], about: ReadonlyMap<string, About>): ReportingDescriptor[] {
  return ids.map((id) => {
    const { title = id, why = title, help = why } = about.get(id) ?? {};
    return {
      id,
      shortDescription: { text: cut(title) },
      fullDescription: { text: cut(why) },
      help: { text: help, markdown: help },
    };
  });
}

function cut(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}
