import type { Edit } from '../../types.ts';
import { applied, newLines } from '../line-edits.ts';
import type { LintSettings, ProjectView } from '../types.ts';
import { isSelected, widthOf } from './lint.ts';
import { indentAt, wholeLines } from './nodes.ts';
import { parsePython, type PythonDoc } from './parse.ts';
import { findings, formatted } from './ruff.ts';
import type { PyNode } from './tree.ts';

/** Rules whose own fix is taken for what the edits bring: imports out of order, comments that silence nothing any more. */
const SELF_FIXED = ['I001', 'RUF100'];
/** Line lengths people set their formatter to, where the project does not say. */
const USUAL_LENGTHS = [88, 100, 120];
const LINES_BELOW = 3;
const SIMPLE = ['expression_statement', 'return_statement', 'raise_statement', 'assert_statement'];
/** What no formatter leaves: white space at the end of a line, three blank lines, no line end at the end. */
const UNTIDY = /[ \t]\n|\n\n\n\n|[^\n]$/;

/** The text with its imports in order and its lines laid out, each as far as the file was so before. */
export function tidyPython(before: PythonDoc, after: string, project: ProjectView): string {
  const lint = project.package.python?.lint;
  const ordered = withoutNewFindings(before.text, after, lint);
  const options = formatOf(before.text, lint);
  const laidOut = (options && formatted(ordered, options)) ?? ordered;
  return lint && isSelected('E501', lint) && !(options && lint.isFormatted) ? withShortLines(before, laidOut, lint) : laidOut;
}

/** The formatter's options under which the text is laid out already: the project's, else the usual ones. */
function formatOf(text: string, lint: LintSettings | undefined): LintSettings['format'] | undefined {
  if (UNTIDY.test(text)) return undefined;
  const longest = Math.max(...text.split('\n').map((line) => line.length));
  const usual = USUAL_LENGTHS.find((length) => longest <= length) ?? USUAL_LENGTHS[0]!;
  const guesses = [...(lint ? [lint.format] : []), { 'line-length': usual, format: { 'quote-style': 'preserve' } }];
  return (lint?.isFormatted ? [lint.format] : guesses).find((options) => formatted(text, options) === text);
}

function withoutNewFindings(before: string, after: string, lint: LintSettings | undefined): string {
  const codes = SELF_FIXED.filter((code) => (code === 'I001' ? importLines(before) !== importLines(after) : lint && isSelected(code, lint) && after.includes('noqa')));
  return codes.reduce((text, code) => applied(text, newFixes(code, before, text, lint)), after);
}

function importLines(text: string): string {
  return text.match(/^[ \t]*(import|from)\b.*/gm)?.join('\n') ?? '';
}

/** The fixes of findings that the old text has not, when there are more of them than it had. */
function newFixes(code: string, before: string, after: string, lint: LintSettings | undefined): Edit[] {
  const { isort = {}, ...options } = lint?.imports ?? {};
  const rules = code === 'I001' ? { select: [code] } : { select: lint!.select, ignore: lint!.ignore };
  const all = { ...options, lint: { ...rules, isort } };
  // What stands below tells equal findings apart: of two equal comments the one above new code is the new finding.
  const find = (text: string) => findings(text, all).filter((each) => each.code === code)
    .map((each) => ({ fix: each.fix, text: text.slice(offsetOf(text, each.start_location), offsetOf(text, { row: each.end_location.row + LINES_BELOW, column: 1 })) }));
  const now = find(after);
  const known = now.length > 0 ? find(before) : [];
  if (now.length <= known.length) return [];
  return now.filter((each) => !known.some(({ text }) => text === each.text))
    .flatMap(({ fix }) => fix?.edits ?? [])
    .map((edit) => ({ start: offsetOf(after, edit.location), end: offsetOf(after, edit.end_location), text: edit.content ?? '' }))
    .map((edit) => (edit.text === '' ? { ...edit, text: reasonIn(after.slice(edit.start, edit.end)) } : edit));
}

/** What a comment says behind its `noqa`: it stays when that goes. */
function reasonIn(comment: string): string {
  const reason = /^\s*#\s*noqa\b(?:\s*:[\s,]*[A-Z]+\d+(?:[\s,]+[A-Z]+\d+)*)?[\s:—–-]*(.*)$/is.exec(comment)?.[1];
  return reason ? `  # ${reason.replace(/^#\s*/, '')}` : '';
}

function offsetOf(text: string, { row, column }: { row: number; column: number }): number {
  let start = 0;
  for (let line = 1; line < row; line += 1) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}

/** Statements the edits wrote, where one of their lines is longer than the linter takes, laid out as a formatter would. */
function withShortLines(before: PythonDoc, after: string, lint: LintSettings): string {
  const isLong = (line: string) => widthOf(line) > lint.lineLength;
  const spans = newLines(before.text, after).filter(({ start, end }) => after.slice(start, end).split('\n').some(isLong));
  if (spans.length === 0) return after;
  const doc = parsePython(after, before.path);
  const edits = doc.root.descendants(...SIMPLE).flatMap((statement): Edit[] => {
    const lines = wholeLines(doc, statement);
    const isOurs = lines && spans.some(({ start, end }) => start <= lines.start && lines.end <= end);
    if (!isOurs || !statement.text.split('\n').some((line, i) => isLong(i === 0 ? indentAt(doc, statement.start) + line : line))) return [];
    return [{ start: statement.start, end: statement.end, text: inShortLines(doc, statement, lint) }];
  });
  return applied(after, edits);
}

/** A statement in as many lines as it takes; one with a string over several lines keeps its own. */
function inShortLines(doc: PythonDoc, statement: PyNode, lint: LintSettings): string {
  if (statement.descendants('string').some(({ text }) => text.includes('\n'))) return statement.text;
  const indent = indentAt(doc, statement.start);
  const options = {
    'line-length': lint.lineLength - widthOf(indent),
    format: { 'quote-style': 'preserve', 'indent-style': indent.includes('\t') ? 'tab' : 'space' },
  };
  return formatted(`${statement.text}\n`, options)?.trimEnd().replaceAll('\n', `\n${indent}`) ?? statement.text;
}
