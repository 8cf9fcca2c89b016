import { quote } from '../../../src/languages/python/describe.ts';
import { errorForm } from '../../../src/languages/python/logger-kind.ts';
import { loggerAt } from '../../../src/languages/python/logger.ts';
import { loggingCodeReason, setsUpLogging } from '../../../src/languages/python/logging-code.ts';
import { argumentsOf, isStatement, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { Secrets } from '../../../src/languages/python/secrets.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { Message } from './message.ts';
import { outputReason } from './terminal.ts';

/** What is wrong with a print, whatever becomes of it. */
export const MESSAGE = '`print` bypasses the logger';
const KEYWORDS = ['sep', 'end', 'file', 'flush'];

/** A file and what is known of it while its prints are looked at. */
export interface File {
  readonly doc: PythonDoc;
  readonly project: ProjectView;
  readonly secrets: Secrets;
  readonly percent: boolean;
  /** Its prints tell a story to somebody who watches. */
  readonly isNarration: boolean;
  /** The prints that become log lines, for the decoration around them. */
  readonly texts: TextPrint[];
}

/** A print that becomes a log line. */
export interface TextPrint { readonly call: PyNode; readonly group: string }

/** What goes with the print: a rule around it, the traceback printed beside it. */
export function groupOf({ project }: File, call: PyNode): string {
  return `${project.path}#print@${call.start}`;
}

/** Why a print stays as it is whatever it says. */
export function leftReason({ doc, project, isNarration }: File, call: PyNode): string | undefined {
  const logging = loggingCodeReason(doc, call);
  if (logging) return logging;
  if (setsUpLogging(doc, project)) return 'this file sets up logging: whether a line is shown depends on where it is';
  if (isNarration) return 'it tells a demonstration step by step, for a person at a terminal';
  if (call.field('arguments')!.kind !== 'argument_list') return 'it prints a generator';
  if (!isStatement(call)) return 'its value is used';
  const { positional, keywords, hasSplat } = argumentsOf(call);
  if (hasSplat) return 'its arguments are unpacked, so their number is not known';
  if ([...keywords.keys()].some((name) => !KEYWORDS.includes(name))) return 'it has an argument `print` does not take';
  const file = keywords.get('file');
  if (file && !isConsole(doc, file)) return `it writes to \`${file.text}\`, not to the console`;
  const end = keywords.get('end');
  if (end && end.kind !== 'none' && !/^(\\n)+$/.test(stringValue(end) ?? '')) return 'it goes on in the same line: progress output';
  if (Message.read(positional[0])?.hasTerminalCodes || TERMINAL_CODE.test(call.text)) return 'it colours its text for a terminal';
  return outputReason(doc, call);
}

/** What colours text or moves the cursor, as source code has it. */
const TERMINAL_CODE = /\\(?:033|x1b|u001b|N\{ESCAPE\})\[/i;

/** Whether the `file` of a print is the console. */
export function isConsole(doc: PythonDoc, file: PyNode): boolean {
  return file.kind === 'none' || ['sys.stderr', 'sys.stdout'].includes(doc.scopes.qualifiedName(file) ?? '');
}

/** Whether a statement is a print. */
export function isPrint({ doc }: File, statement: PyNode): boolean {
  const call = statement.named[0];
  return call?.kind === 'call' && doc.scopes.qualifiedName(call.field('function')) === 'builtins.print';
}

/** The names in a print, which may be used no more when it goes. */
export function identifiersIn(node: PyNode): PyNode[] {
  return [...node.descendants('identifier')].filter(({ text }) => text !== 'print');
}

/** How the log calls around a print are written. */
export function formAt(file: File, call: PyNode) {
  const logger = loggerAt(file.doc, call, file.project);
  return {
    style: 'style' in logger ? logger.style : 'unknown' as const,
    percent: file.percent,
    quote: quote('', file.doc)[0]!,
    secrets: file.secrets,
    takesTraceback: 'style' in logger && ['exc_info', 'opt', 'exception'].includes(errorForm(file.doc, logger, file.project)),
  };
}
