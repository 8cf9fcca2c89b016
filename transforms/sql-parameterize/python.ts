import { argumentsOf, enclosingFunction, lastName, literalText, stringValue } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { checkRule, type Place } from '../../src/transform.ts';

/** Methods that send a text to a database as it is. */
const SENDS = /^(execute|executemany|executescript|exec_driver_sql|execute_query|execute_sql|execute_raw|query_raw|fetch|fetchrow|fetchval|fetch_one|fetch_all|fetch_val|fetchall|fetchone|raw|read_sql|read_sql_query|text|query|RawSQL|mogrify|prepare)$/;
/** Of these only what is called with SQL is meant: `text` is also a widget, `query` a search. */
const STATEMENT = /^\s*(--[^\n]*\n\s*|\/\*.*?\*\/\s*)*\(?\s*(select|insert\s+(or\s+\w+\s+)?into|update|delete\s+from|delete|create|alter|drop|truncate|with|replace\s+into|merge|pragma|explain|vacuum|analyze|set|show|describe|grant|revoke|call|copy|refresh|reindex|attach|use|declare|begin|lock|notify|listen|optimize)\b/is;

export const python = checkRule<PythonDoc>({
  prefilter: /\b(execute\w*|exec_driver_sql|query_raw|fetch\w*|raw|read_sql\w*|text|query|RawSQL|mogrify|prepare)\(/,
  * evidence(doc) {
    const found = queries(doc).find(({ sql, values }) => values && pieces(doc, sql).every(({ kind }) => kind === 'string') && STATEMENT.test(textOf(doc, sql)));
    if (found) yield { start: found.call.start, end: found.call.end, message: 'values are passed apart from the text of the query' };
  },
  * problems(doc) {
    for (const { call, sql, values } of queries(doc)) {
      const parts = pieces(doc, sql);
      if (!STATEMENT.test(textOf(doc, sql))) continue;
      const put = parts.filter((part) => part.kind !== 'string').filter((part) => !isPlaceholder(doc, part));
      if (put.length === 0) continue;
      yield problem(call, put, values !== undefined);
    }
  },
});

function problem(call: PyNode, put: readonly PyNode[], hasValues: boolean): Place {
  const values = [...new Set(put.map(({ text }) => text.replace(/\s+/g, ' ')))];
  const names = values.slice(0, 3).map((text) => `\`${text.length > 40 ? `${text.slice(0, 39)}…` : text}\``).join(', ');
  const message = hasValues
    ? `${names} ${values.length > 1 ? 'are' : 'is'} put into the text of the query while values are passed apart: see that it comes from the code alone`
    : `${names} ${values.length > 1 ? 'are' : 'is'} put into the text of the query`;
  return { start: call.start, end: call.end, message };
}

interface Query {
  readonly call: PyNode;
  readonly sql: PyNode;
  /** What is passed beside the text. */
  readonly values?: PyNode;
}

/** Calls that send SQL, from the outside in: `execute(text(…))` is one. */
function queries(doc: PythonDoc): Query[] {
  return doc.root.descendants('call').flatMap((call): Query[] => {
    const callee = call.field('function')!;
    if (!SENDS.test(lastName(callee) ?? '') || isInText(call)) return [];
    if (lastName(callee) === 'text' && callee.kind === 'attribute' && !/^(sa|sqlalchemy|db|sql)$/.test(callee.field('object')!.text)) return [];
    const { positional, keywords } = argumentsOf(call);
    const first = positional[0] ?? keywords.get('sql') ?? keywords.get('query') ?? keywords.get('statement');
    if (!first) return [];
    const inner = first.kind === 'call' && /^(text|SQL|RawSQL)$/.test(lastName(first.field('function')) ?? '') ? argumentsOf(first).positional[0] : undefined;
    const values = positional[1] ?? keywords.get('params') ?? keywords.get('parameters') ?? keywords.get('values') ?? keywords.get('vars');
    return [{ call, sql: inner ?? first, ...(values && { values }) }];
  });
}

/** `text(…)` inside `execute(…)` is looked at with it. */
function isInText(call: PyNode): boolean {
  const outer = call.parent?.parent;
  return /^(text|SQL|RawSQL)$/.test(lastName(call.field('function')) ?? '') && outer?.kind === 'call' && SENDS.test(lastName(outer.field('function')) ?? '');
}

/** The parts a text is made of: literal strings, and the expressions put between them. */
function pieces(doc: PythonDoc, node: PyNode, open: readonly PyNode[] = []): PyNode[] {
  if (open.includes(node) || open.length > 12) return [];
  const within = (each: PyNode) => pieces(doc, each, [...open, node]);
  switch (node.kind) {
    case 'string': {
      const values = node.named.filter(({ kind }) => kind === 'interpolation').map((part) => part.named[0]!);
      return [...(values.length === 0 || /\S/.test(literalText(node)!.replaceAll('{}', '')) ? [node] : []), ...values.flatMap(within)];
    }
    case 'concatenated_string': return node.named.flatMap(within);
    case 'parenthesized_expression': return node.named.flatMap(within);
    case 'conditional_expression': return [node.named[0]!, node.named[2]!].flatMap(within);
    case 'binary_operator': {
      const left = node.field('left')!;
      const right = node.field('right')!;
      const operator = node.field('operator')?.text;
      if (operator === '+') return [...within(left), ...within(right)];
      if (operator === '%' && within(left).some(({ kind }) => kind === 'string')) return [...within(left), ...(right.kind === 'tuple' || right.kind === 'dictionary' ? right.named : [right]).flatMap((each) => within(each.kind === 'pair' ? each.field('value')! : each))];
      return [node];
    }
    case 'call': {
      const callee = node.field('function')!;
      const object = callee.kind === 'attribute' ? callee.field('object')! : undefined;
      const { positional, keywords } = argumentsOf(node);
      if (object && lastName(callee) === 'format') return [...within(object), ...[...positional, ...keywords.values()].flatMap(within)];
      if (object && /^(strip|lower|upper|dedent|replace)$/.test(lastName(callee)!)) return within(object);
      // The statement itself comes from the other things its name is given.
      if (object && /^(bindparams|columns|execution_options)$/.test(lastName(callee)!)) return object.kind === 'identifier' ? [] : within(object);
      if (/^(text|dedent)$/.test(lastName(callee) ?? '') && positional[0]) return within(positional[0]);
      if (object && lastName(callee) === 'join' && stringValue(object) !== undefined && positional[0]) return joined(doc, positional[0], within, node);
      return [node];
    }
    case 'identifier': return ofName(doc, node, within);
    default: return [node];
  }
}


/** `" AND ".join(conditions)`: the texts the list is made of. */
function joined(doc: PythonDoc, list: PyNode, within: (node: PyNode) => PyNode[], whole: PyNode): PyNode[] {
  if (['list', 'tuple'].includes(list.kind)) return list.named.flatMap(within);
  if (/comprehension|generator/.test(list.kind)) {
    const parts = within(list.named[0]!);
    return parts.every(({ kind }) => kind === 'string') ? parts : [whole];
  }
  if (list.kind === 'binary_operator') return list.descendants('list').flatMap((each) => each.named.flatMap(within));
  if (list.kind !== 'identifier') return [whole];
  const scope = enclosingFunction(list) ?? doc.root;
  const starts = assignmentsOf(scope, list.text);
  const added = scope.descendants('call').filter((call) => new RegExp(`^${list.text}\\.(append|insert|extend)$`).test(call.field('function')!.text));
  if (starts.length === 0) return [whole];
  const parts = [...starts.flatMap((value) => (['list', 'tuple'].includes(value.kind) ? value.named.flatMap(within) : joined(doc, value, within, whole))), ...added.flatMap((call) => argumentsOf(call).positional.slice(-1).flatMap((each) => (each.kind === 'list' ? each.named : [each]).flatMap(within)))];
  return parts;
}

/** What a name holds: everything the function, or the module, assigns and adds to it. */
function ofName(doc: PythonDoc, node: PyNode, within: (node: PyNode) => PyNode[]): PyNode[] {
  const bindings = doc.scopes.lookup(node.text, node);
  if (bindings.length === 0 || bindings.some(({ kind }) => kind !== 'assignment')) return [node];
  const values = bindings.flatMap(({ node: bound }) => {
    const statement = bound.parent!;
    return ['assignment', 'augmented_assignment'].includes(statement.kind) && statement.field('left') === bound ? statement.field('right') ?? [] : [undefined];
  });
  if (values.some((value) => value === undefined)) return [node];
  const parts = (values as PyNode[]).flatMap(within);
  // A value that is computed is told by its name.
  return parts.every(({ kind }) => kind === 'string') ? parts : parts.map((part) => (part.kind === 'string' || isText(part) ? part : values.length === 1 && (values[0] as PyNode) === part ? node : part));
}

function isText(part: PyNode): boolean {
  return ['identifier', 'attribute', 'subscript'].includes(part.kind);
}

function assignmentsOf(scope: PyNode, name: string): PyNode[] {
  return scope.descendants('assignment', 'augmented_assignment').filter((each) => each.field('left')!.text === name).flatMap((each) => each.field('right') ?? []);
}

/** The literal text of a query, as far as it is known. */
function textOf(doc: PythonDoc, sql: PyNode): string {
  if (sql.kind === 'identifier') {
    const values = doc.scopes.lookup(sql.text, sql).flatMap(({ node }) => node.parent?.field('right') ?? []);
    return values[0] && values[0] !== sql ? textOf(doc, values[0]) : '';
  }
  if (sql.kind === 'binary_operator') return textOf(doc, sql.field('left')!);
  if (sql.kind === 'call') {
    const callee = sql.field('function')!;
    const inner = callee.kind === 'attribute' && /^(format|strip|join|replace)$/.test(lastName(callee)!) ? callee.field('object') : argumentsOf(sql).positional[0];
    return inner ? textOf(doc, inner) : '';
  }
  if (sql.kind === 'conditional_expression') return textOf(doc, sql.named[0]!);
  return literalText(sql) ?? '';
}

/** What cannot carry a value of a user: placeholders, constants of the module, numbers. */
function isPlaceholder(doc: PythonDoc, part: PyNode): boolean {
  if (['integer', 'float', 'true', 'false', 'none'].includes(part.kind)) return true;
  if (/^(self\.)?_?(placeholders?|ph|param_placeholders|qmarks|marks)$/i.test(part.text)) return true;
  if (part.kind === 'call' && /^(int|float|len|quote_name|quote_ident|Identifier|quote_identifier|_quote_identifier)$/.test(lastName(part.field('function')) ?? '')) return true;
  if (part.kind === 'call' && /["'](,\s*|\s*,\s*)["']\.join\(\s*(\[?["'](\?|%s)["']|["']\?|\(?["'](\?|%s)["'])/.test(part.text)) return true;
  if (part.kind === 'binary_operator') return /^["'][?%s, ]+["']\s*\*|\*\s*["'][?%s, ]+["']$/.test(part.text);
  if (part.kind !== 'identifier') return false;
  if (part.text === part.text.toUpperCase() && /[A-Z]/.test(part.text)) return true;
  const bindings = doc.scopes.lookup(part.text, part);
  return bindings.length > 0 && bindings.every((binding) => binding.kind === 'loop' && isOverConstants(doc, binding.node));
}

/** A loop over what the code itself lists, or the number that counts one. */
function isOverConstants(doc: PythonDoc, bound: PyNode): boolean {
  const loop = bound.closest('for_statement', 'for_in_clause')!;
  const over = loop.field('right')!;
  if (over.kind === 'call' && /^(range|enumerate)$/.test(over.field('function')!.text)) return over.field('function')!.text === 'range' || loop.field('left')!.named[0]?.text === bound.text || isConstant(doc, argumentsOf(over).positional[0]);
  return isConstant(doc, over);
}

function isConstant(doc: PythonDoc, node: PyNode | undefined): boolean {
  if (!node) return false;
  if (['string', 'integer', 'true', 'false', 'none'].includes(node.kind)) return node.descendants('interpolation').length === 0;
  if (['list', 'tuple', 'set'].includes(node.kind)) return node.named.every((each) => isConstant(doc, each));
  if (node.kind === 'dictionary') return node.named.every((pair) => pair.kind === 'pair' && isConstant(doc, pair.field('key')));
  if (node.kind === 'call') return /\.(items|keys)$/.test(node.field('function')!.text) && isConstant(doc, node.field('function')!.field('object'));
  if (node.kind !== 'identifier') return false;
  const [binding, ...more] = doc.scopes.lookup(node.text, node);
  const assignment = binding?.node.parent;
  return more.length === 0 && assignment?.kind === 'assignment' && !node.isWithin(assignment) && isConstant(doc, assignment.field('right'));
}
