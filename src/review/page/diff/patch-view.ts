import { type FileDiffMetadata, FileDiff, parsePatchFiles } from '@pierre/diffs';
import { languageOf } from '../highlight/language-of.ts';
import { visible } from '../visible.ts';
import { diffOptions, type Layout, type Theme } from './options.ts';

/** Draws a patch of one small file; false when it is no patch. */
export function drawPatch(container: HTMLElement, path: string, patch: string, layout: Layout, theme: Theme): (() => void) | undefined {
  const metadata = metadataOf(path, patch);
  if (!metadata) return undefined;
  const diff = new FileDiff<undefined>(diffOptions<undefined>(layout, theme));
  diff.render({ fileDiff: metadata, containerWrapper: container });
  return () => diff.cleanUp();
}

function metadataOf(path: string, patch: string): FileDiffMetadata | undefined {
  try {
    const [file] = parsePatchFiles(visible(patch), { throwOnError: true }).flatMap(({ files }) => files);
    return file && { ...file, name: path, lang: languageOf(path) };
  } catch {
    return undefined;
  }
}
