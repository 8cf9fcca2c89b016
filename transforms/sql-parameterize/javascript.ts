import { dottedText, enclosingFunction, isCall, isFunction, lastName, propertyOf, stringValue, textOf, unwrapped } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { packageOf, valueOf } from '../../src/languages/javascript/queries.ts';
import { isWrite } from '../../src/languages/javascript/scopes.ts';
import { spanOf, type Node, type NodeOf } from '../../src/languages/javascript/tree.ts';
import { checkRule } from '../../src/transform.ts';

type Template = NodeOf<'TemplateLiteral'>;
type Sum = NodeOf<'BinaryExpression'>;

const STATEMENT = /^\s*(--[^\n]*\n\s*)*(explain\s+(analyze\s+)?)?(select\b[\s\S]*?\bfrom\b|select\s+(\*|count|exists|distinct|set_config|pg_)|insert\s+(or\s+\w+\s+|ignore\s+)?into\b|update\s+\S+\s+(as\s+\w+\s+)?set\b|delete\s+from\b|with\s+(recursive\s+)?["\w]+\s*(\([^)]*\)\s*)?as\s*\(|replace\s+into\b|merge\s+into\b|create\s+(or\s+replace\s+)?(unique\s+)?(temp(orary)?\s+)?(materialized\s+)?(table|index|view|database|schema|user|role|type|extension|function|trigger)\b|alter\s+(table|user|role|database|type|sequence)\b|drop\s+(table|index|view|database|schema|user|role|type|column)\b|truncate\b|set\s+(local|session)\b|grant\s+\w+|call\s+\w+\s*\(|exec(ute)?\s+\w+|refresh\s+materialized\b|vacuum\s+[\w"$])/i;
/** A piece that is put behind other SQL. */
const PIECE = /^\s*(and|or|where|order\s+by|group\s+by|having|limit|offset|set|values|(left|right|inner|outer|cross)?\s*join|union)\b(?!\s*=)[\s\S]*(=|<|>|\blike\b|\bin\b|\bby\b|\(|\$\{|\blimit\b|\boffset\b|\bjoin\b|\bbetween\b)/i;
const COMPARES = /[=<>]|\b(like|ilike|in|between|is|any|exists)\b/i;
const WORDS = /\b(select|insert|update|delete|from|where|order by|group by|limit|values|join|set)\b/i;
const RUNS = /^(query|execute|raw|\$queryRawUnsafe|\$executeRawUnsafe|whereRaw|orWhereRaw|andWhereRaw|havingRaw|orderByRaw|groupByRaw|selectRaw|joinRaw|fromRaw|unsafe|literal|prepare|any|one|none|many|manyOrNone|oneOrNone|multi|all|run|get|each|exec|executeSql|sql|simple|queryObject|queryArray)$/;
const PLACEHOLDERS = /\$\d|\?|(^|[\s(=,])[:@][a-z_]\w*/i;
/** What makes a text safe to put into SQL, or cannot be anything but a number. */
const ESCAPES = /^(escape|escapeId|escapeIdentifier|escapeLiteral|quoteIdent|quoteIdentifier|quote_ident|ident|identifier|format|quoteLiteral|Number|parseInt|parseFloat|max|min|floor|ceil|round|abs|trunc|toISOString|getTime|now|BigInt|toFixed|getFullYear|getMonth|getDate|getUTCFullYear|getUTCMonth|getUTCDate)$/;
const PLACEHOLDER_NAMES = /placeholders?|^params?(list|index|idx|count|position|number)$|^(\w*_?)?(param|bind|arg)_?(idx|index|count|no|num|number)$/i;
const ORMS: readonly (readonly [RegExp, string])[] = [
  [/^@prisma\/client|prisma/, 'Prisma'], [/^drizzle-orm/, 'Drizzle'], [/^typeorm|^@nestjs\/typeorm/, 'TypeORM'], [/^sequelize/, 'Sequelize'], [/^(knex|objection)$/, 'Knex'],
  [/^kysely/, 'Kysely'], [/^@mikro-orm\//, 'MikroORM'], [/^@supabase\/supabase-js/, 'Supabase'],
];
const ORM_CALL = /^(findMany|findUnique|findFirst|findUniqueOrThrow|findFirstOrThrow|findOne|findOneBy|findBy|findAll|findByPk|findAndCount|createMany|updateMany|deleteMany|upsert|createQueryBuilder|getRepository|findAndCountAll|findOrCreate|insertInto|selectFrom|updateTable|deleteFrom|bulkCreate)$/;

export const javascript = checkRule<JavaScriptDoc>({
  prefilter: /\b(select|insert|update|delete|where|order by|and|or|create|alter|drop|truncate|with|set|raw|queryRaw|limit|join)\b|find(Many|Unique|First|One|All|By)|queryRaw|createQueryBuilder|Raw\(/i,
  * evidence(doc) {
    const call = doc.tree.all('CallExpression', 'OptionalCallExpression').find((each) => isParameterized(doc, each));
    if (call) yield { ...spanOf(call), message: 'Values go to SQL as parameters' };
    const tagged = call ? undefined : doc.tree.all('TaggedTemplateExpression').find((each) => isSqlTag(each));
    if (tagged) yield { ...spanOf(tagged), message: 'The tag of the template passes its values as parameters' };
    const orm = call || tagged ? undefined : doc.tree.all('CallExpression').find((each) => ORM_CALL.test(lastName(each.callee) ?? '') && ormOf(doc, each) !== undefined);
    if (orm) yield { ...spanOf(orm), message: `Queries go through ${ormOf(doc, orm)}` };
  },
  * problems(doc) {
    for (const text of doc.tree.all('TemplateLiteral', 'BinaryExpression')) {
      if (text.type === 'TemplateLiteral' ? text.expressions.length === 0 || isTagged(doc, text) : !isOuterSum(doc, text)) continue;
      if (!isSql(doc, text)) continue;
      const open = openParts(doc, text);
      if (open.length === 0) continue;
      const names = [...new Set(open.map((part) => shorten(textOf(doc, part))))].slice(0, 3).map((name) => `\`${name}\``).join(', ');
      const asName = open.every((part) => standsForName(doc, text, part));
      yield { ...spanOf(text), message: asName ? `SQL takes ${names} as a name or a piece of it: look at where it comes from` : `SQL is put together with ${names}` };
    }
    for (const call of doc.tree.all('CallExpression', 'OptionalCallExpression')) {
      const name = lastName(call.callee) ?? '';
      if (!/^(\$queryRawUnsafe|\$executeRawUnsafe)$/.test(name) && !(name === 'raw' && /^(Prisma|sql)$/.test(calleeObject(call) ?? ''))) continue;
      const [first] = call.arguments;
      if (first && !isSafe(doc, first) && !isReported(doc, first)) yield { ...spanOf(call), message: `\`${name}\` runs a text that is made elsewhere: look at where it comes from` };
    }
  },
});

/** SQL by its first words; a piece of it only where it is added to other SQL or given to what runs it. */
function isSql(doc: JavaScriptDoc, text: Template | Sum): boolean {
  const written = writtenParts(doc, text).join(' ${} ');
  if (STATEMENT.test(written)) return !isLogged(doc, text) && !isSentence(written);
  if (isGivenToSql(doc, text)) return true;
  if (isCondition(doc, text)) return COMPARES.test(written);
  return PIECE.test(written) && isPartOfSql(doc, text);
}

/** "Select a file from the list": words for people, in lower case after the first. */
function isSentence(text: string): boolean {
  return /^(Select|Update|Delete|Create|Insert|Drop|Call|Set|With|Refresh|Grant)\b/.test(text.trim()) && !/\b(FROM|INTO|SET|WHERE|TABLE|VALUES|\*)\b|\*/.test(text);
}

function isLogged(doc: JavaScriptDoc, text: Node): boolean {
  const parent = doc.tree.parent(text);
  if (parent?.type === 'NewExpression' && /Error$/.test(lastName(parent.callee) ?? '')) return true;
  return isCall(parent) && /^(console|logger|log)\b|\.log(ger)?\./i.test(dottedText(parent.callee) ?? '');
}

/** Given to a method that runs raw SQL of a library for it. */
function isGivenToSql(doc: JavaScriptDoc, text: Node): boolean {
  const parent = doc.tree.parent(text);
  if (isCall(parent) && parent.arguments[0] === text && /^(query|execute|raw|prepare|executeSql)$/.test(lastName(parent.callee) ?? '') && WORDS.test(writtenParts(doc, text).join(' '))) return true;
  return isCall(parent) && parent.arguments[0] === text && /Raw(Unsafe)?$|^(literal|unsafe)$/.test(lastName(parent.callee) ?? '') || isCall(parent) && /^(sequelize|Sequelize|knex|db|sql|Prisma)\.(literal|raw)$/.test(dottedText(parent.callee) ?? '');
}

/** `conditions.push(…)`: what is joined to a WHERE. */
function isCondition(doc: JavaScriptDoc, text: Node): boolean {
  const parent = doc.tree.parent(text);
  return isCall(parent) && lastName(parent.callee) === 'push' && /^(sql|where)|conditions?$|clauses?$|wheres?$|predicates?$/i.test(calleeObject(parent) ?? '');
}

/** Added to a text, pushed to a list of conditions, or bound to a name such as `whereClause`. */
function isPartOfSql(doc: JavaScriptDoc, text: Node): boolean {
  let value: Node = text;
  for (const parent of doc.tree.ancestors(text)) {
    if (parent.type === 'ConditionalExpression' || parent.type === 'LogicalExpression' || parent.type === 'ArrayExpression') { value = parent; continue; }
    if (parent.type === 'AssignmentExpression') return /sql|query|where|clause|condition|filter|stmt|statement|order|limit/i.test(dottedText(parent.left) ?? '');
    if (parent.type === 'VariableDeclarator') return parent.init === value && parent.id.type === 'Identifier' && /sql|where|clause|condition|filter|stmt|order|limit|pagination|join/i.test(parent.id.name);
    if (isCall(parent)) return lastName(parent.callee) === 'push' && /sql|quer|where|clause|condition|filter|set|update|part/i.test(calleeObject(parent) ?? '') || RUNS.test(lastName(parent.callee) ?? '') && parent.arguments[0] === value;
    return false;
  }
  return false;
}

/** The texts of a template or a sum, as written. */
function writtenParts(doc: JavaScriptDoc, text: Node): string[] {
  if (text.type === 'TemplateLiteral') return text.quasis.map(({ value }) => value.cooked ?? value.raw);
  if (text.type === 'BinaryExpression' && text.operator === '+') return [...writtenParts(doc, unwrapped(text.left)), ...writtenParts(doc, unwrapped(text.right))];
  const whole = stringValue(text);
  if (whole !== undefined) return [whole];
  const value = valueOf(doc, text);
  return value && value !== text && (stringValue(value) !== undefined || value.type === 'TemplateLiteral') ? writtenParts(doc, value) : [''];
}

function isOuterSum(doc: JavaScriptDoc, sum: Sum): boolean {
  const parent = doc.tree.parent(sum);
  return sum.operator === '+' && !(parent?.type === 'BinaryExpression' && parent.operator === '+') && doc.tree.inside(sum, 'StringLiteral', 'TemplateLiteral').length > 0;
}

/** The parts filled in that are not known to be harmless. */
function openParts(doc: JavaScriptDoc, text: Node): Node[] {
  if (text.type === 'TemplateLiteral') {
    return text.expressions.filter((part, i) => !isPlaceholder(text.quasis[i]!.value.raw, part) && !isSafe(doc, part));
  }
  if (text.type === 'BinaryExpression' && text.operator === '+') {
    const left = unwrapped(text.left);
    const right = unwrapped(text.right);
    const before = writtenParts(doc, left).at(-1) ?? '';
    return [...(isPart(left) ? openParts(doc, left) : isSafe(doc, left) ? [] : [left]), ...(isPart(right) ? openParts(doc, right) : isPlaceholder(before, right) || isSafe(doc, right) ? [] : [right])];
  }
  return [];
}

function isPart(node: Node): boolean {
  return node.type === 'TemplateLiteral' || node.type === 'BinaryExpression' && node.operator === '+' || stringValue(node) !== undefined;
}

/** `$${i}`, `:p${i}`, `@p${i}`: the number of a placeholder. */
function isPlaceholder(before: string, part: Node): boolean {
  return /(\$|[:@]\w*)$/.test(before) && !/::\w*$/.test(before) || PLACEHOLDER_NAMES.test(lastName(part) ?? '');
}

/** Whether the text of an expression can only be what is written in the code, a number or an escaped value. */
function isSafe(doc: JavaScriptDoc, node: Node, seen: ReadonlySet<Node> = new Set()): boolean {
  const value = unwrapped(node);
  if (seen.has(value)) return true;
  const safe = (other: Node | null | undefined) => !!other && isSafe(doc, other, new Set([...seen, value]));
  switch (value.type) {
    case 'StringLiteral': case 'NumericLiteral': case 'BooleanLiteral': case 'NullLiteral': case 'UpdateExpression': return true;
    case 'UnaryExpression': return value.operator !== 'typeof' ? value.operator === '+' || value.operator === '-' || value.operator === '!' : true;
    case 'TemplateLiteral': return value.expressions.every((part, i) => isPlaceholder(value.quasis[i]!.value.raw, part) || safe(part));
    case 'TaggedTemplateExpression': return isSqlTag(value);
    case 'BinaryExpression': return /^[-*/%]$|\*\*/.test(value.operator) || /^[<>=!]/.test(value.operator) || (safe(value.left) && safe(value.right));
    case 'ConditionalExpression': return safe(value.consequent) && (safe(value.alternate) || isAllowed(doc, value.test)) || isAllowed(doc, value.test) && safe(value.alternate);
    case 'LogicalExpression': return value.operator === '&&' ? safe(value.right) : safe(value.left) && safe(value.right);
    case 'ArrayExpression': return value.elements.every((each) => !each || safe(each.type === 'SpreadElement' ? each.argument : each));
    case 'ArrowFunctionExpression': case 'FunctionExpression': return value.body.type === 'BlockStatement' ? returned(doc, value).every(safe) : safe(value.body);
    case 'CallExpression': case 'OptionalCallExpression': return isSafeCall(doc, value, safe);
    case 'MemberExpression': case 'OptionalMemberExpression': return isSafeMember(doc, value);
    case 'Identifier': return isSafeName(doc, value, safe);
    default: return false;
  }
}

function isSafeCall(doc: JavaScriptDoc, call: NodeOf<'CallExpression' | 'OptionalCallExpression'>, safe: (node: Node | null | undefined) => boolean): boolean {
  const name = lastName(call.callee) ?? '';
  if (ESCAPES.test(name)) return true;
  const object = call.callee.type === 'MemberExpression' || call.callee.type === 'OptionalMemberExpression' ? call.callee.object : undefined;
  if (!object) {
    const fn = valueOf(doc, call.callee);
    return isFunction(fn) && returned(doc, fn).length > 0 && returned(doc, fn).every(safe);
  }
  switch (name) {
    // `ids.map((_, i) => `$${i + 1}`)`: only what the function makes of each counts.
    case 'map': case 'flatMap': return safe(call.arguments[0]);
    case 'fill': return safe(call.arguments[0]);
    case 'repeat': case 'padStart': case 'trim': case 'toUpperCase': case 'toLowerCase': case 'slice': case 'substring': case 'toString': return safe(object);
    case 'filter': return safe(object);
    case 'join': return safe(object) && call.arguments.every(safe);
    case 'replace': return safe(object) && call.arguments.slice(1).every(safe);
    case 'keys': case 'from': return name === 'from' ? safe(call.arguments[1]) : false;
    case 'concat': return safe(object) && call.arguments.every(safe);
    default: return false;
  }
}

function returned(doc: JavaScriptDoc, fn: Node): Node[] {
  if (!isFunction(fn)) return [];
  if (fn.body.type !== 'BlockStatement') return [fn.body];
  return doc.tree.inside(fn.body, 'ReturnStatement').filter((each) => enclosingFunction(doc.tree, each) === fn).flatMap(({ argument }) => argument ?? []);
}

/** `TABLES.users` and `COLUMNS[sort]` of an object of texts, `ids.length`, and constants by their name. */
function isSafeMember(doc: JavaScriptDoc, member: NodeOf<'MemberExpression' | 'OptionalMemberExpression'>): boolean {
  const name = lastName(member);
  if (name === 'length' || name === 'size') return true;
  const object = valueOf(doc, member.object);
  if (object?.type === 'ObjectExpression') return object.properties.every((each) => each.type === 'ObjectProperty' && (isSafe(doc, each.value) || each.value.type === 'ObjectExpression'));
  if (object?.type === 'ArrayExpression') return isSafe(doc, object);
  return isConstantName(name) || isConstantName(lastName(member.object)) || /placeholders?$/i.test(name ?? '');
}

function isConstantName(name: string | undefined): boolean {
  return name !== undefined && /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(name) && name.length > 1;
}

/** A name all of whose values in this file are safe: what it starts as, what is added, what is pushed to it. */
function isSafeName(doc: JavaScriptDoc, name: NodeOf<'Identifier'>, safe: (node: Node | null | undefined) => boolean): boolean {
  if (name.name === 'undefined' || isConstantName(name.name)) return true;
  const binding = doc.scopes.bindingOf(name);
  if (!binding) return false;
  if (isChecked(doc, name)) return true;
  const { by } = binding;
  const annotation = binding.node.type === 'Identifier' ? binding.node.typeAnnotation : undefined;
  if (annotation && /^:\s*(number|bigint|boolean|(['"][\w\s]+['"]\s*\|?\s*)+)$/.test(doc.text.slice(annotation.start!, annotation.end!))) return true;
  if (by.type !== 'VariableDeclarator' || by.id !== binding.node) return isLoopOver(doc, by, safe);
  if (by.init ? !safe(by.init) : !binding.uses.some((use) => isWrite(doc.tree, use)) && !isLoopOver(doc, by, safe)) return false;
  return binding.uses.every((use) => {
    const parent = doc.tree.parent(use);
    if (parent?.type === 'AssignmentExpression' && parent.left === use) return safe(parent.right);
    const call = parent?.type === 'MemberExpression' && parent.object === use ? doc.tree.parent(parent) : undefined;
    return !isCall(call) || call.callee !== parent || !/^(push|unshift)$/.test(lastName(parent) ?? '') || call.arguments.every(safe);
  });
}

/** `for (const table of ['a', 'b'])`, and the parameter of a function run over such a list. */
function isLoopOver(doc: JavaScriptDoc, by: Node, safe: (node: Node | null | undefined) => boolean): boolean {
  if (by.type === 'VariableDeclarator') {
    const loop = doc.tree.parent(doc.tree.parent(by)!);
    return loop?.type === 'ForOfStatement' && loop.left === doc.tree.parent(by) && safe(loop.right);
  }
  if (!isFunction(by)) return false;
  const call = doc.tree.parent(by);
  return isCall(call) && /^(map|forEach|flatMap)$/.test(lastName(call.callee) ?? '') && call.callee.type === 'MemberExpression' && by.params.length > 0 && safe(call.callee.object);
}

/** The name is compared with a list before: `if (!ALLOWED.includes(column)) throw …`. */
function isChecked(doc: JavaScriptDoc, name: NodeOf<'Identifier'>): boolean {
  const uses = doc.scopes.bindingOf(name)?.uses ?? [];
  return uses.some((use) => {
    const call = doc.tree.parent(use);
    if (use.start! >= name.start! || !isCall(call) || call.arguments[0] !== use || !/^(includes|has|hasOwn|test|hasOwnProperty)$/.test(lastName(call.callee) ?? '')) return false;
    return !!doc.tree.closest(call, 'IfStatement', 'ConditionalExpression');
  });
}

function isAllowed(doc: JavaScriptDoc, test: Node): boolean {
  return [test, ...doc.tree.inside(test, 'CallExpression')].some((each) => isCall(each) && /^(includes|has|hasOwn|test|hasOwnProperty)$/.test(lastName(each.callee) ?? ''));
}

/** Behind FROM, ORDER BY and the like, where a parameter is not possible. */
function standsForName(doc: JavaScriptDoc, text: Node, part: Node): boolean {
  const before = doc.text.slice(text.start!, part.start!).replace(/\$\{\s*$/, '');
  return /(\b(from|join|into|update|table|index|by|asc|desc|select|set|exists|schema|column|view|trigger|user|role|database|limit|offset|where|and|truncate)|[,.(])\s*["`+\s]*$/i.test(before) || /^(where|order|limit|set|join|group|having|sort|filter|cond|clause|sql|columns?|fields?|table)/i.test(lastName(part) ?? '');
}

function isReported(doc: JavaScriptDoc, node: Node): boolean {
  const value = valueOf(doc, node);
  return value?.type === 'TemplateLiteral' || value?.type === 'BinaryExpression';
}

function isTagged(doc: JavaScriptDoc, text: Template): boolean {
  const parent = doc.tree.parent(text);
  return parent?.type === 'TaggedTemplateExpression' && parent.quasi === text;
}

function isSqlTag(tagged: NodeOf<'TaggedTemplateExpression'>): boolean {
  return /^(sql|SQL|\$queryRaw|\$executeRaw|join|empty|query|db|client|tx|pg)$/.test(lastName(tagged.tag) ?? '') && tagged.quasi.expressions.length > 0;
}

/** A call that runs SQL with placeholders and is given their values. */
function isParameterized(doc: JavaScriptDoc, call: NodeOf<'CallExpression' | 'OptionalCallExpression'>): boolean {
  const [first, ...rest] = call.arguments;
  if (!RUNS.test(lastName(call.callee) ?? '') || !first || first.type === 'SpreadElement') return false;
  const value = valueOf(doc, first);
  const options = value?.type === 'ObjectExpression' ? value : undefined;
  const sql = options ? propertyOf(options, 'text') ?? propertyOf(options, 'sql') : undefined;
  const text = sql?.type === 'ObjectProperty' ? valueOf(doc, sql.value) : value;
  const hasValues = options ? !!(propertyOf(options, 'values') ?? propertyOf(options, 'args')) : rest.length > 0 || lastName(call.callee) === 'prepare';
  const written = text ? writtenParts(doc, text).join(' ') : '';
  return hasValues && STATEMENT.test(written) && PLACEHOLDERS.test(written);
}

function ormOf(doc: JavaScriptDoc, call: NodeOf<'CallExpression'>): string | undefined {
  const callee = dottedText(call.callee) ?? textOf(doc, call.callee);
  if (/prisma/i.test(callee.split('.').slice(0, 3).join('.'))) return 'Prisma';
  for (const { source } of doc.tree.all('ImportDeclaration')) for (const [from, name] of ORMS) if (from.test(source.value) && name !== 'Prisma') return name;
  for (const binding of doc.scopes.moduleNames.values()) {
    const from = packageOf(doc.scopes.qualifiedName(binding.node));
    for (const [pattern, name] of ORMS) if (from && pattern.test(from) && name !== 'Prisma') return name;
  }
  return /[Rr]epo(sitory)?$/.test(callee.split('.').at(-2) ?? '') && /@InjectRepository|typeorm/.test(doc.text) ? 'TypeORM' : undefined;
}

function calleeObject(call: NodeOf<'CallExpression' | 'OptionalCallExpression'>): string | undefined {
  return call.callee.type === 'MemberExpression' || call.callee.type === 'OptionalMemberExpression' ? lastName(call.callee.object) : undefined;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
