import { loggerAt } from '../../../src/languages/javascript/logger.ts';
import { isLogCall } from '../../../src/languages/javascript/log-calls.ts';
import { logCall, needsFor } from '../../../src/languages/javascript/log-line.ts';
import { loggingCodeReason } from '../../../src/languages/javascript/logging-code.ts';
import { isText, keyName, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { Secrets } from '../../../src/languages/javascript/secrets.ts';
import { isWithin, spanOf, type Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Rule } from '../../../src/transform.ts';
import type { Finding } from '../../../src/types.ts';
import { longestPiece } from '../text.ts';
import { carrierBeside, isLoggedBeside } from './beside.ts';
import { consoleMethod, isInBrowser, isOverridden } from './calls.ts';
import { decorationFinding, isDecoration } from './decoration.ts';
import { editsFor, valueEdits } from './edits.ts';
import { identifiersIn, leftReason, MESSAGE, type File } from './file.ts';
import { valueFinding, valuesOfConsole } from './handed-on.ts';
import { Message } from './message.ts';
import { personalRecord } from './personal.ts';
import { planOf } from './plan.ts';
import { removal } from './removal.ts';
import { isProgramOutput } from './terminal.ts';

const RAW_WRITES = ['process.stdout.write', 'process.stderr.write'];

export const javascript: Rule<JavaScriptDoc> = {
  prefilter: /\bconsole\b|\bprocess\.std(?:out|err)\.write\b/,
  *sites(doc, project) {
    const file: File = { doc, project, secrets: new Secrets(doc, project), isOverridden: isOverridden(doc), keepsColon: keepsColon(doc, project), lineKeys: lineKeys(doc, project), lines: [] };
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
  const planned = planOf(file, call, logger);
  if ('reason' in planned) return { span, message: MESSAGE, reason: planned.reason };
  const { rendered, level, line, provides } = planned;
  const made = logCall(doc, logger, level, line);
  if (!made) return { span, message: MESSAGE, reason: `\`${logger.expression}\` does not take what is shown here` };
  const hidden = rendered.redacted.flatMap(({ value }) => value ?? []);
  const lost = hidden.map((value) => lastUse(doc, value, hidden)).find((name) => name !== undefined);
  if (lost !== undefined) return { span, message: MESSAGE, reason: `it shows a secret, and \`${lost}\` is there for nothing else: delete both` };
  const carrier = carrierBeside(file, call, rendered);
  if (carrier) {
    return { span, message: `${MESSAGE}, and the line beside it carries the whole error`, safety: 'safe', fix: { edits: [removal(doc, call, true)], requires: [carrier] } };
  }
  const group = `${project.path}#console@${call.start}`;
  file.lines.push({ call, group, ...(line.error !== undefined && { error: line.error }) });
  if (isLoggedBeside(file, call)) {
    return { span, message: `${MESSAGE}, and the line beside it logs the same`, safety: 'safe', fix: { edits: [removal(doc, call, true)], orphans: identifiersIn(doc, call), group } };
  }
  const edits = editsFor(doc, call, made);
  if ('reason' in edits) return { span, message: MESSAGE, reason: edits.reason };
  const all = [...edits.edits, ...valueEdits(doc, call)];
  const secrets = [...new Set(rendered.redacted.map(({ name }) => name))];
  const record = personalRecord(doc, call, hidden);
  return {
    span,
    safety: record === undefined ? 'safe' : 'unsafe',
    message: [
      MESSAGE,
      ...(secrets.length > 0 ? [`shows a secret, written as [redacted]: ${secrets.map((name) => `\`${name}\``).join(', ')}`] : []),
      ...(record === undefined ? [] : [`shows all of \`${record}\`, which may hold personal data: log its id`]),
    ].join(' and '),
    fix: {
      edits: all,
      needs: needsFor(logger, level),
      orphans: identifiersIn(doc, call).filter((name) => all.some((edit) => edit.start <= name.start && name.end <= edit.end)),
      group,
      ...(provides !== undefined && { provides: [provides] }),
    },
    ...(logger.actions.length > 0 && { actions: logger.actions }),
    texts: [{ text: longestPiece(rendered.text), was: 'printed' }],
  };
}

/** Whether the log calls of the file end their text in a colon where values follow. */
function keepsColon(doc: JavaScriptDoc, project: ProjectView): boolean {
  const texts = doc.tree.all('CallExpression').filter((call) => call.arguments.length > 1 && isLogCall(doc, call, project))
    .flatMap((call) => Message.read(doc, call.arguments.find((argument) => isText(argument)))?.text ?? []);
  return texts.filter((text) => /:\s*$/.test(text)).length * 2 > texts.length;
}

function lineKeys(doc: JavaScriptDoc, project: ProjectView): ReadonlySet<string> {
  const fields = doc.tree.all('CallExpression').filter((call) => isLogCall(doc, call, project)).flatMap((call) => call.arguments.flatMap((argument) => (argument.type === 'ObjectExpression' ? argument.properties : [])));
  return new Set(fields.flatMap((each) => keyName(each) ?? []));
}

/** The name of a local variable in a value that nothing would use any more without these values. */
function lastUse(doc: JavaScriptDoc, value: Node, hidden: readonly Node[]): string | undefined {
  const names = value.type === 'Identifier' ? [value] : doc.tree.inside(value, 'Identifier');
  for (const name of names) {
    const binding = doc.scopes.bindingOf(name);
    if (binding?.by.type !== 'VariableDeclarator' || binding.scope.type === 'Program') continue;
    if (binding.uses.every((use) => hidden.some((each) => isWithin(use, each)))) return binding.name;
  }
  return undefined;
}
