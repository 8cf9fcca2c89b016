import iconv from 'iconv-lite';
import type { FileReport, ProjectFileReport, Report } from '../report.ts';
import type { Site } from '../types.ts';
import type { Reporter } from './types.ts';

/**
 * One patch of everything that changes, for `git apply` in the root; each file's part in the file's own encoding. The
 * items of a checklist stand above the file that changes for them: `git apply` passes over such lines.
 */
export const diff: Reporter<Uint8Array> = (report) => {
  const sites = new Map(report.files.flatMap((file) => file.sites.map((site) => [site.id, site])));
  const parts = [
    ...report.files.map((file) => ({ file, sites: file.sites.filter(({ status }) => status === 'pending' || status === 'fixed') })),
    ...report.projectFiles.map((file) => ({ file, sites: file.sites.flatMap((id) => sites.get(id) ?? []) })),
  ];
  return Buffer.concat(parts.flatMap(({ file, sites: own }: { readonly file: Pick<FileReport, 'path' | 'diff' | 'encoding'> | ProjectFileReport; readonly sites: readonly Site[] }) => (file.diff ? [
    Buffer.from(itemLines(report, file.path, own)),
    iconv.encode(file.diff, 'encoding' in file ? file.encoding ?? 'utf8' : 'utf8'),
  ] : [])));
};

function itemLines({ checklist }: Report, path: string, sites: readonly Site[]): string {
  if (!checklist) return '';
  const lines = new Set(sites.flatMap(({ items = [] }) => items.map(({ line }) => line)));
  const items = checklist.items.filter(({ line }) => lines.has(line)).map(({ line, text }) => `# ${checklist.path}:${line}: ${text.replace(/\s+/g, ' ')}\n`);
  return path === checklist.path ? `# ticks what holds then: ${checklist.ticked?.length === 1 ? 'line' : 'lines'} ${checklist.ticked?.join(', ')}\n` : items.join('');
}
