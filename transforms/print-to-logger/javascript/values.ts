import { failureCallback } from '../../../src/languages/javascript/handlers.ts';
import { dottedText, isCall, isFunction, keyName, lastName, propertyName, stringValue, textOf, unwrapped, type AnyCall, type AnyFunction } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { isHiddenName } from '../../../src/languages/secret-texts.ts';
import { snakeCase } from '../../../src/languages/secret-names.ts';
import type { Binding } from '../../../src/languages/javascript/scopes.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';
import { kindOfValue } from '../../../src/languages/javascript/types.ts';
import type { LogForm } from '../../../src/languages/types.ts';

const ERROR_NAME = /^_?(e|er|err|error|ex|exc|exception|cause|\w+(Err|Error|Exception))$/;
/** Without these no declaration of a file can say that a value is an error. */
const TYPES_ERRORS = /[:|]\s*\w*Error\b|\bnew \w*Error\(/;
const TEXT_CALLS = /^(String|stringify|inspect|format|join|toString|toISOString|toLocaleString|toLocaleDateString|toLocaleTimeString|toDateString|toFixed|toUpperCase|toLowerCase|trim|repeat|padStart|padEnd|replace|replaceAll|slice|substring|substr|concat)$/;
const TEXT_NAMES = /^(message|msg|text|line|banner|prompt|output|stdout|stderr|summary|description|title|label|log_message|log_line|error_message|err_msg|error_msg|warning|notice|info)$/;
const SCALAR_NAMES = /(^|_)(id|ids|count|total|length|size|name|username|email|port|host|hostname|url|uri|path|file|filename|dir|key|type|kind|status|code|version|date|time|timestamp|duration|ms|seconds|minutes|hours|days|index|idx|i|n|num|number|amount|price|balance|address|method|message|reason|level|page|limit|offset|env|mode|symbol|slug|title|label|hash|ip|pid|elapsed|percent|attempt|attempts|retries|attempt_number|role|channel|room|topic|queue|network|chain|collection|table|prefix|tag|day|month|year|score|rate|ratio|signal|event|action|command|model|provider|language|lang|locale|currency|nonce|text|approved|enabled|valid|success|ok|width|height|lat|lng|side|leverage|quantity|qty)$/;
const PREFIX_NAMES = /(^|_)(prefix|tag|label|scope|module|service|context|name)$/i;
/** Objects whose name does not say what they hold. */
const SAYS_NOTHING = /^(params|query|body|data|row|item|items|result|res|props|input|dto|payload|obj|object|value|each|it|x)$/;
/** Methods whose result goes by the name of what they are called on. */
const SAME_IN_PART = /^(map|filter|slice|sort|reverse|flat|flatMap|toString|toISOString|toJSON|toObject|trim|toFixed|join)$/;
/** What loggers put into a line themselves, by the order of their arguments. */
const RESERVED: { readonly [form in LogForm]: readonly string[] } = {
  'object-first': ['msg', 'level', 'time', 'pid', 'hostname', 'v'], 'message-first': ['message', 'level', 'timestamp', 'label', 'splat'],
  variadic: [], nest: [], text: [],
};

/** A name that stands for an error by what binds it: a `catch` clause, a parameter of a callback, or another such name. */
export function errorBindingOf(doc: JavaScriptDoc, node: Node): Binding | undefined {
  if (node.type !== 'Identifier') return undefined;
  const binding = doc.scopes.bindingOf(node);
  if (binding?.kind === 'catch') return binding.by.type === 'CatchClause' && binding.by.param === binding.node ? binding : undefined;
  if (binding?.kind === 'const') return isOtherName(doc, binding) ? binding : undefined;
  if (binding?.kind !== 'parameter' || !isFunction(binding.by) || isTypedText(doc, binding)) return undefined;
  if (!(binding.by.params as Node[]).includes(binding.node)) return undefined;
  return ERROR_NAME.test(binding.name) || (binding.by.params[0] === binding.node && isToldOfFailure(doc, binding.by)) ? binding : undefined;
}

/** `const err = error as Error`, and with `new Error(String(error))` where it is none. */
function isOtherName(doc: JavaScriptDoc, { by, node }: Binding): boolean {
  if (by.type !== 'VariableDeclarator' || by.id !== node || !by.init) return false;
  const value = unwrapped(by.init);
  const error = value.type === 'ConditionalExpression' ? unwrapped(value.consequent) : value;
  return error.type === 'Identifier' && errorBindingOf(doc, error) !== undefined;
}

/** Whether a function is called when something failed, so that its parameter is the error whatever its name. */
function isToldOfFailure(doc: JavaScriptDoc, fn: AnyFunction): boolean {
  const call = doc.tree.parent(fn);
  if (!isCall(call)) return false;
  return failureCallback(call) === fn || (lastName(call.callee) === 'on' && /^(unhandledRejection|uncaughtException)$/.test(stringValue(call.arguments[0]) ?? ''));
}

/** The error an expression shows, all of it or its message or stack: `err`, `err.message`, `String(err)`, `err instanceof Error ? err.message : err`. */
export function errorBehind(doc: JavaScriptDoc, node: Node): NodeOf<'Identifier'> | undefined {
  const bare = unwrapped(node);
  switch (bare.type) {
    case 'Identifier': return errorBindingOf(doc, bare) ? bare : undefined;
    case 'MemberExpression': case 'OptionalMemberExpression':
      return /^(message|stack)$/.test(propertyName(bare) ?? '') ? errorBehind(doc, bare.object) : undefined;
    case 'CallExpression': case 'OptionalCallExpression': {
      const isString = bare.callee.type === 'Identifier' && bare.callee.name === 'String' && bare.arguments.length === 1;
      if (isString) return errorBehind(doc, bare.arguments[0]!);
      const isMethod = (bare.callee.type === 'MemberExpression' || bare.callee.type === 'OptionalMemberExpression') && propertyName(bare.callee) === 'toString';
      return isMethod ? errorBehind(doc, (bare.callee as NodeOf<'MemberExpression'>).object) : undefined;
    }
    case 'ConditionalExpression': return bothBehind(doc, bare.consequent, bare.alternate);
    case 'LogicalExpression': return bare.operator === '&&' ? undefined : bothBehind(doc, bare.left, bare.right);
    default: return undefined;
  }
}

/** Two ways to show one error, or a fixed text in place of the second. */
function bothBehind(doc: JavaScriptDoc, first: Node, second: Node): NodeOf<'Identifier'> | undefined {
  const error = errorBehind(doc, first);
  if (!error) return undefined;
  const other = errorBehind(doc, second);
  return other?.name === error.name || (!other && stringValue(second) !== undefined) ? error : undefined;
}

/** The error a value is: one of a handler, or a variable named as one. */
export function errorIn(doc: JavaScriptDoc, node: Node): NodeOf<'Identifier'> | undefined {
  const behind = errorBehind(doc, node);
  if (behind) return behind;
  const bare = unwrapped(node);
  if (bare.type !== 'Identifier') return undefined;
  const binding = doc.scopes.bindingOf(bare);
  if (!ERROR_NAME.test(bare.name)) return binding && TYPES_ERRORS.test(doc.text) && kindOfValue(doc, bare) === 'error' ? bare : undefined;
  const mayBe = binding && !isBodyText(binding) && !isTypedText(doc, binding) && !isPartOfResult(binding) && !isLiteral(binding);
  return mayBe && !isTextOrScalar(doc, bare) ? bare : undefined;
}

/** `new Error('…')`, where it is shown. */
export function isMadeError(node: Node): boolean {
  const bare = unwrapped(node);
  return bare.type === 'NewExpression' && /Error$/.test(lastName(bare.callee) ?? '');
}

/**
 * An error without a name of its own: one made on the spot, or, for a logger whose key for errors takes any value, part
 * of a result: `result.error`.
 */
export function isErrorValue(node: Node, form: LogForm): boolean {
  const bare = unwrapped(node);
  const isPart = form === 'object-first' && (bare.type === 'MemberExpression' || bare.type === 'OptionalMemberExpression') && /^(err|error|cause)$/.test(propertyName(bare) ?? '');
  return isPart || isMadeError(bare);
}

/** `const { error } = await db.from('orders')`: it may be an object of its own kind, of which `String(error)` shows nothing. */
export function isMaybePlain(doc: JavaScriptDoc, error: NodeOf<'Identifier'>): boolean {
  const binding = doc.scopes.bindingOf(error);
  return binding?.by.type === 'VariableDeclarator' && binding.by.id.type === 'ObjectPattern' && kindOfValue(doc, error) !== 'error';
}

/** Whether the compiler knows that a value is a text, a number or the like: asked last, for it is slow. */
export function isTextOrScalar(doc: JavaScriptDoc, node: Node): boolean {
  return ['text', 'scalar'].includes(kindOfValue(doc, node) ?? '');
}

/** `const { success, error } = await send()`: there `error` is a text as often as not. */
function isPartOfResult({ by, node }: Binding): boolean {
  if (by.type !== 'VariableDeclarator' || by.id.type !== 'ObjectPattern' || by.id === (node as Node)) return false;
  return by.id.properties.some((part) => /^(success|ok|isValid|valid)$/.test(keyName(part) ?? ''));
}

/** `const error = await response.text()` */
function isBodyText({ by, node }: Binding): boolean {
  const value = by.type === 'VariableDeclarator' && by.id === node && by.init ? unwrapped(by.init) : undefined;
  const call = value?.type === 'AwaitExpression' ? unwrapped(value.argument) : value;
  return isCall(call) && /^(text|json)$/.test(lastName(call.callee) ?? '');
}

function isLiteral({ by, node }: Binding): boolean {
  return by.type === 'VariableDeclarator' && by.id === node && (by.init?.type === 'StringLiteral' || by.init?.type === 'TemplateLiteral');
}

function isTypedText(doc: JavaScriptDoc, { node }: Binding): boolean {
  return node.type === 'Identifier' && !!node.typeAnnotation && /^:\s*(string|number|boolean)\b/.test(textOf(doc, node.typeAnnotation));
}

/** Whether an expression is certainly a text. */
export function isText(doc: JavaScriptDoc, node: Node | null | undefined): boolean {
  if (!node) return false;
  const bare = unwrapped(node);
  switch (bare.type) {
    case 'StringLiteral': case 'TemplateLiteral': return true;
    case 'BinaryExpression': return bare.operator === '+' && (isText(doc, bare.left) || isText(doc, bare.right));
    case 'ConditionalExpression': return isText(doc, bare.consequent) && isText(doc, bare.alternate);
    case 'LogicalExpression': return bare.operator !== '&&' && isText(doc, bare.right) && isText(doc, bare.left);
    case 'CallExpression': case 'OptionalCallExpression': return isTextCall(doc, bare);
    case 'Identifier': {
      const binding = doc.scopes.bindingOf(bare);
      if (!binding) return false;
      if (binding.node.type === 'Identifier' && binding.node.typeAnnotation) return /^:\s*string\s*$/.test(textOf(doc, binding.node.typeAnnotation));
      return binding.kind === 'const' && binding.by.type === 'VariableDeclarator' && binding.by.id === binding.node && isText(doc, binding.by.init);
    }
    case 'MemberExpression': return propertyName(bare) === 'message' && errorBindingOf(doc, unwrapped(bare.object)) !== undefined;
    default: return false;
  }
}

function isTextCall(doc: JavaScriptDoc, call: Node): boolean {
  if (!isCall(call)) return false;
  const name = lastName(call.callee) ?? '';
  if (!TEXT_CALLS.test(name)) return false;
  if (call.callee.type === 'Identifier') return name === 'String';
  const object = (call.callee as NodeOf<'MemberExpression'>).object;
  // An array has these too.
  if (/^(slice|concat|replace|replaceAll|trim|repeat|padStart|padEnd|substring|substr|toUpperCase|toLowerCase)$/.test(name)) return !/^(slice|concat)$/.test(name) || isText(doc, object);
  if (/^(stringify|inspect|format)$/.test(name)) return /^(JSON|util)$/.test(dottedText(object) ?? '');
  return true;
}

export function isJsonText(node: Node): boolean {
  const bare = unwrapped(node);
  return isCall(bare) && dottedText(bare.callee) === 'JSON.stringify' && bare.arguments.length >= 1;
}

/** A name that most likely holds a text, where nothing says what it holds. */
export function isTextName(node: Node): boolean {
  return TEXT_NAMES.test(snakeCase(lastName(node) ?? ''));
}

/** Whether a value reads the same in a template as when it is shown on its own: no object, as far as can be told. */
export function isScalar(doc: JavaScriptDoc, node: Node): boolean {
  const bare = unwrapped(node);
  if (isText(doc, bare)) return true;
  switch (bare.type) {
    case 'NumericLiteral': case 'BooleanLiteral': return true;
    case 'BinaryExpression': return bare.operator !== 'in' && bare.operator !== '|>';
    case 'UnaryExpression': return true;
    case 'Identifier': case 'MemberExpression': case 'OptionalMemberExpression': {
      const name = lastName(bare);
      if (name === undefined) return false;
      if (bare.type !== 'Identifier' && dottedText(bare)?.startsWith('process.env.')) return true;
      return SCALAR_NAMES.test(snakeCase(name)) || /^(is|has|can|should|was)[A-Z]/.test(name) || /^[A-Z][A-Z0-9_]+$/.test(name) && bare.type === 'Identifier' || isHiddenName(name, { secretWords: [], notSecretWords: [] }) || isNumber(doc, bare);
    }
    case 'ConditionalExpression': return isScalar(doc, bare.consequent) && isScalar(doc, bare.alternate);
    case 'LogicalExpression': return isScalar(doc, bare.left) && isScalar(doc, bare.right);
    case 'CallExpression': return /^(Number|parseInt|parseFloat|Boolean|toFixed|round|floor|ceil|min|max|now|getTime|uptime)$/.test(lastName(bare.callee) ?? '');
    default: return false;
  }
}

function isNumber(doc: JavaScriptDoc, node: Node): boolean {
  const binding = node.type === 'Identifier' ? doc.scopes.bindingOf(node) : undefined;
  if (!binding) return false;
  if (binding.node.type === 'Identifier' && binding.node.typeAnnotation) return /^:\s*(number|string|boolean)\s*$/.test(textOf(doc, binding.node.typeAnnotation));
  return binding.by.type === 'VariableDeclarator' && binding.by.id === binding.node && !!binding.by.init && binding.by.init.type !== 'Identifier' && isScalar(doc, binding.by.init);
}

/** Whether an expression in front of a text is a prefix of it, such as `TAG`. */
export function isPrefix(doc: JavaScriptDoc, node: Node): boolean {
  return isText(doc, node) || ((node.type === 'Identifier' || node.type === 'MemberExpression') && PREFIX_NAMES.test(snakeCase(lastName(node) ?? '')));
}

/** The key under which a value is logged, with the name of its object where its own says too little. */
export function keyFor(doc: JavaScriptDoc, node: Node, form: LogForm): string {
  const bare = unwrapped(node);
  if (isJsonText(bare)) return keyOrElse('data', keyFor(doc, (bare as AnyCall).arguments[0]!, form));
  if (bare.type === 'ObjectExpression') return 'details';
  if (isCall(bare) && (bare.callee.type === 'MemberExpression' || bare.callee.type === 'OptionalMemberExpression') && SAME_IN_PART.test(lastName(bare.callee) ?? '')) return keyFor(doc, bare.callee.object, form);
  if (bare.type === 'AwaitExpression') return keyFor(doc, bare.argument, form);
  if (isCall(bare) && bare.arguments.length === 0 && /^(text|json)$/.test(lastName(bare.callee) ?? '')) return 'body';
  if (bare.type === 'ConditionalExpression') return keyOfTest(doc, bare, form);
  const owner = bare.type === 'MemberExpression' || bare.type === 'OptionalMemberExpression' ? bare.object : undefined;
  const name = owner || bare.type === 'Identifier' ? lastName(bare) : undefined;
  if (name === undefined) return mentionsError(doc, bare) ? 'error' : 'value';
  const bareName = name.replace(/^_+/, '');
  const counted = owner && name === 'length' ? lastName(owner) : undefined;
  if (counted && /[a-z]s$/.test(counted) && !SAYS_NOTHING.test(counted)) return `${counted.replace(/ies$/, 'y').replace(/([^s])s$/, '$1')}Count`;
  if (owner && /^(message|stack)$/.test(name) && ERROR_NAME.test(lastName(owner) ?? '')) return 'error';
  const ownerName = owner && /^(id|name)$/.test(bareName) ? lastName(owner) : undefined;
  if (ownerName && /^[a-z]\w*$/.test(ownerName) && !SAYS_NOTHING.test(ownerName)) return `${ownerName}${bareName[0]!.toUpperCase()}${bareName.slice(1)}`;
  return isReserved(bareName, form) || !/^[A-Za-z_$][\w$]*$/.test(name) ? 'value' : /^[A-Z][A-Z0-9_]*$/.test(name) ? name : bareName || 'value';
}

/** `key ? 'set' : 'missing'` tells of `key`. */
function keyOfTest(doc: JavaScriptDoc, { test, consequent, alternate }: NodeOf<'ConditionalExpression'>, form: LogForm): string {
  if (mentionsError(doc, consequent) || mentionsError(doc, alternate)) return 'error';
  const asked = unwrapped(test.type === 'UnaryExpression' && test.operator === '!' ? test.argument : test);
  const key = /^(Optional)?(Identifier|MemberExpression)$/.test(asked.type) ? keyFor(doc, asked, form) : 'value';
  const [, had] = /^has([A-Z]\w*)$/.exec(key) ?? [];
  if (had) return `${had[0]!.toLowerCase()}${had.slice(1)}`;
  return /^(is|was|can|should)[A-Z]/.test(key) ? 'value' : key;
}

/** A key that says what a value is, or one that says what it is like. */
function keyOrElse(other: string, key: string): string {
  return key === 'value' || key === 'details' || key === 'error' ? other : key;
}

/** Whether a key is one that the logger, or what reads its lines, gives a meaning of its own. */
export function isReserved(key: string, form: LogForm): boolean {
  return RESERVED[form].includes(key) || key === '__proto__';
}

function mentionsError(doc: JavaScriptDoc, node: Node): boolean {
  return doc.tree.inside(node, 'Identifier').some((name) => errorBindingOf(doc, name));
}
