import { runsBeforeImports } from '../../../src/languages/javascript/imports.ts';
import { loggingCodeReason } from '../../../src/languages/javascript/logging-code.ts';
import type { AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Secrets } from '../../../src/languages/javascript/secrets.ts';
import { spanOf } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Span } from '../../../src/types.ts';
import { elsewhereReason, endsProcess, isLevel, useOf } from './calls.ts';
import { earlyReason } from './early.ts';
import { pointlessReason } from './pointless.ts';
import { outputReason } from './terminal.ts';

/** What is wrong with a call, whatever becomes of it. */
export const MESSAGE = '`console` bypasses the logger';
/** What `console` does beside writing a line, and what a logger has no counterpart for. */
const OTHER_METHODS: { readonly [method: string]: string } = {
  table: 'it draws a table', dir: 'it shows how an object is built, with options of its own', dirxml: 'it shows how an object is built',
  trace: 'it shows the stack of calls that led here', group: 'it indents the lines that follow', groupCollapsed: 'it indents the lines that follow',
  groupEnd: 'it ends an indentation', time: 'it starts a timer of `console`', timeEnd: 'it shows a timer of `console`', timeLog: 'it shows a timer of `console`',
  assert: 'it writes only when a condition does not hold', count: 'it shows a counter of `console`', countReset: 'it resets a counter of `console`', clear: 'it clears a terminal',
};

/** A file and what is known of it while its calls are looked at. */
export interface File {
  readonly doc: JavaScriptDoc;
  readonly project: ProjectView;
  readonly secrets: Secrets;
  readonly isOverridden: boolean;
  /** Whether the texts of the file's log calls end in a colon where values follow. */
  readonly keepsColon: boolean;
  /** The keys of the fields of the file's log calls. */
  readonly lineKeys: ReadonlySet<string>;
  /** The calls that become log lines, for the decoration around them. */
  readonly lines: { readonly call: AnyCall; readonly group: string; readonly error?: string }[];
}

/** Why a call stays as it is whatever it says. */
export function leftReason({ doc, project, isOverridden: overridden }: File, call: AnyCall, method: string): string | undefined {
  if (overridden) return 'this file puts something else in the place of `console`';
  const logging = loggingCodeReason(doc, call, project);
  if (logging) return logging;
  if (method in OTHER_METHODS) return OTHER_METHODS[method]!;
  if (!isLevel(method)) return `no logger has a counterpart of \`console.${method}\``;
  if (runsBeforeImports(doc, call, project)) return 'it runs before the imports below it: the file becomes CommonJS, and no logger is bound yet';
  const early = earlyReason(doc, call);
  if (early !== undefined) return early;
  if (endsProcess(doc, call)) return 'the program ends right behind it: a logger that writes later would lose the line';
  const use = useOf(doc, call);
  if (use.kind === 'value') return 'its value is used';
  return elsewhereReason(doc, call) ?? outputReason(doc, call) ?? pointlessReason(doc, call, project);
}

/** The names in a call, which may be used no more when it goes. */
export function identifiersIn(doc: JavaScriptDoc, call: AnyCall): Span[] {
  return doc.tree.inside(call, 'Identifier').map(spanOf);
}
