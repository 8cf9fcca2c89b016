import type { Report } from '../../report.ts';
import { count } from './prose.ts';

/** The last line: what happened, what is hidden, what to do next. */
export function outcome({ summary, files, projectFiles, checklist, errors, decisions }: Report, write: boolean): string {
  const { fixes: all, unsafeFixes, filesScanned, filesChanged } = summary;
  const sites = files.flatMap((file) => file.sites);
  const fixed = sites.filter(({ status }) => status === 'fixed').length;
  const written = fixed > 0;
  const waiting = write && decisions && errors.length === 0 ? all - fixed : 0;
  const fixes = all - waiting;
  const more = unsafeFixes > 0 ? `${fixes > 0 ? '; ' : ' '}${unsafeFixes.toLocaleString('en-US')} more with --unsafe` : '';
  const ticked = checklist?.ticked?.length ?? 0;
  const ticks = ticked > 0 ? ` and ${written || write ? 'ticked' : 'tick'} ${count(ticked, 'item')}` : '';
  if (fixes === 0 && ticked > 0 && write && errors.length === 0) return `Ticked ${count(ticked, 'item')}; nothing was to be fixed in ${count(filesScanned, 'file')}${more && `;${more}`}.`;
  if (fixes === 0 && ticked > 0) return `Would tick ${count(ticked, 'item')}; nothing to fix in ${count(filesScanned, 'file')}${more && `;${more}`}. Nothing was written: add --write to apply.`;
  const waits = waiting > 0 ? `; ${count(waiting, 'fix', 'fixes')} ${waiting === 1 ? 'waits' : 'wait'} for a decision` : '';
  if (fixes === 0 && waiting > 0) return `Nothing was accepted, so nothing was written${waits}.`;
  if (fixes === 0) return `Nothing to fix in ${count(filesScanned, 'file')}${more && `;${more}`}.`;
  const where = count(filesChanged + projectFiles.length, 'file');
  if (written) return `Fixed ${count(fixes, 'place')}${ticks} in ${where}${waits}${more}.`;
  if (write) return `Nothing was written: ${count(fixes, 'fix', 'fixes')} in ${where} wait until what failed is put right.`;
  return `Would fix ${count(fixes, 'place')}${ticks} in ${where}${more}. Nothing was written: add --write to apply.`;
}
