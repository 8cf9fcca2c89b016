import { snakeCase } from '../secret-names.ts';
import { isHiddenName, isMask, isProofCode, isProofPlace } from '../secret-texts.ts';
import type { ProjectView } from '../types.ts';
import { assigned, isKeyOf, unpacked } from './bound-values.ts';
import { HARMLESS_CALLS, isBehindCredentials, isHarmless, isShortSlice } from './harmless.ts';
import { argumentsOf, enclosingClass, enclosingFunction, lastName, stringValue } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import { EVENT_PARAMETERS, isRequest, RAW_NAMES, RECEIVES, REQUEST, REQUEST_PARTS, SOCKET } from './requests.ts';
import type { Binding } from './scopes.ts';
import { isOwnLiteral, isSeedPlace } from './seed-values.ts';
import type { PyNode } from './tree.ts';

/** Functions that hand on what they are given in another form. */
const CARRIERS = /^(str|int|float|repr|ascii|bytes|bytearray|format|dict|list|tuple|set|frozenset|sorted|reversed|enumerate|zip|map|filter|next|iter|max|min|vars|asdict|dumps|loads|load|pformat|urlencode|quote|quote_plus|unquote|jsonable_encoder|b64encode|b64decode|urlsafe_b64encode|urlsafe_b64decode|hexlify|cast|deepcopy|copy|gather|SecretStr|parse_qs|parse_qsl|escape|indent|dedent|join|to_thread|get_secret_value)$/;
/** A function that makes or fetches what its name says: `create_access_token` is a token, `verify_token` is none. */
const MAKERS = /^(get|create|generate|make|build|fetch|issue|encode|read|load|new|refresh|decrypt|extract|gen|obtain|sign|random)_/;
const MESSAGE_TO_USER = /(send|deliver|dispatch)\w*_?(e?mail|sms|otp|code|verification|reset|invite|magic)|^(e?mail|sms)_user/i;
const MESSAGE_PARTS = /^(body|html|html_body|html_content|text|text_body|text_content|plain_text|content|message|message_body|body_html|body_text)$/;
const ROUTE_WITH_BODY = /^@[\w.]+\.(post|put|patch|api_route|route)\b/;
const BODY_PARAMETERS = /^(body|payload|data|form|request|req|credentials|user_in|login)$/;
const PLAIN_TYPES = /^(str|int|float|bool|bytes|None|datetime|date|UUID|Decimal|Optional\[(str|int|float|bool)\])$/;
const SECRET_MODELS = /(login|signin|signup|register|auth|token|password|credential|secret|otp)/i;
const ONE_TIME = /otp|one_?time|verification|verify_(email|phone)|2fa|mfa/i;
/** What of an address is shown without its password: the name of the database, as `url.rsplit("/", 1)[-1]`. */
const DATABASE_NAME = /(^|_)(database|db)_?name$|^db_?name$/;
/** Lists of names, such as those of the variables that are not set. */
const TELLS_NAMES = /^(missing|required|unset|unknown)_\w+s$|_(names?|vars?|variables?|fields?|columns?)$/;

/** Looks for values that prove who somebody is, by their names and by what they were made from. */
export class Secrets {
  readonly #doc: PythonDoc;
  readonly #project: ProjectView;
  readonly #open = new Set<PyNode>();
  readonly #known = new Map<Binding, string | undefined>();

  constructor(doc: PythonDoc, project: ProjectView) {
    this.#doc = doc;
    this.#project = project;
  }

