import { failureText } from '../../../src/languages/javascript/describe.ts';
import { enclosingHandler, errorBinding, failureCallback, handlerKey, usesOfError, type Handler } from '../../../src/languages/javascript/handlers.ts';
import { isLogCall, loggerAt, type Logger } from '../../../src/languages/javascript/logger.ts';
import { logCall, logLine, type Level, type LogLine } from '../../../src/languages/javascript/log-line.ts';
import { loggingCodeReason } from '../../../src/languages/javascript/logging-code.ts';
import {
  enclosingFunction, indentAt, isBracelessBody, isCall, lineStart, quote, statementOf, statementsIn, textOf, unwrapped, usesSemicolons, type AnyCall, type AnyFunction,
} from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { Secrets } from '../../../src/languages/javascript/secrets.ts';
import { removeStatement } from '../../../src/languages/javascript/nodes.ts';
import { isWithin, spanOf, type Comment, type Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Rule } from '../../../src/transform.ts';
import type { Edit, Finding, Span } from '../../../src/types.ts';
import { hasErrorKey, renderArguments, type Left, type Rendered } from './arguments.ts';
import { consoleMethod, elsewhereReason, endsProcess, isInBrowser, isLevel, isOverridden, useOf } from './calls.ts';
import { levelFor, takesTag } from './level.ts';
import { isRuleExpression, Message } from './message.ts';
import { isProgramOutput, outputReason } from './terminal.ts';

const MESSAGE = '`console` bypasses the logger';
const RAW_WRITES = ['process.stdout.write', 'process.stderr.write'];
/** What `console` does beside writing a line, and what a logger has no counterpart for. */
const OTHER_METHODS: { readonly [method: string]: string } = {
  table: 'it draws a table', dir: 'it shows how an object is built, with options of its own', dirxml: 'it shows how an object is built',
  trace: 'it shows the stack of calls that led here', group: 'it indents the lines that follow', groupCollapsed: 'it indents the lines that follow',
  groupEnd: 'it ends an indentation', time: 'it starts a timer of `console`', timeEnd: 'it shows a timer of `console`', timeLog: 'it shows a timer of `console`',
  assert: 'it writes only when a condition does not hold', count: 'it shows a counter of `console`', countReset: 'it resets a counter of `console`', clear: 'it clears a terminal',
};

export const javascript: Rule<JavaScriptDoc> = {
  prefilter: /\bconsole\b|\bprocess\.std(?:out|err)\.write\b/,
  *sites(doc, project) {
    const file: File = { doc, project, secrets: new Secrets(doc, project), isOverridden: isOverridden(doc), lines: [] };
    const calls = doc.tree.all('CallExpression', 'OptionalCallExpression').flatMap((call) => {
      const method = consoleMethod(doc, call.callee);
      return method === undefined ? [] : [{ call, method }];
    });
    for (const { call, method } of calls) if (!isDecoration(doc, call, method)) yield judged(file, call, callFinding(file, call, method));
    for (const { call, method } of calls) if (isDecoration(doc, call, method)) yield judged(file, call, decorationFinding(file, call));
    for (const call of doc.tree.all('CallExpression')) {
      const name = doc.scopes.qualifiedName(call.callee);
      if (name !== undefined && RAW_WRITES.includes(name)) yield judged(file, call, { span: spanOf(call), message: `\`${name}\` bypasses the logger`, reason: 'it writes to the terminal in its own form: a person has to say what the message is' });
    }
    for (const use of valuesOfConsole(doc)) yield judged(file, use, valueFinding(file, use));
  },
};

interface File {
  readonly doc: JavaScriptDoc;
  readonly project: ProjectView;
  readonly secrets: Secrets;
  readonly isOverridden: boolean;
  /** The calls that become log lines, for the decoration around them. */
  readonly lines: { readonly call: AnyCall; readonly group: string; readonly error?: string }[];
}

/** A place that stays as it is where nobody wants a log line: output of a program, code for a browser, the logging itself. */
function judged({ doc, project }: File, at: Node, finding: Finding): Finding {
  const isMeant = !finding.fix && (loggingCodeReason(doc, at, project) !== undefined || isProgramOutput(doc, at) || isInBrowser(doc, at));
  return isMeant ? { ...finding, fine: true } : finding;
}

