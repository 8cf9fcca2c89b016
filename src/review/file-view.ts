import { join } from 'node:path';
import { rawText, readSource, sourceFrom } from '../engine/source-file.ts';
import { UsageError } from '../errors.ts';
import type { Outcome } from '../open-run.ts';
import type { FileView } from './protocol.ts';
import { marksOf } from './rows.ts';

/** A file of an outcome as the page shows it. Throws `UsageError` where nothing was found in it. */
export async function fileView({ result: { files } }: Outcome, root: string, path: string, { version, isFix }: { readonly version: number; readonly isFix: (site: string) => boolean }): Promise<FileView> {
  const result = files.find((file) => file.path === path);
  if (!result) throw new UsageError(`there is no fix in ${path}`);
  const before = plain(result.before ?? rawText(await readSource(join(root, path))));
  const after = result.after === undefined ? before : plain(result.after);
  return { path, version, before, after, marks: marksOf(result, isFix, before, after) };
}

/** A text as the page shows it: line ends and mark of the encoding are the file's own business. */
function plain(raw: string): string {
  return sourceFrom(raw).text;
}
