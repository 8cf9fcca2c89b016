import { isLogCall } from '../../src/languages/python/log-calls.ts';
import { argumentsOf, lastName, stringValue } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { interpolated, Secrets } from '../../src/languages/python/secrets.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { isPersonalName } from '../../src/languages/secret-names.ts';
import { checkRule, type Place } from '../../src/transform.ts';

const REDACTS = /redact|mask|sanitiz|scrub|sensitive|censor|\bpii\b|obfuscat/i;
/** Arguments of a log call that are not written out. */
const NOT_SHOWN = ['exc_info', 'stack_info', 'stacklevel', 'file', 'sep', 'end', 'flush'];

/** What a name that ends so holds is no secret, whatever it was made from, nor is a switch such as `CORS_ALLOW_CREDENTIALS`. */
const HARMLESS = /^[\w.]*_(time|date|at|status|count|name|level|ms)( |$)|(^|[._])(allow|with|use|has|enable|support|supports|include|require)_(credentials|cookie|auth_header)$/i;
const SETTINGS = /(^|\.)(settings|config|conf|cfg|env|environ)$/i;

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
      const values = [...positional, ...[...keywords].filter(([name]) => !NOT_SHOWN.includes(name)).map(([, value]) => value)];
      const shown = values.map((each) => secrets.shownBy(each)).find((found) => found !== undefined && !HARMLESS.test(found));
      const byName = [...keywords].find(([name, value]) => !NOT_SHOWN.includes(name) && secrets.isName(name) && !['true', 'false', 'none', 'integer'].includes(value.kind) && !/^(bool|len)$/.test(lastName(value.field('function')) ?? ''))?.[0];
      const found = shown ?? byName;
      const personal = found === undefined ? first(values, personalIn) : undefined;
      if (found !== undefined) yield place(call, `${isPrint ? 'prints' : 'logs'} \`${found}\``);
      else if (personal !== undefined) yield place(call, `${isPrint ? 'prints' : 'logs'} \`${personal}\`, which says who somebody is`);
    }
  },
});

/** The personal data a logged value shows: a name, a member or a key of one, in a text, a dictionary or a list. */
function personalIn(node: PyNode): string | undefined {
  switch (node.kind) {
    case 'identifier': return isPersonalName(node.text) && node.text !== node.text.toUpperCase() ? node.text : undefined;
    case 'attribute': {
      const isOfProgram = SETTINGS.test(node.field('object')!.text) || node.text.endsWith(node.text.toUpperCase());
      return isPersonalName(node.field('attribute')!.text) && !isOfProgram ? node.text : undefined;
    }
    case 'subscript': return isPersonalName(stringValue(node.field('subscript')) ?? '') && !SETTINGS.test(node.field('value')!.text) ? node.text : undefined;
    case 'string': return first(node.descendants('interpolation').flatMap((each) => interpolated(each) ?? []), personalIn);
    case 'binary_operator': return first([node.field('left')!, node.field('right')!], personalIn);
    case 'boolean_operator': return node.field('operator')?.text === 'or' ? first([node.field('left')!, node.field('right')!], personalIn) : undefined;
    case 'parenthesized_expression': case 'tuple': case 'list': case 'concatenated_string': return first(node.named, personalIn);
    case 'dictionary': return first(node.named.flatMap((pair) => pair.field('value') ?? []), personalIn);
    case 'call': return ofCall(node);
    default: return undefined;
  }
}

/** `user.get("email")`, `email.lower()`, `str(email)`, `"… {}".format(email)`. */
function ofCall(call: PyNode): string | undefined {
  const callee = call.field('function')!;
  const { positional, keywords } = argumentsOf(call);
  const object = callee.kind === 'attribute' ? callee.field('object')! : undefined;
  const name = lastName(callee) ?? '';
  if (!object) return /^(str|repr)$/.test(name) ? first(positional, personalIn) : undefined;
  if (name === 'get') return isPersonalName(stringValue(positional[0]) ?? '') && !SETTINGS.test(object.text) ? call.text : undefined;
  if (name === 'format') return first([...positional, ...keywords.values()], personalIn);
  return /^(lower|strip|casefold)$/.test(name) ? personalIn(object) : undefined;
}

function first<T>(list: readonly T[], of: (each: T) => string | undefined): string | undefined {
  for (const each of list) {
    const found = of(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

function place(node: PyNode, message: string): Place {
  return { start: node.start, end: node.end, message };
}
