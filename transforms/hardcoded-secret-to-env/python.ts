import { argumentsOf, lastName, literalText, stringPrefix, stringValue } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { envReadOf, envReads, namedValues, settingsClassOf, type NamedValue } from '../../src/languages/python/environment.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Place } from '../../src/transform.ts';
import { holdsKey, isSecretSetting, looksSecret, passwordInAddress } from './texts.ts';

export const python = checkRule<PythonDoc>({
  everywhere: true,
  prefilter: /secret|passw|pwd|token|_key|apikey|_pass\b|credential|encrypt|salt|:\/\/[^\s"']*:[^\s"']*@|sk[-_]|AKIA|gh[pousr]_|xox|eyJ|AIza|SG\.|PRIVATE KEY/i,
  * evidence(doc, project) {
    for (const read of envReads(doc)) {
      if (!isSecretSetting(read.name, project.options)) continue;
      const text = stringValue(read.fallback);
      if (!read.fallback || read.fallback.kind === 'none' || text?.trim() === '') yield place(read.node, `\`${read.name}\` is read from the environment${read.fallback ? '' : ' without a default'}`);
    }
    for (const field of doc.root.descendants('assignment')) {
      const name = field.field('left')!;
      if (name.kind !== 'identifier' || !settingsClassOf(field) || !isSecretSetting(name.text, project.options)) continue;
      const value = field.field('right');
      const isEmpty = !value || /^(None|["']{2}|Field\(\s*(\.\.\.|(default\s*=\s*)?(None|["']{2}))\s*[,)].*)$/s.test(value.text);
      if (isEmpty || (/^Field\(/.test(value.text) && !/^Field\(\s*["'f]|default/.test(value.text))) yield place(field, `\`${name.text}\` is a setting without a value in the code`);
    }
  },
  * problems(doc, project) {
    const seen = new Set<PyNode>();
    for (const found of [...ofReads(doc, project), ...ofNames(doc, project), ...ofSigning(doc), ...ofLogins(doc), ...ofComparisons(doc, project), ...ofTexts(doc)]) {
      if (seen.has(found.literal)) continue;
      seen.add(found.literal);
      yield place(found.node, found.message);
    }
  },
});

interface Literal { readonly literal: PyNode; readonly node: PyNode; readonly message: string }

function place(node: PyNode, message: string): Place {
  return { start: node.start, end: node.end, message };
}

/** Defaults of variables: `os.getenv("JWT_SECRET", "x")`, `app.config.get("SECRET_KEY", "x")`, `getattr(settings, "API_KEY", "x")`. */
function* ofReads(doc: PythonDoc, { options }: ProjectView): Generator<Literal> {
  for (const call of doc.root.descendants('call', 'subscript')) {
    const { name, fallback } = envReadOf(doc, call) ?? settingRead(call) ?? {};
    if (name === undefined || !fallback || !isSecretSetting(name, options)) continue;
    if (isRandom(doc, fallback)) {
      yield { literal: fallback, node: call, message: `without \`${name}\` every process makes a secret of its own: what one signs no other takes` };
      continue;
    }
    for (const literal of literalsIn(fallback)) {
      const text = literalText(literal)!;
      if (text.trim() === '' || /^(none|null|0|1|true|false|yes|no|on|off)$/i.test(text)) continue;
      yield { literal, node: call, message: `\`${name}\` has a default in the code` };
    }
  }
}

function settingRead(call: PyNode): { readonly name: string; readonly fallback: PyNode } | undefined {
  if (call.kind !== 'call') return undefined;
  const callee = call.field('function')!;
  const { positional } = argumentsOf(call);
  const isGetattr = callee.text === 'getattr';
  if (isGetattr && !/(^|\.)_?(settings|config|conf)$/.test(positional[0]?.text ?? '')) return undefined;
  if (!isGetattr && !(lastName(callee) === 'get' && /(^|\.)_?(settings|config|conf|cfg|environ|env|secrets)$/.test(callee.field('object')?.text ?? ''))) return undefined;
  const name = stringValue(positional[isGetattr ? 1 : 0]);
  const fallback = positional[isGetattr ? 2 : 1];
  return name !== undefined && fallback ? { name, fallback } : undefined;
}

/** Text literals that an expression may give: itself, the sides of `or` and `if … else`. Texts with values in them are put together, not written down. */
function literalsIn(node: PyNode): PyNode[] {
  if (node.kind === 'string' || node.kind === 'concatenated_string') return node.descendants('interpolation').length > 0 ? [] : [node];
  if (node.kind === 'boolean_operator') return [node.field('left')!, node.field('right')!].flatMap(literalsIn);
  if (node.kind === 'conditional_expression') return [node.named[0]!, node.named[2]!].flatMap(literalsIn);
  if (node.kind === 'parenthesized_expression') return literalsIn(node.named[0]!);
  if (node.kind === 'call' && /^(encode|strip|SecretStr|str|bytes)$/.test(lastName(node.field('function')) ?? '')) {
    const callee = node.field('function')!;
    const inner = callee.kind === 'attribute' ? callee.field('object') : argumentsOf(node).positional[0];
    return inner ? literalsIn(inner) : [];
  }
  return [];
}

/** Text that is given to a name of a secret. */
function* ofNames(doc: PythonDoc, { options }: ProjectView): Generator<Literal> {
  for (const named of namedValues(doc)) {
    const { name, value, node, kind } = named;
    if (!isSecretSetting(name, options) || isExample(node) || isLabel(named)) continue;
    if (isRandom(doc, value) && isSetting(named) && !readsSetting(doc, value)) {
      yield { literal: value, node, message: `\`${name}\` is made anew in every process: what one signs no other takes, and a restart signs everybody out` };
      continue;
    }
    for (const literal of literalsIn(value)) {
      const text = literalText(literal)!;
      const isPattern = literal.kind === 'string' && /r/i.test(stringPrefix(literal));
      if (isPattern || !looksSecret(name, text, { isStrict: kind === 'pair' || kind === 'parameter' })) continue;
      const what = kind === 'argument' ? 'is passed as text' : kind === 'parameter' ? 'has a default in the code' : 'is written in the code';
      yield { literal, node, message: `\`${name}\` ${what}${/your|change|placeholder|example|xxx|\.\.\./i.test(text) ? ': it looks like a placeholder, which works as a secret until somebody replaces it' : ''}` };
    }
  }
}

/** `jwt.encode(payload, "secret")` and `Fernet(b"…")`. */
function* ofSigning(doc: PythonDoc): Generator<Literal> {
  for (const call of doc.root.descendants('call')) {
    const callee = doc.scopes.qualifiedName(call.field('function')) ?? call.field('function')!.text;
    const at = /(^|\.)jwt\.(encode|decode)$/.test(callee) ? 1 : /(^|\.)(Fernet|hmac\.new|URLSafe(Timed)?Serializer|TimestampSigner)$/.test(callee) ? 0 : undefined;
    const key = at === undefined ? undefined : argumentsOf(call).positional[at];
    for (const literal of key ? literalsIn(key) : []) {
      if (literalText(literal)!.trim() !== '') yield { literal, node: call, message: `the key of \`${call.field('function')!.text}\` is written in the code` };
    }
  }
}

/** `auth=("user", "password")`, `HTTPBasicAuth("user", "password")`, `smtp.login("user", "password")`, `"Authorization": "Bearer …"`. */
function* ofLogins(doc: PythonDoc): Generator<Literal> {
  for (const call of doc.root.descendants('call')) {
    const callee = lastName(call.field('function')) ?? '';
    const { positional, keywords } = argumentsOf(call);
    const auth = keywords.get('auth');
    const password = /^(HTTPBasicAuth|HTTPDigestAuth|BasicAuth|login)$/.test(callee) ? positional[1] : auth?.kind === 'tuple' ? auth.named[1] : undefined;
    const text = stringValue(password);
    if (text !== undefined && text.trim().length > 1 && !isMasked(text)) yield { literal: password!, node: call, message: 'a password is passed as text' };
  }
  for (const { name, value, node } of namedValues(doc)) {
    const text = /^authorization$/i.test(name) ? stringValue(value) : undefined;
    if (text !== undefined && /^(Bearer|Basic|Token|ApiKey) [\w.+/=-]{8,}$/i.test(text) && !isExample(node)) yield { literal: value, node, message: 'the header is written in the code' };
  }
}

function isMasked(text: string): boolean {
  return /^[*x.]+$|^<.*>$|^\{.*\}$/i.test(text);
}

/** `if password == "letmein":` lets everybody in who reads the code; one that looks for a placeholder refuses it. */
function* ofComparisons(doc: PythonDoc, { options }: ProjectView): Generator<Literal> {
  for (const comparison of doc.root.descendants('comparison_operator')) {
    const [left, right, ...more] = comparison.named;
    if (more.length > 0 || !/==/.test(comparison.text.slice(left!.text.length, -right!.text.length))) continue;
    const [named, literal] = stringValue(right) !== undefined ? [left!, right!] : [right!, left!];
    const text = stringValue(literal);
    const name = named.kind === 'subscript' ? stringValue(named.field('subscript')) : lastName(named);
    if (text === undefined || name === undefined || !isSecretSetting(name, options) || !looksSecret(name, text, { isStrict: true })) continue;
    const refuses = /\braise\b|warn|error|critical|append/i.test(comparison.closest('if_statement')?.field('consequence')?.text ?? '');
    if (!refuses && !/change|your|default|insecure|example|placeholder|^dev/i.test(text)) yield { literal, node: comparison, message: `\`${name}\` is compared with text in the code` };
  }
}

/** Texts that are secrets by their form, whatever they are given to. */
function* ofTexts(doc: PythonDoc): Generator<Literal> {
  for (const literal of doc.root.descendants('string')) {
    const text = literalText(literal)!;
    if (text.length < 8 || isDocstring(literal) || isExample(literal)) continue;
    if (holdsKey(text)) yield { literal, node: literal, message: 'the text has the form of a key' };
    const password = passwordInAddress(text);
    if (password === undefined || isShown(literal)) continue;
    const isLocal = /@(localhost|127\.0\.0\.1|host\.docker\.internal)\b/.test(text);
    yield { literal, node: literal, message: `an address with a password is written in the code${isLocal ? ': may be for development only, look at it' : ''}` };
  }
}

function isDocstring(literal: PyNode): boolean {
  return literal.parent?.kind === 'expression_statement';
}

/** What a person reads: a log line, a printed text, an error, the help of a field. */
function isShown(literal: PyNode): boolean {
  for (const ancestor of literal.ancestors()) {
    if (ancestor.kind === 'raise_statement') return true;
    if (ancestor.kind === 'keyword_argument' && /^(description|help|help_text|detail|title|summary)$/.test(ancestor.field('name')!.text)) return true;
    if (ancestor.kind === 'call' && /(^|\.)(print|echo|debug|info|warning|error|critical|exception|\w*Error|\w*Exception|add_argument)$/.test(ancestor.field('function')!.text)) return true;
    if (/_definition$/.test(ancestor.kind)) return false;
  }
  return false;
}

/** Examples of a schema, and texts for messages by key. */
function isExample(node: PyNode): boolean {
  for (const ancestor of [node, ...node.ancestors()]) {
    const name = ancestor.kind === 'pair' ? stringValue(ancestor.field('key'))
      : ancestor.kind === 'keyword_argument' ? ancestor.field('name')!.text
        : ancestor.kind === 'assignment' ? lastName(ancestor.field('left')) : undefined;
    if (name !== undefined && /^(examples?|schema_extra|json_schema_extra|openapi_\w+|responses|error_messages|\w*(messages|errors|translations|labels|patterns|choices|descriptions|columns|aliases|synonyms|field_map|fields))$/i.test(name)) return true;
    if (/_definition$/.test(ancestor.kind) && ancestor.field('name')?.text !== 'Config') return false;
  }
  return false;
}

/** Members of an enumeration, and names of columns, fields and headers. */
function isLabel({ node, kind }: NamedValue): boolean {
  const owner = node.closest('class_definition');
  if (owner && /Enum\b|Choices\b/.test(owner.field('superclasses')?.text ?? '')) return true;
  const call = kind === 'argument' ? node.closest('call') : undefined;
  return call !== undefined && /^(Column|mapped_column|relationship|ForeignKey|OAuth2PasswordBearer|APIKeyHeader|Index)$/.test(lastName(call.field('function')) ?? '');
}

/** A value made when the process starts: at module level, in a class of settings, as `app.secret_key`. */
function isSetting({ node, name }: NamedValue): boolean {
  if (/^(secret_key|jwt_secret(_key)?|SECRET_KEY|JWT_SECRET(_KEY)?)$/.test(name)) return node.kind === 'assignment';
  const fn = node.closest('function_definition', 'lambda');
  return node.kind === 'assignment' && !fn && /^[A-Z]/.test(name);
}

function readsSetting(doc: PythonDoc, value: PyNode): boolean {
  return [value, ...value.descendants('call')].some((call) => envReadOf(doc, call) ?? settingRead(call));
}

function isRandom(doc: PythonDoc, value: PyNode): boolean {
  return [value, ...value.descendants('call')].some((call) => call.kind === 'call' &&
    /^(secrets\.token_\w+|os\.urandom|uuid\.uuid4|cryptography\.fernet\.Fernet\.generate_key|django\.core\.management\.utils\.get_random_secret_key)$/.test(doc.scopes.qualifiedName(call.field('function')) ?? ''));
}
