import { proxyLines } from '../../src/languages/project-lines.ts';
import type { RepositoryView } from '../../src/languages/types.ts';
import type { RepositoryFinding } from '../../src/types.ts';

const ADDS = /^[ \t]*add_header[ \t]+["']?(Content-Security-Policy|Strict-Transport-Security|X-Frame-Options|X-Content-Type-Options|Referrer-Policy|Permissions-Policy)\b/im;

/** Proxies that add two of the headers in front of the program. */
export function* repository(view: RepositoryView): Generator<RepositoryFinding> {
  const several = view.files.filter(({ text }) => new Set([...text.matchAll(new RegExp(ADDS, 'gim'))].map(([, header]) => header!.toLowerCase())).size > 1);
  for (const { path, line, text } of proxyLines({ ...view, files: several }, ADDS)) yield { path, line, evidence: true, message: `\`${text}\` and its like are added in front of the program` };
}