  /** What secret the text of an expression would show, as the code names it; undefined when it shows none. */
  shownBy(expression: PyNode | undefined): string | undefined {
    if (!expression || this.#open.has(expression)) return undefined;
    this.#open.add(expression);
    try {
      return this.#shown(expression);
    } finally {
      this.#open.delete(expression);
    }
  }

  /** Whether the literals at a place are for the developers it makes data for. */
  isSeedPlace(node: PyNode): boolean {
    return isSeedPlace(this.#project.path, node);
  }

  #shown(node: PyNode): string | undefined {
    const mayBeSeed = ['identifier', 'subscript', 'call'].includes(node.kind) && this.isSeedPlace(node);
    if (mayBeSeed && isOwnLiteral(this.#doc, node)) return undefined;
    switch (node.kind) {
      case 'identifier': return this.#ofName(node);
      case 'attribute': return this.#ofAttribute(node);
      case 'subscript': return this.#ofSubscript(node);
      case 'call': return this.#ofCall(node);
      case 'comparison_operator': case 'not_operator': case 'lambda': case 'integer': case 'float': return undefined;
      case 'conditional_expression': return this.shownBy(node.named[0]) ?? this.shownBy(node.named[2]);
      case 'boolean_operator': return (node.field('operator')?.text === 'and' ? undefined : this.shownBy(node.field('left'))) ?? this.shownBy(node.field('right'));
      case 'named_expression': return this.shownBy(node.field('value'));
      case 'dictionary': return this.#first(node.named.filter(({ kind }) => kind !== 'dictionary_splat'), (pair) => this.#ofPair(pair)) ?? this.#first(node.named, (part) => part.kind === 'dictionary_splat' ? this.shownBy(part.named[0]) : undefined);
      case 'string': return this.#first(node.named.filter(({ kind }) => kind === 'interpolation'), (part) => this.shownBy(interpolated(part)));
      case 'list_comprehension': case 'set_comprehension': case 'generator_expression': case 'dictionary_comprehension':
        if (this.#isEmptyEach(node)) return undefined;
        return node.named[0]?.kind === 'pair' ? this.#ofPair(node.named[0]) : this.shownBy(node.named[0]);
      case 'await': case 'parenthesized_expression': case 'list': case 'tuple': case 'set': case 'expression_list': case 'list_splat':
      case 'concatenated_string': case 'binary_operator': case 'unary_operator':
        return this.#first(node.named, (part) => this.shownBy(part));
      default: return undefined;
    }
  }

  #first(nodes: readonly PyNode[], find: (node: PyNode) => string | undefined): string | undefined {
    for (const node of nodes) {
      const found = find(node);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Whether a key or field of this name holds a secret. */
  isName(name: string): boolean {
    return isHiddenName(name, this.#project.options);
  }

  /** `[each for each in settings if not each]`: of what is missing there is nothing to show. */
  #isEmptyEach(node: PyNode): boolean {
    const tests = node.named.filter(({ kind }) => kind === 'if_clause').map((clause) => clause.named[0]);
    return tests.some((test) => test?.kind === 'not_operator' && test.named[0]?.text === node.named[0]?.text);
  }

  #ofName(node: PyNode): string | undefined {
    const name = node.text;
    if (this.isName(name) && !isMask(name) && !TELLS_NAMES.test(snakeCase(name))) return this.#isPlainly(node) ? undefined : name;
    if (isMask(name) || DATABASE_NAME.test(snakeCase(name))) return undefined;
    if (this.#isProofCode(node) || this.#doc.scopes.qualifiedName(node) === 'flask.session') return name;
    const bindings = this.#doc.scopes.lookup(name, node);
    const flow = this.#first(bindings.map(({ node: bound }) => bound), (bound) => this.#ofBinding(bindings.find((each) => each.node === bound)!));
    if (flow !== undefined) return flow === name ? name : `${name} (from ${flow})`.replace(/ \(from (.*) \(from .*\)+$/, ' (from $1)');
    if (this.#isReadForSecrets(node)) return name;
    const isKnown = bindings.some((binding) => binding.kind !== 'parameter');
    if (!isKnown && RAW_NAMES.test(snakeCase(name)) && bindings.length > 0) return name;
    return this.#isMessagePart(node) ? name : undefined;
  }

  /** A name that sounds like a secret, but is only ever a flag or a number. */
  #isPlainly(node: PyNode): boolean {
    const bindings = this.#doc.scopes.lookup(node.text, node);
    return bindings.length > 0 && bindings.every((binding) => {
      const value = assigned(binding);
      if (!value) return false;
      const callee = lastName(value.field('function'));
      return ['true', 'false', 'none', 'integer', 'comparison_operator', 'not_operator'].includes(value.kind) || (value.kind === 'call' && /^(len|bool|any|all)$/.test(callee ?? ''));
    });
  }

  #ofBinding(binding: Binding): string | undefined {
    if (this.#known.has(binding)) return this.#known.get(binding);
    this.#known.set(binding, undefined);
    const found = this.#flow(binding);
    this.#known.set(binding, found);
    return found;
  }

  #flow(binding: Binding): string | undefined {
    const { node } = binding;
    if (binding.kind === 'parameter') return this.#ofParameter(binding);
    const value = assigned(binding) ?? unpacked(binding);
    if (value) return this.shownBy(value) ?? this.#storedIn(binding);
    if (binding.kind === 'loop') {
      const loop = node.closest('for_statement', 'for_in_clause');
      if (loop && isKeyOf(node, loop)) return undefined;
      return this.shownBy(loop?.field('right'));
    }
    return undefined;
  }

  /** `params["client_secret"] = …` makes `params` hold a secret. */
  #storedIn(binding: Binding): string | undefined {
    const scope = enclosingFunction(binding.node) ?? this.#doc.root;
    for (const assignment of scope.descendants('assignment')) {
      const left = assignment.field('left');
      if (left?.kind !== 'subscript' || left.field('value')?.text !== binding.name) continue;
      const key = stringValue(left.field('subscript'));
      if (key !== undefined && this.#isKey(key)) return key;
    }
    return undefined;
  }

  /** Code that takes an access token out of a value knows that one is in it. */
  #isReadForSecrets(node: PyNode): boolean {
    const scope = enclosingFunction(node) ?? this.#doc.root;
    for (const use of this.#doc.scopes.uses) {
      if (use.text !== node.text || !use.isWithin(scope)) continue;
      const parent = use.parent!;
      if (parent.kind === 'subscript' && parent.field('value') === use && this.#isKey(stringValue(parent.field('subscript')) ?? '')) return true;
      const call = parent.kind === 'attribute' && parent.field('object') === use && /^(get|pop)$/.test(parent.field('attribute')!.text) ? parent.parent : undefined;
      if (call?.kind === 'call' && this.#isKey(stringValue(argumentsOf(call).positional[0]) ?? '')) return true;
    }
    return false;
  }

  #ofParameter({ node, name }: Binding): string | undefined {
    const type = node.parent?.field('type')?.text ?? '';
    const fn = enclosingFunction(node);
    if (EVENT_PARAMETERS.test(name) && fn?.field('parameters')?.named.some(({ text }) => /^sid\b/.test(text))) return `${name} (sent by the client)`;
    if (type === '' || PLAIN_TYPES.test(type)) return undefined;
    const model = /\w+/.exec(type)?.[0] ?? '';
    const definition = this.#doc.root.children.find((child) => child.kind === 'class_definition' && child.field('name')!.text === model);
    if (definition) {
      const field = [...definition.descendants('assignment')].map((each) => each.field('left')!).find((left) => left.kind === 'identifier' && this.isName(left.text));
      if (field) return `${name} (holds ${field.text})`;
    } else if (SECRET_MODELS.test(model) && !REQUEST.test(name)) return name;
    const decorators = fn?.parent?.kind === 'decorated_definition' ? fn.parent.children.filter(({ kind }) => kind === 'decorator') : [];
    const isRoute = decorators.some((decorator) => ROUTE_WITH_BODY.test(decorator.text));
    return isRoute && BODY_PARAMETERS.test(name) && !/Request\b|Session|Depends/.test(type) ? `${name} (the request body)` : undefined;
  }

  /** An authorization code, a one-time code or an OAuth state, where the code around is about signing in. */
  #isProofCode(node: PyNode): boolean {
    if (!isProofCode(node.text)) return false;
    const names = [...node.ancestors()].filter(({ kind }) => /_definition$/.test(kind)).map((scope) => scope.field('name')?.text ?? '');
    return [this.#project.path, ...names].some(isProofPlace);
  }

  /** `instance.code` where a function or class around says that it is for one sign-in. */
  #isOneTimeCode(node: PyNode): boolean {
    return [...node.ancestors()].some((scope) => /_definition$/.test(scope.kind) && ONE_TIME.test(scope.field('name')?.text ?? '')) || ONE_TIME.test(node.field('object')!.text);
  }

  /** The text of a message to a user may carry their code or link. */
  #isMessagePart(node: PyNode): boolean {
    const fn = enclosingFunction(node)?.field('name')?.text ?? '';
    const isParameter = this.#doc.scopes.lookup(node.text, node).some(({ kind }) => kind === 'parameter');
    return isParameter && MESSAGE_PARTS.test(snakeCase(node.text)) && MESSAGE_TO_USER.test(fn);
  }

  #ofAttribute(node: PyNode): string | undefined {
    const name = node.field('attribute')!.text;
    const object = node.field('object')!;
    if (isMask(name)) return undefined;
    if (this.isName(name) || name === 'code' && this.#isOneTimeCode(node)) return node.text;
    if (isRequest(object) && REQUEST_PARTS.test(snakeCase(name))) return node.text;
    if (this.#doc.scopes.qualifiedName(node) === 'os.environ') return 'os.environ';
    if (snakeCase(name) === 'headers' && object.text !== 'self') return /resp|result|^r$|df|table|csv|reader/.test(object.text) ? undefined : node.text;
    if (object.text === 'self') return this.#ofOwnAttribute(node, name);
    return undefined;
  }

  /** `self.headers`, where the class fills it with a secret. */
  #ofOwnAttribute(node: PyNode, name: string): string | undefined {
    const owner = enclosingClass(node);
    for (const assignment of owner?.descendants('assignment') ?? []) {
      const left = assignment.field('left');
      if (left?.kind !== 'attribute' || left.text !== `self.${name}`) continue;
      const found = this.shownBy(assignment.field('right'));
      if (found !== undefined) return `${node.text} (from ${found})`.replace(/ \(from (.*) \(from .*\)+$/, ' (from $1)');
    }
    return undefined;
  }

  #ofSubscript(node: PyNode): string | undefined {
    const value = node.field('value')!;
    const key = node.field('subscript');
    const text = stringValue(key);
    if (text !== undefined) return this.#isKey(text) ? node.text : undefined;
    if (isBehindCredentials(value, key)) return undefined;
    const whole = this.shownBy(value);
    if (whole === undefined) return key?.kind === 'identifier' && this.isName(key.text) ? node.text : undefined;
    return key?.kind === 'slice' && isShortSlice(key) ? undefined : whole;
  }

  #isKey(key: string): boolean {
    return this.isName(key) || /^(authorization|cookie|set-cookie|x-api-key|x-auth-token|code_verifier|refresh|access)$/i.test(key) ||
      (isProofCode(key) && isProofPlace(this.#project.path));
  }

  #ofPair(pair: PyNode): string | undefined {
    const key = stringValue(pair.field('key'));
    const value = pair.field('value')!;
    if (key !== undefined && this.#isKey(key) && !isHarmless(value)) return key;
    return this.shownBy(value) ?? (pair.field('key')?.kind === 'identifier' ? this.shownBy(pair.field('key')) : undefined);
  }

  #ofCall(node: PyNode): string | undefined {
    const callee = node.field('function')!;
    const name = lastName(callee) ?? '';
    const words = snakeCase(name);
    const { positional, keywords } = argumentsOf(node);
    if (HARMLESS_CALLS.test(name) || isMask(name)) return undefined;
    if (/^(locals|globals)$/.test(name) && callee.kind === 'identifier') return `${name}()`;
    const qualified = this.#doc.scopes.qualifiedName(callee);
    if (qualified === 'os.getenv' || qualified === 'os.environ.get') return this.#isKey(stringValue(positional[0]) ?? '') ? node.text : undefined;
    if (qualified?.startsWith('secrets.token_')) return node.text;
    if (callee.kind === 'attribute') {
      const found = this.#ofMethod(node, callee, name);
      if (found !== undefined) return found || undefined;
    }
    if (CARRIERS.test(name) || /^(json|base64|urllib|binascii|html|pprint|copy)\./.test(qualified ?? '')) return this.#first([...positional, ...keywords.values()], (part) => this.shownBy(part));
    if (name === 'dict' || /^[A-Z]/.test(name)) {
      for (const [key, value] of keywords) if (this.#isKey(key) && !isHarmless(value)) return key;
    }
    return MAKERS.test(words) && this.isName(words.replace(MAKERS, '')) ? node.text : undefined;
  }

  /** What a method of a secret gives: `''` when it is known to give nothing secret. */
  #ofMethod(call: PyNode, callee: PyNode, name: string): string | undefined {
    const object = callee.field('object')!;
    const { positional } = argumentsOf(call);
    const key = stringValue(positional[0]);
    if (/^(get|pop|getlist|setdefault)$/.test(name) && positional.length > 0) {
      if (key !== undefined) return this.#isKey(key) ? call.text : '';
      return this.shownBy(object);
    }
    if (isRequest(object) && REQUEST_PARTS.test(snakeCase(name))) return call.text;
    if (RECEIVES.test(name) && SOCKET.test(snakeCase(lastName(object) ?? ''))) return call.text;
    if (name === 'format' || name === 'join') return this.shownBy(object) ?? this.#first([...positional, ...argumentsOf(call).keywords.values()], (part) => this.shownBy(part));
    const plain = ['identifier', 'attribute', 'subscript', 'call', 'await', 'parenthesized_expression', 'string'].includes(object.kind);
    return plain ? this.shownBy(object) : undefined;
  }
}

/** The expression an interpolation shows. */
export function interpolated(interpolation: PyNode): PyNode | undefined {
  return interpolation.named.find(({ kind }) => kind !== 'type_conversion' && kind !== 'format_specifier');
}
