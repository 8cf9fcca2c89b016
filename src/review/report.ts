import { gzipSync } from 'node:zlib';
import type { FileView, ReviewState } from './protocol.ts';

/**
 * A review as one HTML file. `template` is `dist/review/report.html`; the data goes in as JSON in which no `<` is left, so
 * nothing of the repository can end the element it stands in.
 */
export function reportHtml(template: string, state: ReviewState, files: readonly FileView[]): string {
  const data = { state, files: gzipSync(JSON.stringify(files), { level: 9 }).toString('base64') };
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return template.replace('<!--data-->', () => `<script type="application/json" id="checkmod-report">${json}</script>`);
}