function callFinding(file: File, call: AnyCall, method: string): Finding {
  const { doc, project } = file;
  const span = spanOf(call);
  const reason = leftReason(file, call, method);
  if (reason !== undefined) return { span, message: MESSAGE, reason };
  const logger = loggerAt(doc, call, project);
  if ('reason' in logger) return { span, message: MESSAGE, reason: logger.reason };
  const planned = planOf(file, call, method, logger);
  if ('reason' in planned) return { span, message: MESSAGE, reason: planned.reason };
  const { rendered, level, line, provides } = planned;
  const made = logCall(doc, logger, level, line);
  if (!made) return { span, message: MESSAGE, reason: `\`${logger.expression}\` does not take what is shown here` };
  const lost = rendered.redacted.map(({ value }) => value && lastUse(doc, value, call)).find((name) => name !== undefined);
  if (lost !== undefined) return { span, message: MESSAGE, reason: `it shows a secret, and \`${lost}\` is there for nothing else: delete both` };
  const carrier = carrierBeside(file, call, rendered);
  if (carrier) {
    return { span, message: `${MESSAGE}, and the line beside it carries the whole error`, safety: 'safe', fix: { edits: [removeStatement(doc, call)], requires: [carrier] } };
  }
  const group = `${project.path}#console@${call.start}`;
  file.lines.push({ call, group, ...(line.error !== undefined && { error: line.error }) });
  if (isLoggedBeside(file, call)) {
    return { span, message: `${MESSAGE}, and the line beside it logs the same`, safety: 'safe', fix: { edits: [removeStatement(doc, call)], orphans: identifiersIn(doc, call), group } };
  }
  const edits = editsFor(doc, call, made);
  if ('reason' in edits) return { span, message: MESSAGE, reason: edits.reason };
  const all = [...edits.edits, ...valueEdits(doc, call)];
  const secrets = [...new Set(rendered.redacted.map(({ name }) => name))];
  return {
    span,
    safety: 'safe',
    message: secrets.length > 0 ? `${MESSAGE} and shows a secret, written as [redacted]: ${secrets.map((name) => `\`${name}\``).join(', ')}` : MESSAGE,
    fix: {
      edits: all,
      needs: logger.needs,
      orphans: identifiersIn(doc, call).filter((name) => all.some((edit) => edit.start <= name.start && name.end <= edit.end)),
      group,
      ...(provides !== undefined && { provides: [provides] }),
    },
    ...(logger.actions.length > 0 && { actions: logger.actions }),
    texts: [{ text: longestPiece(rendered.text), was: 'printed' }],
  };
}

/** Why a call stays as it is whatever it says. */
function leftReason({ doc, project, isOverridden: overridden }: File, call: AnyCall, method: string): string | undefined {
  if (overridden) return 'this file puts something else in the place of `console`';
  const logging = loggingCodeReason(doc, call, project);
  if (logging) return logging;
  if (method in OTHER_METHODS) return OTHER_METHODS[method]!;
  if (!isLevel(method)) return `no logger has a counterpart of \`console.${method}\``;
  if (endsProcess(doc, call)) return 'the program ends right behind it: a logger that writes later would lose the line';
  const use = useOf(doc, call);
  if (use.kind === 'value') return 'its value is used';
  return elsewhereReason(doc, call) ?? outputReason(doc, call);
}

interface Plan {
  readonly rendered: Rendered;
  readonly level: Level;
  readonly line: LogLine;
  readonly provides?: string;
}

/** The line a call becomes, and whether it is the one of its handler that carries the error. */
function planOf(file: File, call: AnyCall, method: string, logger: Logger): Plan | Left {
  const rendered = render(file, call, method, logger);
  if ('reason' in rendered) return rendered;
  const { doc } = file;
  const handler = enclosingHandler(doc, call);
  const uses = handler ? usesOfError(doc, handler) : [];
  const showsError = rendered.error !== undefined || uses.some((use) => isWithin(use, call));
  const level = levelFor(method, rendered.text, rendered.tag, { showsError, isInHandler: handler !== undefined });
  if (!handler || !runsAlways(doc, call, handler)) return { rendered, level, line: rendered.line };
  if (showsError) return { rendered, level, line: rendered.line, provides: handlerKey(handler) };
  if (hasErrorKey(rendered.line) || !carriesError(file, call, level, handler, logger)) return { rendered, level, line: rendered.line };
  return { rendered, level, line: { ...rendered.line, error: handler.name!.name }, provides: handlerKey(handler) };
}

function render({ doc, secrets }: File, call: AnyCall, method: string, logger: Logger): Rendered | Left {
  return renderArguments({ doc, secrets, form: logger.shape.form, takesTag: (tag) => takesTag(method, tag) }, call);
}

