import { isLogCall } from '../../src/languages/python/logger.ts';
import { argumentsOf, lastName } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { Secrets } from '../../src/languages/python/secrets.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { checkRule, type Place } from '../../src/transform.ts';

const REDACTS = /redact|mask|sanitiz|scrub|sensitive|censor|\bpii\b|obfuscat/i;
/** Arguments of a log call that are not written out. */
const NOT_SHOWN = ['exc_info', 'stack_info', 'stacklevel', 'file', 'sep', 'end', 'flush'];

export const python = checkRule<PythonDoc>({
  prefilter: /\b(print|debug|info|warning|warn|error|critical|exception|log|trace|success|fatal)\(|Filter\b|before_send|processors/,
  * evidence(doc) {
    for (const definition of doc.root.descendants('class_definition')) {
      const isFilter = /\b(logging\.)?(Filter|Formatter|LoggerAdapter)\b|Formatter$/.test(definition.field('superclasses')?.text ?? '');
      if (isFilter && REDACTS.test(definition.text)) yield place(definition.field('name')!, `\`${definition.field('name')!.text}\` takes secrets out of log lines`);
    }
    for (const fn of doc.root.descendants('function_definition')) {
      const name = fn.field('name')!.text;
      const isProcessor = /\bevent_dict\b/.test(fn.field('parameters')!.text) && REDACTS.test(fn.text);
      if (isProcessor || (/^_?before_send(_transaction)?$/.test(name) && REDACTS.test(fn.text))) yield place(fn.field('name')!, `\`${name}\` takes secrets out of what is recorded`);
    }
  },
  * problems(doc, project) {
    const secrets = new Secrets(doc, project);
    for (const call of doc.root.descendants('call')) {
      const isPrint = doc.scopes.qualifiedName(call.field('function')) === 'builtins.print';
      if (!isPrint && !isLogCall(doc, call, project)) continue;
      const { positional, keywords } = argumentsOf(call);
      const shown = [...positional, ...[...keywords].filter(([name]) => !NOT_SHOWN.includes(name)).map(([, value]) => value)].map((each) => secrets.shownBy(each)).find((found) => found !== undefined);
      const byName = [...keywords].find(([name, value]) => !NOT_SHOWN.includes(name) && secrets.isName(name) && !['true', 'false', 'none', 'integer'].includes(value.kind) && !/^(bool|len)$/.test(lastName(value.field('function')) ?? ''))?.[0];
      const found = shown ?? byName;
      if (found !== undefined) yield place(call, `${isPrint ? 'prints' : 'logs'} \`${found}\``);
    }
  },
});

function place(node: PyNode, message: string): Place {
  return { start: node.start, end: node.end, message };
}
