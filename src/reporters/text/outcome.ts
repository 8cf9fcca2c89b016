import type { Report } from '../../report.ts';
import { count } from './prose.ts';

/** The last line: what happened, what is hidden, what to do next. */
export function outcome({ summary, files, projectFiles }: Report, write: boolean): string {
  const { fixes, unsafeFixes, filesScanned, filesChanged } = summary;
  const written = files.some(({ sites }) => sites.some(({ status }) => status === 'fixed'));
  const more = unsafeFixes > 0 ? `${fixes > 0 ? '; ' : ' '}${unsafeFixes.toLocaleString('en-US')} more with --unsafe` : '';
  if (fixes === 0) return `Nothing to fix in ${count(filesScanned, 'file')}${more && `;${more}`}.`;
  const where = count(filesChanged + projectFiles.length, 'file');
  if (written) return `Fixed ${count(fixes, 'place')} in ${where}${more}.`;
  if (write) return `Nothing was written: ${count(fixes, 'fix', 'fixes')} in ${where} wait until what failed is put right.`;
  return `Would fix ${count(fixes, 'place')} in ${where}${more}. Nothing was written: add --write to apply.`;
}