/** A line of a handler that reports the failure without its error takes it along, when no other line does. */
function carriesError(file: File, call: AnyCall, level: Level, handler: Handler, logger: Logger): boolean {
  const { doc, project } = file;
  const binding = errorBinding(doc, handler);
  if (level !== 'error' || !binding || logger.shape.form === 'text' || binding.name.startsWith('_')) return false;
  if (doc.scopes.lookup(binding.name, call) !== binding || throwsOn(doc, handler)) return false;
  const calls = handler.body.map((statement) => (statement.type === 'ExpressionStatement' ? statement.expression : undefined)).filter(isCall);
  const logs = calls.filter((each) => consoleMethod(doc, each.callee) !== undefined || isLogCall(doc, each, project));
  const isShown = doc.tree.inside(handler.block, 'CallExpression', 'OptionalCallExpression')
    .some((each) => (consoleMethod(doc, each.callee) !== undefined || isLogCall(doc, each, project)) && binding.uses.some((use) => isWithin(use, each)));
  return !isShown && logs.find((each) => !isDecoration(doc, each, consoleMethod(doc, each.callee) ?? '')) === call;
}

/** Whether a handler hands the failure on, so that somebody else logs it. */
function throwsOn(doc: JavaScriptDoc, { body, block }: Handler): boolean {
  return body.some(({ type }) => type === 'ThrowStatement') || doc.tree.inside(block, 'CallExpression').some(({ callee }) => callee.type === 'Identifier' && /^(next|reject|done|callback|cb)$/.test(callee.name));
}

function runsAlways(doc: JavaScriptDoc, call: AnyCall, { block }: Handler): boolean {
  return block === call || doc.tree.parent(statementOf(doc.tree, call)) === block;
}

/** Callee and arguments, each changed in place where the number of arguments stays. */
function editsFor(doc: JavaScriptDoc, call: AnyCall, { callee, args }: { readonly callee: string; readonly args: readonly string[] }): { readonly edits: Edit[] } | Left {
  const old = call.arguments as readonly Node[];
  const open = doc.text.indexOf('(', endOfCallee(doc, call));
  const edits: Edit[] = [{ start: call.callee.start!, end: open, text: callee }];
  const region = { start: old[0]!.start!, end: old.at(-1)!.end! };
  const kept = old.length === args.length ? old.map(spanOf) : [region];
  const ownLine = /\r?\n[ \t]*$/.exec(doc.text.slice(open + 1, region.start))?.[0];
  const texts = old.length === args.length ? args : [args.join(`,${ownLine ?? ' '}`)];
  const comments = doc.tree.comments.filter((comment) => comment.start! > open && comment.end! <= call.end!);
  const isLost = (comment: Comment) => kept.some(({ start, end }) => comment.start! >= start && comment.end! <= end) && !texts.some((text) => text.includes(doc.text.slice(comment.start!, comment.end!)));
  if (comments.some(isLost)) {
    return { reason: 'its arguments are commented one by one' };
  }
  for (const [i, span] of kept.entries()) edits.push(...smallest(doc, wrapped(doc, span), texts[i]!));
  return { edits };
}

/** The end of what is called, with its type arguments. */
function endOfCallee(doc: JavaScriptDoc, call: AnyCall): number {
  return doc.text.slice(call.callee.end!, call.callee.end! + 3).startsWith('?.(') ? call.callee.end! + 2 : call.callee.end!;
}

/** An argument with the parentheses around it, which the parser leaves out. */
function wrapped(doc: JavaScriptDoc, span: Span): Span {
  const node = doc.tree.nodeAt(span.start);
  const start = node.start === span.start && node.end === span.end ? node.extra?.['parenStart'] as number | undefined : undefined;
  return start === undefined ? span : { start, end: doc.text.indexOf(')', span.end) + 1 };
}

