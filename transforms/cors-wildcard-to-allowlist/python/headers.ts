import { importNeed, removeStatement } from '../../../src/languages/python/imports.ts';
import { argumentsOf, enclosingFunction, indentAt, isStatement, statementOf, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { blockNeed } from '../../../src/languages/python/support.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Edit, Need } from '../../../src/types.ts';
import { allowlistEnv, asksForTypes, boundEarly, environmentRead, indentUnit, parseCall, quoted } from './allowlist.ts';
import { staleComments } from './comments.ts';
import { replace, type Change, type Context, type CorsFacts, type Kept } from './context.ts';
import { developmentGuard, keptBy } from './guards.ts';
import { isStar } from './wildcard.ts';

const HEADER = /^access-control-allow-origin$/i;
const CLIENTS = /^(requests|httpx|aiohttp|urllib3?)\./;
const SETTERS = ['set', 'add', '__setitem__', 'setdefault', 'append', 'send_header', 'set_header', 'add_header'];

/** `Access-Control-Allow-Origin: *` written by hand. */
export interface StarHeader {
  readonly kind: 'pair' | 'assignment' | 'call' | 'other';
  readonly star: PyNode;
  /** The dictionary entry, or the statement that sets the header. */
  readonly node: PyNode;
}

export function starHeaders(doc: PythonDoc): StarHeader[] {
  if (!/access-control-allow-origin/i.test(doc.text)) return [];
  return [...doc.root.descendants('string')].filter((node) => HEADER.test(stringValue(node) ?? '')).flatMap((name) => starHeader(name) ?? []);
}

function starHeader(name: PyNode): StarHeader | undefined {
  const parent = name.parent!;
  if (parent.kind === 'pair' && parent.field('key') === name) return found('pair', parent.field('value'), parent);
  if (parent.kind === 'subscript' && parent.parent?.kind === 'assignment' && parent.parent.field('left') === parent) {
    return found('assignment', parent.parent.field('right'), parent.parent);
  }
  const call = parent.kind === 'argument_list' ? parent.parent : undefined;
  if (call?.kind === 'call') {
    const { positional } = argumentsOf(call);
    const isSetter = SETTERS.includes(call.field('function')!.field('attribute')?.text ?? '');
    if (positional[0] === name) return found(isSetter && isStatement(call) ? 'call' : 'other', positional[1], call);
  }
  if (parent.kind === 'tuple' && parent.named[0] === name) return found('other', parent.named[1], parent);
  return undefined;
}

function found(kind: StarHeader['kind'], star: PyNode | undefined, node: PyNode): StarHeader | undefined {
  return star && isStar(star) ? { kind, star, node } : undefined;
}

/** Beside a layer that answers CORS the header goes; alone it names the caller's origin, if that is allowed. */
export function rewriteHeader(context: Context, header: StarHeader, beside: CorsFacts | undefined): Change | Kept {
  const { doc } = context;
  const { kind, star, node } = header;
  const client = [...node.ancestors()].find((each) => each.kind === 'call' && CLIENTS.test(doc.scopes.qualifiedName(each.field('function')) ?? ''));
  if (client) return { at: star, reason: 'a header of an outgoing request, where it does nothing', fine: true };
  const guard = developmentGuard(star);
  if (guard) return keptBy(doc, guard, star);
  if (kind === 'other') return { at: star, reason: 'the header is passed on in a form that cannot be changed by itself' };
  if (beside) return { at: star, edits: removal(doc, header), envs: [], calls: [] };
  return kind === 'pair' ? echoedPair(context, header) : echoedStatement(context, header);
}

/** The file whose layer answers for the app this file belongs to. */
export function layerBeside({ doc, facts }: Context): CorsFacts | undefined {
  const layers = facts.filter((file) => file.layers.length > 0);
  const own = layers.find(({ path }) => path === doc.path);
  if (own) return own;
  const frameworks = frameworksOf(doc);
  const here = facts.find(({ path }) => path === doc.path);
  return layers.find((file) => file.layers.some((layer) => frameworks.includes(layer)) && !(file.buildsApp && here?.buildsApp));
}

/** Frameworks a file imports, by the names their CORS layers have here. */
function frameworksOf(doc: PythonDoc): string[] {
  const origins = [...doc.scopes.moduleNames.values()].map(([binding]) => binding?.origin ?? '');
  const imports = (pattern: RegExp) => origins.some((origin) => pattern.test(origin));
  return [
    ...(imports(/^(fastapi|starlette|sse_starlette)\b/) ? ['starlette'] : []),
    ...(imports(/^flask\b/) ? ['flask'] : []),
    ...(imports(/^(django|rest_framework)\b/) ? ['django'] : []),
  ];
}

/** Starlette answers an unexpected exception outside all its middleware, so that no layer adds headers to that answer. */
export function isOutsideLayers(doc: PythonDoc, { node }: StarHeader): boolean {
  const fn = enclosingFunction(node);
  if (!fn || !frameworksOf(doc).includes('starlette')) return false;
  const name = fn.field('name')?.text ?? '';
  const parameters = fn.field('parameters')?.named ?? [];
  const decorators = fn.parent?.kind === 'decorated_definition' ? fn.parent.children.filter(({ kind }) => kind === 'decorator') : [];
  return parameters.some((each) => /^(Base)?Exception$/.test(each.field('type')?.text ?? '')) ||
    decorators.some(({ text }) => /\.exception_handler\(\s*(Exception|500)\s*\)/.test(text)) ||
    [...doc.root.descendants('call')].some((call) => /\.add_exception_handler\(\s*(Exception|500),/.test(call.text) && argumentsOf(call).positional[1]?.text === name);
}

function removal(doc: PythonDoc, { kind, node }: StarHeader): Edit[] {
  if (kind !== 'pair') return removeStatement(doc, statementOf(node));
  const argument = node.parent!.parent!;
  const isAllOfIt = node.parent!.named.length === 1 && argument.kind === 'keyword_argument' && argument.field('name')!.text === 'headers';
  return removeItem(doc, isAllOfIt ? argument : node);
}

/** Removes an argument or a dictionary entry with its comma, and its line where it stands alone on it. */
export function removeItem(doc: PythonDoc, item: PyNode): Edit[] {
  const items = item.parent!.named;
  const index = items.indexOf(item);
  const start = doc.text.lastIndexOf('\n', item.start) + 1;
  const rest = /^[ \t]*,?[ \t]*(#[^\n]*)?\n/.exec(doc.text.slice(item.end));
  if (doc.text.slice(start, item.start).trim() === '' && rest) return [{ start, end: item.end + rest[0].length, text: '' }];
  const next = items[index + 1];
  if (next) return [{ start: item.start, end: next.start, text: '' }];
  const previous = items[index - 1];
  return [{ start: previous ? previous.end : item.start, end: item.end, text: '' }];
}

/** The entry becomes the headers for the caller's origin. */
function echoedPair(context: Context, { star, node }: StarHeader): Change | Kept {
  const { doc } = context;
  const request = requestAt(context, node);
  if (!request) return { at: star, reason: 'no CORS layer answers for it, and no request is in scope here to take the origin from' };
  if (node.parent!.named.some((pair) => /^vary$/i.test(stringValue(pair.field('key')) ?? ''))) return { at: star, reason: 'the same headers set `Vary` already; add `Origin` to it by hand' };
  const origin = originOf(doc, request);
  const helper = headersHelper(context);
  return {
    at: star, envs: [{ name: allowlistEnv(context) }], calls: [node], needs: helper.needs,
    edits: [node.parent!.named.length === 1 ? replace(node.parent!, `cors_headers(${origin})`) : replace(node, `**cors_headers(${origin})`), ...staleComments(doc, node)],
  };
}

function headersHelper(context: Context): { needs: readonly Need[] } {
  const { doc } = context;
  const read = environmentRead(doc, allowlistEnv(context));
  const tab = indentUnit(doc);
  const vary = `${quoted(doc, 'Vary')}: ${quoted(doc, 'Origin')}`;
  const text = [
    `def cors_headers(${headersSignature(doc, context.project)}:`,
    `${tab}"""Return CORS headers that name a request's \`Origin\` if it is allowed."""`,
    `${tab}if origin in ${parseCall(doc, read.text)}:`,
    `${tab}${tab}return {${quoted(doc, 'Access-Control-Allow-Origin')}: origin, ${vary}}`,
    `${tab}return {${vary}}`,
  ].join('\n');
  return { needs: [blockNeed('cors headers', text, read.needs, { order: 1 })] };
}

/** Typed where the file's imports say how, or where the linter asks for types. */
function headersSignature(doc: PythonDoc, project: ProjectView): string {
  const optional = boundEarly(doc, 'Optional');
  if (optional) return `origin: ${optional}[str]) -> ${boundEarly(doc, 'Dict') ?? 'dict'}[str, str]`;
  return asksForTypes(project) || /\| None\b|^from __future__ import annotations/m.test(doc.text) ? 'origin: str | None) -> dict[str, str]' : 'origin)';
}

/** `response.headers["…"] = "*"` becomes the caller's origin under a condition, and `Vary`. */
function echoedStatement(context: Context, { kind, star, node }: StarHeader): Change | Kept {
  const { doc } = context;
  const statement = statementOf(node);
  const request = requestAt(context, node);
  if (!request) return { at: star, reason: 'no CORS layer answers for it, and no request is in scope here to take the origin from' };
  const vary = varyStatement(doc, kind, node);
  if (!vary) return { at: star, reason: 'how this response takes a `Vary` header is not known' };
  if (statement.text.includes('\n') || doc.text.slice(doc.text.lastIndexOf('\n', statement.start) + 1, statement.start).trim() !== '') {
    return { at: star, reason: 'it shares its line with other statements, or goes over several' };
  }
  const indent = indentAt(doc, statement.start);
  const read = environmentRead(doc, allowlistEnv(context));
  const name = freeName(doc, node);
  const set = doc.text.slice(statement.start, star.start) + name + doc.text.slice(star.end, statement.end);
  const lines = [
    `${name} = ${originOf(doc, request)}`,
    `if ${name} in ${parseCall(doc, read.text)}:`,
    `${indentUnit(doc)}${set}`,
    vary.text,
  ];
  return {
    at: star, envs: [{ name: allowlistEnv(context) }], calls: [node], needs: [...read.needs, ...vary.needs],
    edits: [{ start: statement.start, end: statement.end, text: lines.join(`\n${indent}`) }, ...staleComments(doc, node)],
  };
}

function freeName(doc: PythonDoc, at: PyNode): string {
  return ['origin', 'request_origin', 'caller_origin'].find((name) => doc.scopes.lookup(name, at).length === 0) ?? 'allowed_request_origin';
}

/** What holds the request in the function around: a parameter, Flask's `request`, or the handler itself. */
function requestAt({ doc }: Context, at: PyNode): string | undefined {
  for (const fn of [enclosingFunction(at)]) {
    if (!fn) return undefined;
    const [binding] = doc.scopes.lookup('request', at);
    if (binding?.kind === 'parameter' && doc.scopes.scopeOf('request', at) === fn) return 'request';
    if (/^(flask|quart)\.request$/.test(binding?.origin ?? '')) return 'request';
    const bases = fn.closest('class_definition')?.field('superclasses')?.text ?? '';
    if (/HTTPRequestHandler\b/.test(bases)) return 'self';
    if (/\bRequestHandler\b/.test(bases) && /\btornado\b/.test(doc.text)) return 'self.request';
  }
  return undefined;
}

function originOf(doc: PythonDoc, request: string): string {
  return `${request}.headers.get(${quoted(doc, 'Origin')})`;
}

/** How the response that gets the header is told to vary by origin. */
function varyStatement(doc: PythonDoc, kind: StarHeader['kind'], node: PyNode): { text: string; needs: readonly Need[] } | undefined {
  const callee = kind === 'call' ? node.field('function')! : undefined;
  const target = callee ? callee.field('object')! : node.field('left')!.field('value')!;
  if (callee && ['send_header', 'set_header', 'add_header'].includes(callee.field('attribute')!.text) && target.text === 'self') {
    return { text: `self.${callee.field('attribute')!.text}(${quoted(doc, 'Vary')}, ${quoted(doc, 'Origin')})`, needs: [] };
  }
  const response = target.kind === 'attribute' && target.field('attribute')!.text === 'headers' ? target.field('object')!.text : undefined;
  const imports = (pattern: RegExp) => [...doc.scopes.moduleNames.values()].some(([binding]) => pattern.test(binding?.origin ?? ''));
  if (imports(/^(flask|quart)\./) && response) return { text: `${response}.vary.add(${quoted(doc, 'Origin')})`, needs: [] };
  if (imports(/^(fastapi|starlette)\./) && response) return { text: `${response}.headers.add_vary_header(${quoted(doc, 'Origin')})`, needs: [] };
  if (imports(/^(django|rest_framework)\./)) {
    return { text: `patch_vary_headers(${response ?? target.text}, [${quoted(doc, 'Origin')}])`, needs: [importNeed('django.utils.cache', 'patch_vary_headers')] };
  }
  return undefined;
}
