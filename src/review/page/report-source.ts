import type { FileView, ReviewState } from '../protocol.ts';
import type { Source } from './source.ts';

/** What `src/review/report.ts` puts into a report: texts of files repeat themselves, so they are compressed. */
interface ReportData {
  readonly state: ReviewState;
  /** `FileView[]` as JSON, gzip, base64. */
  readonly files: string;
}

/** The review inside of this page, if it is a report. */
export function reportSource(): Source | undefined {
  const element = document.getElementById('checkmod-report');
  if (!element) return undefined;
  const { state, files } = JSON.parse(element.textContent ?? '') as ReportData;
  let views: Promise<ReadonlyMap<string, FileView>> | undefined;
  return {
    state: () => Promise.resolve(state),
    async file(path) {
      const view = (await (views ??= unpack(files))).get(path);
      if (!view) throw new Error(`The report holds no ${path}.`);
      return view;
    },
  };
}

async function unpack(files: string): Promise<ReadonlyMap<string, FileView>> {
  const bytes = Uint8Array.from(atob(files), (character) => character.charCodeAt(0));
  const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
  return new Map((JSON.parse(text) as FileView[]).map((view) => [view.path, view]));
}
