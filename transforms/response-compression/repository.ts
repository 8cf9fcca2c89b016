import { projectLines, proxyLines } from '../../src/languages/project-lines.ts';
import type { RepositoryView } from '../../src/languages/types.ts';
import type { RepositoryFinding } from '../../src/types.ts';

/** Proxies that compress in front of the program. */
export function* repository(view: RepositoryView): Generator<RepositoryFinding> {
  // Left to itself, nginx compresses HTML and nothing else.
  const forAnswers = view.files.filter(({ text }) => /^[ \t]*(?:gzip|brotli)_types\b[^;]*(?:application\/json|\*)/m.test(text));
  const found = [
    ...proxyLines({ ...view, files: forAnswers }, /^[ \t]*(?:gzip|brotli)[ \t]+on[ \t]*;/m),
    ...projectLines(view, /(?:^|\/)Caddyfile$/, /^[ \t]*encode[ \t]+[^\n]*\b(?:gzip|zstd|br)\b/m),
    ...projectLines(view, /compose[\w.-]*\.ya?ml$/, /\bmiddlewares\.[\w-]+\.compress=true\b/i),
  ];
  for (const { path, line, text } of found) yield { path, line, evidence: true, message: `\`${text}\` compresses in front of the program` };
}
