import iconv from 'iconv-lite';
import type { FileReport } from '../report.ts';
import type { Reporter } from './types.ts';

/** One patch of everything that changes, for `git apply` in the root; each file's part in the file's own encoding. */
export const diff: Reporter<Uint8Array> = ({ files, projectFiles }) =>
  Buffer.concat([...files, ...projectFiles].map(({ diff: patch = '', encoding = 'utf8' }: Pick<FileReport, 'diff' | 'encoding'>) => iconv.encode(patch, encoding)));
