import type { Options } from 'prettier';
import { lineEdits } from '../line-edits.ts';
import type { ProjectView } from '../types.ts';
import type { JavaScriptDoc } from './parse.ts';

/** What no formatter leaves: white space at the end of a line, two blank lines, no line end at the end. */
const UNTIDY = /[ \t]\n|\n\n\n|[^\n]$/;
const USUAL_WIDTHS = [80, 100, 120];

/** The text as prettier leaves it, when the file was as prettier leaves it before. */
export async function tidyJavaScript(before: JavaScriptDoc, after: string, project: ProjectView): Promise<string> {
  if (!mayNeedLayout(before.text, after, Number(project.package.javascript?.prettier?.['printWidth'] ?? USUAL_WIDTHS[0]))) return after;
  const options = await formatOf(before, project);
  return (options && (await formatted(after, before.path, options))) ?? after;
}

/**
 * Whether a formatter could want a change laid out in another way: not where statements of one line took the place of
 * others, or came in between, and none is too long. Asking prettier costs more than all the rest of a run.
 */
function mayNeedLayout(before: string, after: string, width: number): boolean {
  const isWhole = (line: string) => line.length <= width && !/[,([=+?:&|.]$|^\s*[)\].?:]/.test(line);
  return lineEdits(before, after).some(({ start, end, text }) => {
    const old = before.slice(start, end).split('\n');
    return old.length > 2 && text !== '' || ![...old, ...text.split('\n')].every(isWhole);
  });
}

/** The options under which the file is laid out already: the project's own, else what its text shows. */
async function formatOf(doc: JavaScriptDoc, project: ProjectView): Promise<Options | undefined> {
  if (UNTIDY.test(doc.text)) return undefined;
  const own = project.package.javascript?.prettier as Options | undefined;
  const candidates = own ? [own] : guesses(doc.text);
  for (const options of candidates) if ((await formatted(doc.text, doc.path, options)) === doc.text) return options;
  return undefined;
}

/** A line that is too long for a width, or would have fitted it, settles the width; quotes and semicolons are in plain sight. */
function guesses(text: string): Options[] {
  const longest = Math.max(...text.split('\n').map((line) => line.length));
  const style: Options = {
    singleQuote: (text.match(/'/g) ?? []).length >= (text.match(/"/g) ?? []).length,
    semi: /;\n/.test(text), useTabs: /^\t/m.test(text), tabWidth: /^ {4}\S/m.test(text) && !/^ {2}\S/m.test(text) ? 4 : 2,
  };
  const width = USUAL_WIDTHS.find((each) => longest <= each) ?? USUAL_WIDTHS[0]!;
  return [{ ...style, printWidth: width }];
}

async function formatted(text: string, filepath: string, options: Options): Promise<string | undefined> {
  const prettier = await import('prettier');
  // What prettier cannot read is left as it is.
  return prettier.format(text, { ...options, filepath }).catch(() => undefined);
}