/** The edit of a span without what stays the same at its ends. */
function smallest(doc: JavaScriptDoc, span: Span, text: string): Edit[] {
  const old = doc.text.slice(span.start, span.end);
  if (old === text) return [];
  let head = 0;
  while (head < old.length && head < text.length && old[head] === text[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < text.length - head && old.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  return [{ start: span.start + head, end: span.end - tail, text: text.slice(head, text.length - tail) }];
}

/** A logger may return itself where `console` returns nothing: a value somebody may look at stays `undefined`. */
function valueEdits(doc: JavaScriptDoc, call: AnyCall): Edit[] {
  const use = useOf(doc, call);
  const semicolon = usesSemicolons(doc) ? ';' : '';
  if (use.kind === 'arrow' && use.isKept) {
    return [{ start: call.start!, end: call.start!, text: '{ ', order: -1 }, { start: call.end!, end: call.end!, text: `${semicolon} }`, order: 1 }];
  }
  if (use.kind !== 'return') return [];
  const { statement } = use;
  const braces = isBracelessBody(doc.tree, statement);
  const isOwnLine = doc.text.slice(lineStart(doc, statement.start!), statement.start!).trim() === '' && !braces;
  const gap = isOwnLine ? `${semicolon}\n${indentAt(doc, statement.start!)}` : '; ';
  const hasEnd = doc.text[statement.end! - 1] === ';';
  return [
    { start: statement.start!, end: call.start!, text: braces ? '{ ' : '' },
    { start: call.end!, end: statement.end!, text: `${gap}return${hasEnd || braces ? ';' : ''}${braces ? ' }' : ''}` },
  ];
}

/** The group of a line above in the same block that has the error, of which this one shows only the message or the stack. */
function carrierBeside({ doc, lines }: File, call: AnyCall, { error, text, redacted }: Rendered): string | undefined {
  if (!error || redacted.length > 0 || call.arguments.length !== 2 || !/\b(message|stack|trace|details?)\b/i.test(text)) return undefined;
  const statement = statementOf(doc.tree, call);
  const value = unwrapped(call.arguments[1]!);
  const isPart = value.type !== 'Identifier' && statement.type === 'ExpressionStatement' && statement.expression === call && !isBracelessBody(doc.tree, statement) && !isHeldBySemicolon(doc, call);
  const above = isPart ? beside(doc, statement, -1) : undefined;
  // Of several such lines each stands below the one that carries the error.
  for (let other = above; other; other = beside(doc, other, -1)) {
    const shown = other.type === 'ExpressionStatement' && isCall(other.expression) ? other.expression : undefined;
    if (!shown || consoleMethod(doc, shown.callee) === undefined) return undefined;
    const line = lines.find((each) => each.call === shown);
    if (line?.error === error.name) return line.group;
  }
  return undefined;
}

/** A log call right beside that is given the same: the line adds nothing. */
function isLoggedBeside({ doc, project }: File, call: AnyCall): boolean {
  const statement = statementOf(doc.tree, call);
  if (statement.type !== 'ExpressionStatement' || statement.expression !== call || isBracelessBody(doc.tree, statement) || isHeldBySemicolon(doc, call)) return false;
  const given = argumentsText(doc, call);
  return [-1, 1].some((step) => {
    const other = beside(doc, statement, step);
    const log = other?.type === 'ExpressionStatement' ? other.expression : undefined;
    return isCall(log) && isLogCall(doc, log, project) && argumentsText(doc, log) === given;
  });
}

function argumentsText(doc: JavaScriptDoc, call: AnyCall): string {
  return call.arguments.map((argument) => textOf(doc, argument)).join(', ').replace(/\s+/g, ' ');
}

/** A blank line or a rule such as `'='.repeat(60)`: it has no meaning without the text beside it. */
function isDecoration(doc: JavaScriptDoc, call: AnyCall, method: string): boolean {
  if (!isLevel(method)) return false;
  return call.arguments.every((argument) => isRuleExpression(doc, argument) || (Message.read(doc, argument)?.isBlank ?? false));
}

function decorationFinding(file: File, call: AnyCall): Finding {
  const { doc } = file;
  const span = spanOf(call);
  const isBlank = !call.arguments.some((argument) => isRuleExpression(doc, argument));
  const message = `${MESSAGE}: ${isBlank ? 'a blank line' : 'a rule'} says nothing in a log`;
  const reason = leftReason(file, call, 'log');
  if (reason !== undefined) return { span, message, reason };
  const statement = statementOf(doc.tree, call);
  if (statement.type !== 'ExpressionStatement' || statement.expression !== call) return { span, message, reason: 'it is part of another expression' };
  if (isBracelessBody(doc.tree, statement)) return { span, message, reason: 'it is all that a condition or loop without braces does' };
  if (isHeldBySemicolon(doc, call)) return { span, message, reason: 'without it the lines above and below would be one statement' };
  const neighbours = neighboursOf(file, call);
  if (neighbours.length === 0) return { span, message, reason: 'no call beside it becomes a log line' };
  return { span, message, safety: 'safe', fix: { edits: [removeStatement(doc, call)], requires: neighbours, orphans: identifiersIn(doc, call) } };
}

/** Where semicolons are left out, the next line may begin with one, or go on with the line above. */
function isHeldBySemicolon(doc: JavaScriptDoc, call: AnyCall): boolean {
  const statement = statementOf(doc.tree, call);
  if (doc.text.slice(call.end!, statement.end!).includes('\n')) return true;
  return /^\s*[([`+\-*/,.]/.test(doc.text.slice(statement.end!)) && !/^\s*(\/\/|\/\*|\+\+|--)/.test(doc.text.slice(statement.end!));
}

/** The groups of the converted calls next to a decoration: those of its own run, else of the nearest in its function. */
function neighboursOf({ doc, lines }: File, call: AnyCall): string[] {
  const statement = statementOf(doc.tree, call);
  const run = [-1, 1].flatMap((step): (string | undefined)[] => {
    for (let other = beside(doc, statement, step); other; other = beside(doc, other, step)) {
      const found = lines.find((line) => statementOf(doc.tree, line.call) === other);
      if (found) return [found.group];
      const shown = other.type === 'ExpressionStatement' && isCall(other.expression) ? other.expression : undefined;
      const method = shown && consoleMethod(doc, shown.callee);
      if (!shown || method === undefined) return [];
      if (!isDecoration(doc, shown, method)) return [undefined];
    }
    return [];
  });
  if (run.length > 0) return run.includes(undefined) ? [] : run as string[];
  const fn = enclosingFunction(doc.tree, call);
  const [near] = lines.filter((line) => enclosingFunction(doc.tree, line.call) === fn).sort((a, b) => Math.abs(a.call.start! - call.start!) - Math.abs(b.call.start! - call.start!));
  return near ? [near.group] : [];
}

function beside(doc: JavaScriptDoc, statement: Node, step: number): Node | undefined {
  const siblings = statementsIn(doc.tree.parent(statement));
  return siblings[siblings.indexOf(statement) + step];
}

/** `console` where it is not the object of a call: a method or all of it handed on. */
function valuesOfConsole(doc: JavaScriptDoc): Node[] {
  return (doc.scopes.globals.get('console') ?? []).flatMap((name) => {
    const member = doc.tree.parent(name);
    const isObject = (member?.type === 'MemberExpression' || member?.type === 'OptionalMemberExpression') && member.object === name;
    const use = isObject ? member : name;
    const parent = doc.tree.parent(use);
    return isObject && isCall(parent) && parent.callee === use ? [] : [use];
  });
}

function valueFinding(file: File, use: Node): Finding {
  const { doc, project } = file;
  const span = spanOf(use);
  const method = consoleMethod(doc, use);
  const call = doc.tree.parent(use);
  const handedOn = { span, message: MESSAGE, reason: '`console` is handed on as a value' };
  if (method === undefined || !isLevel(method) || !isCall(call) || failureCallback(call) !== use) return handedOn;
  if (file.isOverridden) return { ...handedOn, reason: 'this file puts something else in the place of `console`' };
  const reason = loggingCodeReason(doc, use, project) ?? elsewhereReason(doc, use) ?? outputReason(doc, use);
  if (reason !== undefined) return { ...handedOn, reason };
  const logger = loggerAt(doc, use, project);
  if ('reason' in logger) return { ...handedOn, reason: logger.reason };
  const guarded = (call.callee as Node & { object: Node }).object;
  const name = logger.expression === 'err' ? 'error' : 'err';
  // A function that is yet to be written stands where the method does.
  const handler: Handler = { node: use as AnyFunction, body: [], block: use, guarded };
  const line = logLine(doc, logger, method === 'log' ? 'error' : levelFor(method, '', undefined, { showsError: true, isInHandler: true }), { message: quote(doc, failureText(doc, handler)), error: name });
  if (line === undefined) return { ...handedOn, reason: `\`${logger.expression}\` does not take an error` };
  const isKept = useOf(doc, call).kind !== 'none';
  const body = isKept ? `{ ${line}${usesSemicolons(doc) ? ';' : ''} }` : line;
  return {
    span, message: MESSAGE, safety: 'safe',
    fix: { edits: [{ ...span, text: `(${name}) => ${body}` }], needs: logger.needs, group: `${project.path}#console@${use.start}` },
    ...(logger.actions.length > 0 && { actions: logger.actions }),
  };
}

/** The name of a local variable that nothing would use any more without this value. */
function lastUse(doc: JavaScriptDoc, value: Node, call: AnyCall): string | undefined {
  const names = value.type === 'Identifier' ? [value] : doc.tree.inside(value, 'Identifier');
  for (const name of names) {
    const binding = doc.scopes.bindingOf(name);
    if (binding?.by.type !== 'VariableDeclarator' || binding.scope.type === 'Program') continue;
    if (binding.uses.every((use) => isWithin(use, call))) return binding.name;
  }
  return undefined;
}

function identifiersIn(doc: JavaScriptDoc, call: AnyCall): Span[] {
  return doc.tree.inside(call, 'Identifier').map(spanOf);
}

/** The longest run of literal text, by which a test would know the line. */
function longestPiece(text: string): string {
  return text.split('{}').map((piece) => piece.trim()).reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}
