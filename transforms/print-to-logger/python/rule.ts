import { failureText, quote } from '../../../src/languages/python/describe.ts';
import { isLogCall } from '../../../src/languages/python/log-calls.ts';
import { errorForm } from '../../../src/languages/python/logger-kind.ts';
import { levelFacts } from '../../../src/languages/python/log-levels.ts';
import { loggerAt } from '../../../src/languages/python/logger.ts';
import { loggingCodeReason } from '../../../src/languages/python/logging-code.ts';
import { argumentsOf, callsOf, statementOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { Secrets } from '../../../src/languages/python/secrets.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ErrorForm, ProjectView } from '../../../src/languages/types.ts';
import type { Rule } from '../../../src/transform.ts';
import type { Edit, Finding, Span } from '../../../src/types.ts';
import { longestPiece } from '../text.ts';
import { isLoggedBeside } from './beside.ts';
import { decorationFinding, isDecoration } from './decoration.ts';
import { afterArguments, aligned, methodOf, orphansOf, removeLine, type Plan } from './edits.ts';
import { earlyReason } from './early.ts';
import { formAt, groupOf, identifiersIn, isConsole, MESSAGE, type File } from './file.ts';
import { withoutArgument } from './form.ts';
import { clauseAround, opensTraceback, type Clause } from './handler.ts';
import { isLoggedInClause } from './logged.ts';
import { Message } from './message.ts';
import { personalReason } from './personal.ts';
import { isLoneException, planOf, textPrints, toldBy } from './plan.ts';
import { renderedAt, tornReason } from './rendered.ts';
import { setUpFor } from './set-up.ts';
import { muteReason, unseenReason } from './shown.ts';
import { isNarration, isProgramOutput } from './terminal.ts';
import { tracebackFindings } from './traceback.ts';

const RAW_WRITES = ['sys.stdout.write', 'sys.stderr.write', 'pprint.pprint', 'pprint.pp'];

export const python: Rule<PythonDoc> = {
  prefilter: /\bp?print\b|\bprint_exc\b|\bstd(?:out|err)\.write\b/,
  collect: levelFacts,
  *sites(doc, project) {
    const prints = [...callsOf(doc, 'builtins.print')];
    const file: File = {
      doc, project, secrets: new Secrets(doc, project), percent: usesPercent(doc, project), texts: [],
      isNarration: project.zone === 'library' && isNarration(doc, prints),
    };
    const lines = prints.filter((call) => !isDecoration(call));
    for (const call of lines) yield* judged(file, call, printFindings(file, call));
    for (const call of prints) if (isDecoration(call)) yield* judged(file, call, [decorationFinding(file, call)]);
    for (const call of callsOf(doc, 'traceback.print_exc')) yield* judged(file, call, tracebackFindings(file, call));
    for (const call of callsOf(doc, ...RAW_WRITES)) {
      yield* judged(file, call, [{ span: call, message: `\`${call.field('function')!.text}\` bypasses the logger`, reason: 'it writes to the terminal in its own form: a person has to say what the message is' }]);
    }
    for (const use of doc.scopes.usesOf('print')) {
      const isCallee = use.parent?.kind === 'call' && use.parent.field('function') === use;
      if (!isCallee && doc.scopes.qualifiedName(use) === 'builtins.print') yield { span: use, message: MESSAGE, reason: '`print` is handed on as a function' };
    }
  },
};

/** A place that stays as it is where nobody wants a log line: output of a program, a file written with `print`, the logging itself. */
function* judged({ doc }: File, call: PyNode, findings: Iterable<Finding>): Generator<Finding> {
  for (const finding of findings) yield !finding.fix && isMeant(doc, call) ? { ...finding, fine: true } : finding;
}

function isMeant(doc: PythonDoc, call: PyNode): boolean {
  const file = call.field('arguments')?.kind === 'argument_list' ? argumentsOf(call).keywords.get('file') : undefined;
  return (file !== undefined && !isConsole(doc, file)) || loggingCodeReason(doc, call) !== undefined || isProgramOutput(call);
}

function* printFindings(file: File, call: PyNode): Generator<Finding> {
  const { doc, project } = file;
  const clause = clauseAround(doc, call, project);
  if (clause && clause.tracebacks.includes(call)) return yield* tracebackFindings(file, call);
  const rendered = renderedAt(file, call);
  if ('reason' in rendered) return yield { span: call, message: MESSAGE, reason: rendered.reason };
  const torn = tornReason(file, call);
  if (torn !== undefined) return yield { span: call, message: MESSAGE, reason: torn };
  const logger = loggerAt(doc, call, project);
  if ('reason' in logger) return yield { span: call, message: MESSAGE, reason: logger.reason };
  const { sample, logger: ofPackage } = project.package.python ?? {};
  if (sample !== undefined && !ofPackage && logger.needs.length > 0) return yield { span: call, message: MESSAGE, reason: `the package is ${sample}: no logger is made for it` };
  const planned = planOf(file, call, clause, rendered);
  const plan: Plan = takesTraceback(errorForm(doc, logger, project), planned) ? planned : { level: planned.level, traceback: false };
  const early = earlyReason(doc, call, plan.level, project) ?? muteReason(doc, logger, plan.level, project) ?? unseenReason(logger, plan.level, project);
  if (early !== undefined) return yield { span: call, message: MESSAGE, reason: early };
  const told = clause && (toldBy(file, call, clause) ?? headedBy(file, call, clause));
  const group = groupOf(file, told ?? call);
  file.texts.push({ call, group });
  if (told) {
    const fix = { edits: removeLine(doc, statementOf(call)), orphans: identifiersIn(call), group };
    return yield { span: call, message: `${MESSAGE}; the line beside it tells of the exception`, safety: 'safe', fix };
  }
  if (isLoggedBeside(file, call)) {
    const fix = { edits: removeLine(doc, statementOf(call)), orphans: identifiersIn(call), group };
    return yield { span: call, message: `${MESSAGE}, and the line beside it logs the same text`, safety: 'safe', fix };
  }
  if (clause && isLoggedInClause(file, call, clause)) {
    const fix = { edits: removeLine(doc, statementOf(call)), orphans: identifiersIn(call), group };
    return yield { span: call, message: `${MESSAGE}, and a log call tells of the same exception`, safety: 'safe', fix };
  }
  const method = methodOf(logger, plan);
  const edits = clause && isLoneException(clause, call) ? failureEdits(file, call, clause) : rendered.edits;
  const callee = call.field('function')!;
  const unused = unusedLoopName(doc, call, orphansOf(call, edits));
  if (unused !== undefined) return yield { span: call, message: MESSAGE, reason: `it prints a secret in each turn of a loop, \`${unused}\`: a person has to say what may be shown` };
  const secrets = [...new Set(rendered.redacted)];
  const personal = personalReason(file, call);
  const setUp = setUpFor(doc, logger, plan.level, project);
  yield {
    span: call,
    safety: personal === undefined ? 'safe' : 'unsafe',
    ...(personal !== undefined && { reason: personal }),
    message: secrets.length > 0 ? `${MESSAGE} and shows a secret, written as [redacted]: ${secrets.map((name) => `\`${name}\``).join(', ')}` : MESSAGE,
    fix: {
      edits: [
        { start: callee.start, end: callee.end, text: method.callee },
        ...edits,
        ...(method.keyword ? [afterArguments(doc, call, method.keyword)] : []),
        ...aligned(doc, call, method.callee.length - callee.text.length, edits),
      ],
      needs: [...logger.needs, ...setUp.needs],
      ...(setUp.elsewhere.length > 0 && { elsewhere: setUp.elsewhere }),
      orphans: orphansOf(call, edits, rendered.made),
      group,
      ...(plan.provides && { provides: [plan.provides] }),
    },
    ...(setUp.actions.length > 0 && { actions: setUp.actions }),
    texts: [{ text: longestPiece(rendered.text), was: 'printed' }],
  };
}

/** Whether a line of a level can carry the traceback of the exception being handled. */
function takesTraceback(form: ErrorForm, { level }: Plan): boolean {
  return form === 'exc_info' || form === 'opt' || (form === 'exception' && level === 'error');
}

/** The line that carries the traceback which a print is the heading of. */
function headedBy(file: File, call: PyNode, clause: Clause): PyNode | undefined {
  return opensTraceback(call, clause) ? textPrints(file, clause).find((print) => print !== call) : undefined;
}

/** A name of a loop that nothing would use any more. */
function unusedLoopName(doc: PythonDoc, call: PyNode, gone: readonly Span[]): string | undefined {
  const isGone = (use: PyNode) => gone.some(({ start, end }) => start <= use.start && use.end <= end);
  const isOnlyShown = (node: PyNode) => {
    const loop = node.closest('for_statement', 'for_in_clause')!;
    return doc.scopes.usesOf(node.text).every((use) => isGone(use) || !use.isWithin(loop) || use.isWithin(loop.field('left')!));
  };
  return identifiersIn(call).find((name) => isGone(name) && doc.scopes.lookup(name.text, name).some(({ kind, node }) => kind === 'loop' && isOnlyShown(node)))?.text;
}

/** An exception alone does not say what failed: `print(e)` becomes `f"orders.load failed: {e}"`. */
function failureEdits(file: File, call: PyNode, { handler }: Clause): Edit[] {
  const { doc } = file;
  const argument = argumentsOf(call).positional[0]!;
  const name = handler.name!.text;
  const value = Message.read(argument) ? name : argument.text.replace(/^str\((\w+)\)$/, '$1');
  const text = failureText(handler.guarded);
  const { percent, style } = formAt(file, call);
  const args = percent && style === 'stdlib' ? `${quote(`${text}: %s`, doc)}, ${value}` : `f${quote(`${text}: {${value}}`, doc)}`;
  return [{ start: argument.start, end: argument.end, text: args }, ...[...argumentsOf(call).keywordNodes.values()].map((keyword) => withoutArgument(doc, call, keyword))];
}

/** Whether the log calls of the file, or else of its package, pass values as `%s` arguments. */
function usesPercent(doc: PythonDoc, project: ProjectView): boolean {
  const calls = [...doc.root.descendants('call')].filter((call) => isLogCall(doc, call, project)).map((call) => argumentsOf(call).positional);
  const percent = calls.filter(([text, ...values]) => values.length > 0 && text?.kind === 'string').length;
  const formatted = calls.filter((args) => args.length === 1 && (Message.read(args[0])?.values.length ?? 0) > 0).length;
  if (percent + formatted > 0) return percent > formatted;
  return project.package.python?.logArguments === 'percent';
}
