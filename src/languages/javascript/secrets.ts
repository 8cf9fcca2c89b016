import { snakeCase } from '../secret-names.ts';
import { isHiddenName, isMask, isProofCode, isProofPlace } from '../secret-texts.ts';
import type { ProjectView } from '../types.ts';
import { isCaught, isErrorCode } from './caught.ts';
import { HARMLESS_CALLS, HARMLESS_PROPERTIES, isHarmless, isMasking, isShortSlice } from './harmless.ts';
import { dottedText, functionName, isCall, isFunction, keyName, lastName, propertyName, stringValue, textOf, unwrapped, type AnyCall } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import { CLIENT_PARTS, EVENT_PARAMETERS, EVENT_PARTS, isFromSocket, isRequest, isWholeRequest, RAW_NAMES, REQUEST_PARTS } from './requests.ts';
import { boundIn, isWrite, type Binding } from './scopes.ts';
import { givesSession, holdsTokens, isCoin, isDataOfHolder, isOfMessage, isSessionId, queryInFront } from './secret-holders.ts';
import type { Node, NodeOf } from './tree.ts';

type Member = NodeOf<'MemberExpression' | 'OptionalMemberExpression'>;

/** Names of answers to a question about a secret, such as `hasToken`, and of rates, such as `pricePerToken`. */
const NO_SECRET = /^(is|has|had|have|should|needs?|requires?|required|missing|no|can|uses?|with|without|supports?|allows?|valid|invalid|expects?|found)_|_per_\w+$|(^|_)(id|uid|user|email|name|role)_from_(token|jwt|cookie|session)$/;
/** What a signature is compared with: whoever reads it can sign. */
const EXPECTED_SIGNATURE = /(^|_)(expected|computed|calculated|generated)_(signature|hmac|digest|mac)$/;
/** Functions that hand on what they are given in another form. */
const CARRIERS = /^(String|Number|Object|Array|parseInt|parseFloat|stringify|parse|entries|values|fromEntries|assign|from|of|all|allSettled|resolve|inspect|format|structuredClone|cloneDeep|clone|freeze|btoa|atob|encodeURIComponent|decodeURIComponent|encodeURI|decodeURI|escape|unescape|omit|pick|defaults|merge|plainToInstance|plainToClass|JSONStringify|safeStringify|decode|jwtDecode|jwt_decode)$/;
/** A function that makes or fetches what its name says: `createAccessToken` is a token, `verifyToken` is none. */
const MAKERS = /^(get|create|generate|make|build|fetch|issue|encode|read|load|new|refresh|decrypt|extract|gen|obtain|sign|random)_/;
const MESSAGE_TO_USER = /(send|deliver|dispatch)\w*_?(e?mail|sms|otp|code|verification|reset|invite|magic)|^(e?mail|sms)_user/i;
const MESSAGE_PARTS = /^(body|html|html_body|html_content|text|text_body|text_content|plain_text|content|message|message_body|body_html|body_text)$/;
const SECRET_MODELS = /(login|signin|signup|register|auth|token|password|credential|secret|otp)\w*(dto|input|request|body|payload|data|params)$/i;
const BODY_DECORATORS = /^(Body|Headers|Req|Request|Session|RawBody|Cookies)$/;

/** Where a database is, its password with it, under names that in code hold the connection itself. */
const DATABASE_SETTING = /^process\.env\.(\w+_)?(DB|DATABASE|MONGO|MONGODB|POSTGRES|PG|MYSQL|REDIS|ATLAS)(_DB)?_(CONNECTION|CONNECT|CONN|STRING|LINK|ADDRESS)$/;
/** Scripts that fill a database for development. */
const SEEDS = /(^|[/._-])(seed(er|s|ers|ing)?|dev-?(data|users?|setup))([/._-]|$)|(^|\/)seed[A-Z]/;
/** Writes of rows that give back what was written. */
const WRITES_ROW = /^(create|insertMany|findOneAndUpdate|findByIdAndUpdate|findOneAndReplace|findOrCreate|upsert)$/;

/** Looks for values that prove who somebody is, by their names and by what they were made from. */
export class Secrets {
  readonly #doc: JavaScriptDoc;
  readonly #project: ProjectView;
  readonly #open = new Set<Node>();
  readonly #known = new Map<Binding, string | undefined>();

