import type { Diagnostic, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import type { Json } from '../../types.ts';
import { lazily } from '../lazily.ts';

const ruff = lazily<typeof import('@astral-sh/ruff-wasm-nodejs')>('@astral-sh/ruff-wasm-nodejs');

const UNDEFINED_NAME = 'F821';
const UNUSED_IMPORT = 'F401';
const NAMES = { 'target-version': 'py314', lint: { select: [UNDEFINED_NAME, UNUSED_IMPORT], preview: false } };

type Options = { readonly [option: string]: Json };

const workspaces = new Map<string, Workspace | undefined>();
let last: { text: string; diagnostics: Diagnostic[] } | undefined;

/** Names that a text uses without binding them and imports it does not use, each with how often. */
export function nameProblems(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code, message } of diagnostics(text)) {
    if (code === UNDEFINED_NAME || code === UNUSED_IMPORT) counts.set(message, (counts.get(message) ?? 0) + 1);
  }
  return counts;
}

/** The first syntax error with its line, or undefined when the text is valid Python of any version up to 3.14. */
export function syntaxProblem(text: string): string | undefined {
  const problem = diagnostics(text).find(({ code }) => code === 'invalid-syntax' || code === null);
  return problem && `line ${problem.start_location.row}: ${problem.message}`;
}

/** The text as ruff lays it out; undefined where it cannot, as for options this version does not know. */
export function formatted(text: string, options: Options): string | undefined {
  try {
    return workspace(options)?.format(text);
  } catch {
    return undefined;
  }
}

/** What ruff finds under the options, with fixes; nothing for options this version does not know. */
export function findings(text: string, options: Options): Diagnostic[] {
  return (workspace(options)?.check(text) as Diagnostic[] | undefined) ?? [];
}

/** `noqa` is blanked out: a hidden finding counts as much as a shown one. */
function diagnostics(text: string): Diagnostic[] {
  if (last?.text === text) return last.diagnostics;
  const found = findings(text.replace(/noqa/gi, 'n_qa'), NAMES);
  last = { text, diagnostics: found };
  return found;
}

/** Making one takes longer than using it, and a package has few. */
function workspace(options: Options): Workspace | undefined {
  const key = JSON.stringify(options);
  if (!workspaces.has(key)) workspaces.set(key, open(options));
  return workspaces.get(key);
}

function open(options: Options): Workspace | undefined {
  const { PositionEncoding, Workspace } = ruff();
  try {
    return new Workspace(options, PositionEncoding.Utf16);
  } catch {
    return undefined;
  }
}
