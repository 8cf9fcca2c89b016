import { PositionEncoding, Workspace, type Diagnostic } from '@astral-sh/ruff-wasm-nodejs';

const UNDEFINED_NAME = 'F821';
const UNUSED_IMPORT = 'F401';

let workspace: Workspace | undefined;
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

/** `noqa` is blanked out: a hidden finding counts as much as a shown one. */
function diagnostics(text: string): Diagnostic[] {
  if (last?.text === text) return last.diagnostics;
  workspace ??= new Workspace(
    { 'target-version': 'py314', lint: { select: [UNDEFINED_NAME, UNUSED_IMPORT], preview: false } },
    PositionEncoding.Utf16,
  );
  const found = workspace.check(text.replace(/noqa/gi, 'n_qa')) as Diagnostic[];
  last = { text, diagnostics: found };
  return found;
}
