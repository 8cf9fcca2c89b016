import { argumentsOf, enclosingFunction, lastName, literalText, stringValue } from '../../src/languages/python/nodes.ts';
import { envReads, isForDevelopment, settingsClassOf } from '../../src/languages/python/environment.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { checkRule, type Place } from '../../src/transform.ts';

const ADDRESS = /\b(https?|wss?|redis|rediss|amqp|postgres(ql)?(\+\w+)?|mysql(\+\w+)?|mongodb(\+srv)?|grpc|tcp|nats|kafka|ftp|smtp):\/\/([^\s/@"']*@)?(localhost|127\.0\.0\.1|\[::1\]|host\.docker\.internal)(?![\w.])/;
const CONNECTS = /^(Redis|StrictRedis|connect|create_pool|MongoClient|AsyncIOMotorClient|SMTP|Elasticsearch|ConnectionParameters|QdrantClient|ConnectionPool|BlockingConnectionPool|Client|HttpClient|Consumer|Producer|MilvusClient)$/;

export const python = checkRule<PythonDoc>({
  prefilter: /localhost|127\.0\.0\.1|\[::1\]|host\.docker\.internal/,
  * evidence(doc) {
    for (const { node, name, fallback } of envReads(doc)) {
      if (fallback && ADDRESS.test(literalText(fallback) ?? '')) yield place(node, `the address comes from \`${name}\`, and is localhost where that is not set`);
    }
    for (const field of doc.root.descendants('assignment')) {
      const value = field.field('right');
      if (value && settingsClassOf(field) && ADDRESS.test(value.text)) yield place(field, `\`${field.field('left')!.text}\` is a setting that the environment changes; its default is localhost`);
    }
  },
  * problems(doc, { path }) {
    for (const text of doc.root.descendants('string')) {
      const match = ADDRESS.exec(literalText(text) ?? '');
      if (!match || isAnswered(doc, text) || isForDevelopment(text, path)) continue;
      const what = /origin|cors|trusted/i.test(namesAround(text)) ? `\`${match[0]}\` is among the origins in the code` : isParameter(text) ? `\`${match[0]}\` is the default of a parameter` : `\`${match[0]}\` is written in the code`;
      yield place(text, what);
    }
    for (const call of doc.root.descendants('call')) {
      const host = CONNECTS.test(lastName(call.field('function')) ?? '') ? argumentsOf(call).keywordNodes.get('host') ?? argumentsOf(call).keywordNodes.get('hostname') : undefined;
      if (host && /^(localhost|127\.0\.0\.1)$/.test(stringValue(host.field('value')) ?? '') && !isForDevelopment(host, path)) yield place(host, '`localhost` is written in the code');
    }
  },
});

function place(node: PyNode, message: string): Place {
  return { start: node.start, end: node.end, message };
}

/** A default that the environment or a setting changes, or a text nothing connects to. */
function isAnswered(doc: PythonDoc, text: PyNode): boolean {
  if (text.parent?.kind === 'expression_statement' || /\b(e\.g\.|for example|such as|example:)/i.test(text.text)) return true;
  if ([...envReads(doc)].some(({ node, fallback }) => text.isWithin(node) || (fallback && text.isWithin(fallback)))) return true;
  let child = text;
  for (const ancestor of text.ancestors()) {
    if (ancestor.kind === 'comparison_operator') return true;
    // What is left where the variable that the condition looks at is not set.
    if (ancestor.kind === 'else_clause' && /^[A-Z][A-Z0-9_]+$|getenv|environ/.test(ancestor.parent!.field('condition')?.text ?? '')) return true;
    if (ancestor.kind === 'assignment') return settingsClassOf(ancestor) !== undefined;
    if (ancestor.kind === 'raise_statement') return true;
    if (ancestor.kind === 'call') {
      const callee = ancestor.field('function')!;
      if (isShownBy(callee.text) || isConfigured(ancestor)) return true;
    }
    // `settings.url or "http://localhost"`: what stands before decides.
    if (ancestor.kind === 'boolean_operator' && ancestor.field('right') === child && /settings|config|environ|getenv|env/i.test(ancestor.field('left')!.text)) return true;
    if (ancestor.kind === 'keyword_argument' && /^(description|help|help_text|examples?|title|summary|detail)$/.test(ancestor.field('name')!.text)) return true;
    if (ancestor.kind === 'pair' && /^(description|examples?|title)$/.test(stringValue(ancestor.field('key')) ?? '')) return true;
    if (/_definition$/.test(ancestor.kind)) return false;
    child = ancestor;
  }
  return false;
}

function isShownBy(callee: string): boolean {
  return /(^|\.)(print|echo|debug|info|warning|warn|error|critical|exception|log|startswith|endswith|\w*Error|\w*Exception|add_argument|replace|secho|write)$/.test(callee);
}

/** `getattr(settings, "URL", "http://localhost")`, `app.config.get("URL", "http://localhost")`, `config.setdefault(…)`. */
function isConfigured(call: PyNode): boolean {
  const callee = call.field('function')!;
  const first = argumentsOf(call).positional[0]?.text ?? '';
  return (callee.text === 'getattr' && /settings|config/i.test(first)) || (/^(get|setdefault|pop)$/.test(lastName(callee) ?? '') && /config|settings|environ|\benv\b/i.test(callee.field('object')?.text ?? ''));
}

function namesAround(text: PyNode): string {
  const names = [...text.ancestors()].flatMap((ancestor) => (ancestor.kind === 'assignment' ? ancestor.field('left')!.text : ancestor.kind === 'keyword_argument' ? ancestor.field('name')!.text : ancestor.kind === 'pair' ? stringValue(ancestor.field('key')) ?? '' : ancestor.kind === 'call' ? ancestor.field('function')!.text : []));
  return `${names.join(' ')} ${enclosingFunction(text)?.field('name')?.text ?? ''}`;
}

function isParameter(text: PyNode): boolean {
  return /default_parameter$/.test(text.parent?.kind ?? '');
}
