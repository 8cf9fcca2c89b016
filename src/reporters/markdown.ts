import type { FileReport, ProjectFileReport, Report } from '../report.ts';
import { code, escaped, fenced, htmlText } from './markdown-text.ts';
import { placesOf, type Place } from './places.ts';
import { outcome } from './text/outcome.ts';
import { count } from './text/prose.ts';
import { appliedSites } from './text/file.ts';
import type { Reporter, ReporterOptions } from './types.ts';

/** GitHub refuses a comment that is longer, GitLab's limit is far above it. */
const MOST_CHARACTERS = 65_536;
/** Room for the lines that count what was cut. */
const KEPT = 200;
/** The first line of the comment, by which the next run finds the one it replaces. */
const MARKER = '<!-- checkmod -->';

/** Lines of one kind; what does not fit any more is counted with `more`. */
interface Section {
  readonly title?: string;
  readonly parts: readonly string[];
  readonly more: (n: number) => string;
}

/** A comment for a pull request: what a run would do in one sentence, a line per fix, what failed and is left to do, and the diffs folded away. */
export const markdown: Reporter<string> = (report, options) => {
  const sections: readonly Section[] = [
    { title: 'Failed, and left as it was', parts: report.errors.map(({ path, message }) => `- ${code(path)} ${escaped(message)}`), more: (n) => `- and ${n} more` },
    { parts: placesOf(report, 'pending', 'fixed').map((place) => fixLine(place, options)), more: (n) => `- and ${n} more` },
    { title: 'To do by you', parts: report.actions.map(({ name, message }) => `- ${code(name)} ${escaped(message)}`), more: (n) => `- and ${n} more` },
    { parts: diffs(report), more: (n) => `\nand ${count(n, 'more diff')}` },
  ];
  return withinLimit(`${MARKER}\n### checkmod\n\n${escaped(outcome(report, options.write))}\n`, sections);
};

function fixLine({ path, site: { transform, line, message, safety } }: Place, { linkTo }: ReporterOptions): string {
  const place = code(`${path}:${line}`);
  return `- ${linkTo ? `[${place}](${linkTo(path, line)})` : place} **${escaped(transform)}**${safety === 'unsafe' ? ' (unsafe)' : ''} ${escaped(message)}`;
}

function diffs({ files, projectFiles }: Report): string[] {
  return [
    ...files.flatMap((file) => (file.diff === undefined ? [] : [folded(file.path, about(file), file.diff)])),
    ...projectFiles.map((file) => folded(file.path, file.created ? 'new' : 'needed by the fixes', file.diff)),
  ];
}

function about(file: FileReport): string {
  const fixes = appliedSites(file).length;
  return fixes > 0 ? count(fixes, 'fix', 'fixes') : 'needed by the fixes';
}

function folded(path: ProjectFileReport['path'], what: string, diff: string): string {
  const rows = diff.slice(diff.indexOf('\n@@') + 1).split('\n').slice(0, -1);
  return `\n<details><summary><code>${htmlText(path)}</code> ${what}</summary>\n\n${fenced('diff', rows)}\n\n</details>`;
}

/** Takes parts as long as there is room; once one does not fit, nothing of its section does. */
function withinLimit(head: string, sections: readonly Section[]): string {
  let text = head;
  const fits = (more: string) => text.length + more.length + KEPT * sections.length <= MOST_CHARACTERS;
  for (const { title, parts, more } of sections) {
    if (parts.length === 0) continue;
    const heading = title === undefined ? '\n' : `\n**${title}**\n\n`;
    let taken = 0;
    let body = heading;
    while (taken < parts.length && fits(`${body}${parts[taken]}\n`)) {
      body += `${parts[taken]}\n`;
      taken += 1;
    }
    text += taken < parts.length ? `${body}${more(parts.length - taken)}\n` : body;
  }
  return text;
}