  constructor(doc: JavaScriptDoc, project: ProjectView) {
    this.#doc = doc;
    this.#project = project;
  }

  /** What secret the text of an expression would show, as the code names it; undefined when it shows none. */
  shownBy(expression: Node | null | undefined): string | undefined {
    if (!expression || this.#open.has(expression)) return undefined;
    this.#open.add(expression);
    try {
      return this.#shown(expression);
    } finally {
      this.#open.delete(expression);
    }
  }

  /** Whether a key or property of this name holds a secret. */
  isName(name: string): boolean {
    const words = snakeCase(name);
    return EXPECTED_SIGNATURE.test(words) || (isHiddenName(name, this.#project.options) && !NO_SECRET.test(words) && !isCoin(this.#doc, name));
  }

  /** Whether what is stored under a key is a secret, in a header, a form or an object. */
  isKey(key: string): boolean {
    return this.isName(key) || /^(authorization|cookie|set-cookie|x-api-key|x-auth-token|code_verifier|refresh|access)$/i.test(key) ||
      (isProofCode(key) && isProofPlace(this.#project.path));
  }

  #shown(node: Node): string | undefined {
    const query = queryInFront(this.#doc, node);
    if (query !== undefined && !isHarmless(node)) return query;
    switch (node.type) {
      case 'Identifier': return this.#ofName(node);
      case 'MemberExpression': case 'OptionalMemberExpression': return this.#ofMember(node);
      case 'CallExpression': case 'OptionalCallExpression': return this.#ofCall(node);
      case 'NewExpression': return this.#first(node.arguments, (part) => this.shownBy(part));
      case 'TemplateLiteral': return this.#first(node.expressions, (part) => this.shownBy(part));
      case 'BinaryExpression': return node.operator === '+' ? this.shownBy(node.left) ?? this.shownBy(node.right) : undefined;
      case 'LogicalExpression': return (node.operator === '&&' ? undefined : this.shownBy(node.left)) ?? this.shownBy(node.right);
      case 'ConditionalExpression': return this.shownBy(node.consequent) ?? this.shownBy(node.alternate);
      case 'AssignmentExpression': return this.shownBy(node.right);
      case 'SequenceExpression': return this.shownBy(node.expressions.at(-1));
      case 'ObjectExpression': return this.#first(node.properties, (part) => this.ofProperty(part));
      case 'ArrayExpression': return this.#first(node.elements, (part) => this.shownBy(part));
      case 'SpreadElement': case 'AwaitExpression': return this.shownBy(node.argument);
      case 'TSNonNullExpression': case 'TSAsExpression': case 'TSSatisfiesExpression': case 'TSTypeAssertion': case 'ParenthesizedExpression':
        return this.shownBy(unwrapped(node));
      default: return undefined;
    }
  }

  /** The secret a property of an object literal holds, by its key or its value. */
  ofProperty(property: Node): string | undefined {
    if (property.type === 'SpreadElement') return this.shownBy(property.argument);
    if (property.type !== 'ObjectProperty') return undefined;
    const key = keyName(property);
    if (key !== undefined && this.isKey(key) && !isHarmless(property.value) && (this.isName(key) || !isErrorCode(this.#doc, property.value))) return key;
    return this.shownBy(property.value);
  }

  #first<T extends Node | null>(nodes: readonly T[], find: (node: NonNullable<T>) => string | undefined): string | undefined {
    for (const node of nodes) {
      const found = node ? find(node) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #ofName(node: NodeOf<'Identifier'>): string | undefined {
    const { name } = node;
    const binding = this.#doc.scopes.bindingOf(node);
    if (isMask(name) && !EXPECTED_SIGNATURE.test(snakeCase(name))) return undefined;
    if (this.isName(name)) return binding && (this.#isPlain(binding) || this.#isSeed(binding)) ? undefined : name;
    if (isProofCode(name) && this.#isInProofPlace(node) && !isErrorCode(this.#doc, node) || holdsTokens(name)) return name;
    const flow = binding && this.#ofBinding(binding);
    if (flow !== undefined) return flow === name || flow.startsWith(`${name} (`) ? flow : `${name} (from ${flow})`.replace(/ \(from (.*) \(from .*\)+$/, ' (from $1)');
    return binding && this.#isReadForSecrets(binding) ? name : undefined;
  }

  /** A name that sounds like a secret, but is only ever a flag or a number. */
  #isPlain({ by, node }: Binding): boolean {
    if (node.type === 'Identifier' && /^:\s*boolean\b/.test(this.#doc.text.slice(node.typeAnnotation?.start ?? node.end!, node.typeAnnotation?.end ?? node.end!))) return true;
    if (by.type !== 'VariableDeclarator' || by.id !== node || !by.init) return false;
    const value = unwrapped(by.init);
    if (value.type === 'NumericLiteral' || value.type === 'BooleanLiteral' || value.type === 'ArrowFunctionExpression' || value.type === 'FunctionExpression') return true;
    return isHarmless(value) && value.type !== 'StringLiteral' && value.type !== 'NullLiteral';
  }

  /** The password a script gives to what it makes for development: it stands in the script, for whoever runs it. */
  #isSeed({ by, node, kind }: Binding): boolean {
    return SEEDS.test(this.#project.path) && kind === 'const' && by.type === 'VariableDeclarator' && by.id === node && stringValue(by.init) !== undefined;
  }

  #isInProofPlace(node: Node): boolean {
    const names = [...this.#doc.tree.ancestors(node)].map((scope) => (isFunction(scope) ? functionName(this.#doc.tree, scope) ?? '' : scope.type === 'ClassDeclaration' ? scope.id?.name ?? '' : ''));
    return [this.#project.path, ...names].some(isProofPlace);
  }

  #ofBinding(binding: Binding): string | undefined {
    if (this.#known.has(binding)) return this.#known.get(binding);
    this.#known.set(binding, undefined);
    const found = this.#flow(binding);
    this.#known.set(binding, found);
    return found;
  }

  #flow(binding: Binding): string | undefined {
    const { kind, by, node } = binding;
    if (kind === 'parameter') return this.#ofParameter(binding);
    if (kind === 'import' || kind === 'function' || kind === 'class' || by.type !== 'VariableDeclarator') return undefined;
    const loop = this.#loopOver(by);
    const value = loop ?? by.init;
    const own = by.id === node ? this.shownBy(value) : this.#ofPattern(by.id, node, value);
    return own ?? (kind === 'const' ? undefined : this.#assigned(binding));
  }

  /** What `x` of `for (const x of list)` runs over. */
  #loopOver(declarator: Node): Node | undefined {
    const declaration = this.#doc.tree.parent(declarator);
    const loop = declaration && this.#doc.tree.parent(declaration);
    return loop?.type === 'ForOfStatement' && loop.left === declaration ? loop.right : undefined;
  }

  /** A name taken out of a value: by the key it had there, or with the rest of a value that holds a secret. */
  #ofPattern(pattern: Node, node: Node, value: Node | null | undefined): string | undefined {
    if (pattern.type === 'ArrayPattern') return this.shownBy(value);
    if (pattern.type !== 'ObjectPattern') return undefined;
    for (const part of pattern.properties) {
      if (!boundIn(part.type === 'RestElement' ? part.argument : part.value).some((id) => id === node)) continue;
      if (part.type === 'RestElement') return this.shownBy(value);
      const key = keyName(part);
      if (key === undefined) return undefined;
      if (this.isKey(key) && !(isProofCode(key) && value && isCaught(this.#doc, value)) || /^(data|session)$/.test(key) && givesSession(value) && part.value.type !== 'ObjectPattern') return key;
      const isRequestPart = value && isRequest(value) && REQUEST_PARTS.test(snakeCase(key));
      if (isRequestPart) return `${textOf(this.#doc, value)}.${key}`;
      return part.value.type === 'ObjectPattern' ? this.#ofPattern(part.value, node, key === 'data' && givesSession(value) ? value : undefined) : undefined;
    }
    return undefined;
  }

  /** What is written to a variable later; text collected piece by piece from a request is its body. */
  #assigned({ uses, name }: Binding): string | undefined {
    for (const use of uses) {
      const parent = this.#doc.tree.parent(use);
      if (parent?.type !== 'AssignmentExpression' || !isWrite(this.#doc.tree, use)) continue;
      if (parent.operator === '+=' && RAW_NAMES.test(snakeCase(name))) return name;
      const found = this.shownBy(parent.right);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #ofParameter(binding: Binding): string | undefined {
    const { name, node, by } = binding;
    const words = snakeCase(name);
    const fn = isFunction(by) ? by : undefined;
    const parameter = fn?.params.find((each) => boundIn(each as Node).includes(node as NodeOf<'Identifier'>)) as Node | undefined;
    const plain = parameter?.type === 'TSParameterProperty' ? parameter.parameter : parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
    if (!fn || !plain) return undefined;
    if (plain.type !== 'Identifier') return this.#ofPattern(plain, node, undefined) ?? (RAW_NAMES.test(words) ? name : this.#elementOf(fn));
    const decorators = ((plain as { decorators?: NodeOf<'Decorator'>[] | null }).decorators ?? []).map(({ expression }) => expression);
    // `@Body('email')` is one field, known by its name.
    if (decorators.some((each) => isCall(each) && each.arguments.length === 0 && BODY_DECORATORS.test(lastName(each.callee) ?? ''))) return `${name} (of the request)`;
    if (isRequest(plain)) return fn.params.length > 1 || isWholeRequest(this.#doc, binding) ? `${name} (with its headers)` : undefined;
    const type = /^:\s*(\w+)/.exec(plain.typeAnnotation ? textOf(this.#doc, plain.typeAnnotation) : '')?.[1];
    if (type && SECRET_MODELS.test(type)) return name;
    if (RAW_NAMES.test(words) && !isOfMessage(fn, words) && (type === undefined || !/^(string|number|boolean)$/.test(type) || words !== 'body')) return name;
    if (EVENT_PARAMETERS.test(name) && isFromSocket(this.#doc, fn)) return `${name} (sent by the client)`;
    const made = functionName(this.#doc.tree, fn) ?? '';
    if (MESSAGE_PARTS.test(words) && MESSAGE_TO_USER.test(made)) return name;
    return this.#elementOf(fn);
  }

  /** What a callback is given, one by one, of a list that holds secrets. */
  #elementOf(fn: Node): string | undefined {
    const call = this.#doc.tree.parent(fn);
    if (!isCall(call) || call.arguments[0] !== fn) return undefined;
    const callee = call.callee;
    if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return undefined;
    return /^(forEach|map|filter|find|flatMap|some|every|then)$/.test(propertyName(callee) ?? '') ? this.shownBy(callee.object) : undefined;
  }

  /** Code that takes an access token out of a value knows that one is in it. */
  #isReadForSecrets({ uses, kind }: Binding): boolean {
    if (kind === 'import' || kind === 'function' || kind === 'class') return false;
    return uses.some((use) => this.#takesSecret(use));
  }

  #takesSecret(value: Node): boolean {
    const parent = this.#doc.tree.parent(value);
    if (parent?.type === 'AwaitExpression' || parent?.type === 'TSNonNullExpression' || parent?.type === 'TSAsExpression') return this.#takesSecret(parent);
    if (parent?.type === 'VariableDeclarator' && parent.init === value && parent.id.type === 'ObjectPattern') {
      return parent.id.properties.some((part) => part.type === 'ObjectProperty' && this.isKey(keyName(part) ?? ''));
    }
    if ((parent?.type !== 'MemberExpression' && parent?.type !== 'OptionalMemberExpression') || parent.object !== value) return false;
    const name = propertyName(parent);
    if (name === undefined || isCalled(this.#doc, parent)) return false;
    if (this.isName(name) && !isMask(name)) return true;
    return name === 'data' && this.#takesSecret(parent);
  }

  #ofMember(node: Member): string | undefined {
    const { object } = node;
    const name = propertyName(node);
    if (name === undefined) return this.#ofElement(node);
    if (isMask(name) || HARMLESS_PROPERTIES.test(name)) return undefined;
    const text = dottedText(node) ?? textOf(this.#doc, node);
    if (isSessionId(node) || isDataOfHolder(node)) return text;
    if (this.isKey(name) && !this.#isCount(node) && !isErrorCode(this.#doc, node)) return text;
    const origin = this.#doc.scopes.qualifiedName(node) ?? '';
    if (origin === 'process.env' || DATABASE_SETTING.test(origin)) return text;
    if (isRequest(object) && REQUEST_PARTS.test(snakeCase(name))) return text;
    if (EVENT_PARTS.test(snakeCase(name)) && dottedText(object) === 'event') return text;
    // What a client of HTTP keeps of a request has the headers it sent.
    if (CLIENT_PARTS.test(name) && /^(e|err|error|\w*[eE]rror|response|res|\w*Response)$/.test(lastName(object) ?? '')) return text;
    if (snakeCase(name) === 'headers') return /resp|result|^res$|^r$|table|csv|reader/i.test(lastName(object) ?? '') || object.type === 'ThisExpression' ? undefined : text;
    if (name === 'data' && object.type === 'Identifier') {
      const binding = this.#doc.scopes.bindingOf(object);
      return binding && this.#isReadForSecrets(binding) ? text : undefined;
    }
    return undefined;
  }

  /** `user.tokens` may be how many there are. */
  #isCount(node: Member): boolean {
    const parent = this.#doc.tree.parent(node);
    return parent?.type === 'UnaryExpression';
  }

  /** `list[0]`, `headers[name]`: a part of a value that holds secrets, unless it is known which. */
  #ofElement(node: Member): string | undefined {
    const { property, object } = node;
    const whole = this.shownBy(object);
    if (whole !== undefined) return whole;
    return property.type === 'Identifier' && this.isName(property.name) && !/(key|name|field|type)$/i.test(property.name) ? textOf(this.#doc, node) : undefined;
  }

  #ofCall(call: AnyCall): string | undefined {
    const { callee } = call;
    const name = lastName(callee) ?? '';
    const words = snakeCase(name);
    if (HARMLESS_CALLS.test(name) || isMask(name) || isShortSlice(call) || isMasking(call)) return undefined;
    const qualified = this.#doc.scopes.qualifiedName(callee);
    if (qualified === 'jsonwebtoken:sign' || givesSession(call) || call.arguments.length === 0 && name === 'csrfToken') return textOf(this.#doc, call);
    if (callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression') {
      const found = this.#ofMethod(call, callee, name);
      if (found !== undefined) return found || undefined;
    }
    if (CARRIERS.test(name) || WRITES_ROW.test(name) || /^(util|querystring|buffer|url):/.test(qualified ?? '')) return this.#first(call.arguments, (part) => this.shownBy(part));
    return MAKERS.test(words) && this.isName(words.replace(MAKERS, '')) ? `${dottedText(callee) ?? name}(…)` : undefined;
  }

  /** What a method of a secret gives: `''` when it is known to give nothing secret. */
  #ofMethod(call: AnyCall, callee: Member, name: string): string | undefined {
    const { object } = callee;
    const key = stringValue(call.arguments[0]);
    if (/^(get|header|getHeader|getItem|param|query)$/.test(name) && call.arguments.length > 0) {
      if (key !== undefined) return this.isKey(key) ? textOf(this.#doc, call) : '';
      return name === 'getHeader' ? textOf(this.#doc, call) : this.shownBy(object);
    }
    if (name === 'getHeaders') return textOf(this.#doc, call);
    const made = /^(map|flatMap)$/.test(name) ? call.arguments[0] : undefined;
    if (made?.type === 'ArrowFunctionExpression' && made.body.type !== 'BlockStatement') return this.shownBy(made.body) ?? '';
    if (isRequest(object) && REQUEST_PARTS.test(snakeCase(name))) return textOf(this.#doc, call);
    if (name === 'join' || name === 'concat') return this.shownBy(object) ?? this.#first(call.arguments, (part) => this.shownBy(part));
    if (CARRIERS.test(name) && /^(JSON|Object|Array|Promise|Buffer|util|_|lodash)$/.test(dottedText(object) ?? '')) return undefined;
    const isPlain = ['Identifier', 'MemberExpression', 'OptionalMemberExpression', 'CallExpression', 'OptionalCallExpression', 'AwaitExpression', 'TemplateLiteral'].includes(object.type);
    // A method of one's own, such as `tokens.find(id)` of a service, gives what its name says.
    const isOfText = /^(toString|trim|slice|substring|substr|split|replace|replaceAll|padStart|padEnd|toUpperCase|toLowerCase|at|charAt|reverse|map|filter|find|flat|flatMap|sort|toJSON|toObject|entries|values|json|text|shift|pop|then|catch|finally)$/.test(name);
    return isPlain && isOfText ? this.shownBy(object) : undefined;
  }
}

function isCalled(doc: JavaScriptDoc, member: Node): boolean {
  const parent = doc.tree.parent(member);
  return isCall(parent) && parent.callee === member;
}
