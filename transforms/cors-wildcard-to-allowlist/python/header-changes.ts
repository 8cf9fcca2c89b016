import { importNeed, removeStatement } from '../../../src/languages/python/imports.ts';
import { enclosingFunction, indentAt, lineStart, statementOf, statementsOf, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { blockNeed } from '../../../src/languages/python/support.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Edit, Need } from '../../../src/types.ts';
import { allowlist, asksForTypes, boundEarly, indentUnit, quoted } from './allowlist.ts';
import { commentsAboutCors, publicAnswer, publicReason, staleComments } from './comments.ts';
import { replace, type Change, type Context, type CorsFacts, type Kept } from './context.ts';
import { choiceAround, type Choice } from './echoes.ts';
import { conditionsOf, developmentGuard, keptBy } from './guards.ts';
import { headerGroup, isCoveredBy, withoutLines, withoutStatements } from './header-group.ts';
import type { StarHeader } from './headers.ts';
import { isStar } from './wildcard.ts';

const CLIENTS = /^(requests|httpx|aiohttp|urllib3?)\./;
const NO_REQUEST = 'no CORS layer answers for it, and no request is in scope here to take the origin from';

/** Beside a layer that answers CORS the header goes; alone it names the caller's origin, if that is allowed. */
export function rewriteHeader(context: Context, header: StarHeader, beside: CorsFacts | undefined): Change | Kept {
  const { doc } = context;
  const { kind, star, node } = header;
  const client = [...node.ancestors()].find((each) => each.kind === 'call' && CLIENTS.test(doc.scopes.qualifiedName(each.field('function')) ?? ''));
  if (client) return { at: star, reason: 'a header of an outgoing request, where it does nothing', fine: true };
  const guard = developmentGuard(star);
  if (guard) return keptBy(doc, guard, star);
  const meant = publicReason(doc, star) ?? publicAnswer(doc, node);
  if (meant) return { at: star, ...meant };
  const asked = header.clause ? undefined : askedFor(star);
  if (asked) return { at: star, reason: `only where \`${asked.text}\`: whoever runs it has to ask for every origin` };
  if (kind === 'other') return { at: star, reason: 'the header is passed on in a form that cannot be changed by itself' };
  if (header.clause) return { at: star, edits: withoutLines(doc, header.clause), envs: [], calls: [] };
  if (beside && !answersFirst(node)) {
    const rewrite = besideLayer(context, header, beside);
    if (rewrite) return rewrite;
  }
  return kind === 'pair' ? echoedPair(context, header) : echoedStatement(context, header);
}

/** The condition around a header that has found `*` among what is configured. */
function askedFor(star: PyNode): PyNode | undefined {
  return [...conditionsOf(star)].find(({ condition, holds }) => holds && condition.kind === 'comparison_operator' && condition.named.some(isStar))?.condition;
}

/** Whether a middleware answers preflights itself, so that what is behind it never sees them. */
function answersFirst(node: PyNode): boolean {
  const fn = enclosingFunction(node);
  if (!fn || !/["']OPTIONS["']/.test(fn.text)) return false;
  return /^(dispatch|__call__|process_request)$/.test(fn.field('name')!.text) || (fn.parent!.kind === 'decorated_definition' && /@\w+(\.\w+)*\.middleware\(/.test(fn.parent!.text));
}

/** All headers of CORS of this response go, where the layer writes them; undefined where it does not and they can be kept under a check. */
function besideLayer({ doc }: Context, header: StarHeader, { path, traits }: CorsFacts): Change | Kept | undefined {
  const { kind, star, node, origin } = header;
  const where = path === doc.path ? 'the CORS layer beside it' : `the CORS layer of ${path}`;
  if (traits.isLocal) return { at: star, reason: `${where} lets in origins of a developer's machine only: say there which others may call, and take this header out` };
  const group = headerGroup(header);
  const edits = traits.isPartial || !isCoveredBy(group, traits) ? undefined : removal(doc, header, group.map((each) => each.node));
  if (edits) return { at: star, edits, envs: [], calls: [] };
  const isWhole = kind !== 'pair' && origin && choiceAround(statementOf(node), origin) && group.every((each) => each.node.parent === statementOf(node).parent);
  if (isWhole || group.length === 1) return undefined;
  return { at: star, reason: `other headers of CORS are set by hand with it that ${where} does not write: let the layer write all of them` };
}

function removal(doc: PythonDoc, header: StarHeader, group: readonly PyNode[]): Edit[] | undefined {
  const { kind, node, origin } = header;
  if (kind === 'pair') {
    const argument = node.parent!.parent!;
    const isAllOfIt = node.parent!.named.length === group.length && argument.kind === 'keyword_argument' && argument.field('name')!.text === 'headers';
    if (isAllOfIt) return removeItem(doc, argument);
    return node.parent!.named.length === group.length ? [replace(node.parent!, '{}')] : removeItems(doc, group);
  }
  const choice = origin && choiceAround(statementOf(node), origin);
  const edits = withoutStatements(doc, [...group, ...(choice?.otherwise ? statementsOf(choice.otherwise.field('body')) : [])]);
  const all = edits && [...edits, ...withoutName(doc, header, edits)];
  return all && (withoutHook(doc, node, all) ?? all);
}

/** `origin = request.headers.get("Origin")` goes when nothing that stays uses the name. */
function withoutName(doc: PythonDoc, { star, origin }: StarHeader, edits: readonly Edit[]): Edit[] {
  const [binding] = origin?.isName ? doc.scopes.lookup(origin.text, star) : [];
  const assignment = binding && statementOf(binding.node);
  if (!assignment || assignment.kind !== 'expression_statement') return [];
  const isGone = (node: PyNode) => node.isWithin(assignment) || edits.some(({ start, end }) => node.start >= start && node.end <= end);
  const uses = [...enclosingFunction(star)!.descendants('identifier')].filter(({ text }) => text === origin!.text);
  return uses.every(isGone) ? removeStatement(doc, assignment) : [];
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

/** A hook such as Flask's `after_request` goes when all it still does is to hand the response on. */
function withoutHook(doc: PythonDoc, node: PyNode, edits: readonly Edit[]): Edit[] | undefined {
  const fn = enclosingFunction(node);
  const hook = fn?.parent?.kind === 'decorated_definition' && /^@[\w.]+\.after_(?:app_)?request\s*$/m.test(fn.parent.text) ? fn.parent : undefined;
  const rest = statementsOf(fn?.field('body')).filter((each) => !edits.some(({ start, end }) => each.start >= start && each.end <= end) && each.named[0]?.kind !== 'string');
  const isIdle = rest.length === 1 && /^return \w+$/.test(rest[0]!.text) && doc.scopes.usesOf(fn!.field('name')!.text).length <= 1;
  return hook && isIdle ? removeStatement(doc, hook) : undefined;
}

/** Entries of one dictionary, each on a line of its own or all of them side by side. */
function removeItems(doc: PythonDoc, items: readonly PyNode[]): Edit[] | undefined {
  if (items.length === 1) return removeItem(doc, items[0]!);
  const edits = items.flatMap((item) => [...commentsAboutCors(doc, item), ...removeItem(doc, item)]);
  return edits.every(({ start, end }) => doc.text[start - 1] === '\n' && doc.text[end - 1] === '\n') ? edits : undefined;
}

/** The entry becomes the headers for the caller's origin. */
function echoedPair(context: Context, header: StarHeader): Change | Kept {
  const { doc } = context;
  const { star, node } = header;
  const origin = header.origin?.text ?? originAt(context, node);
  if (!origin) return { at: star, reason: NO_REQUEST };
  if (node.parent!.named.some((pair) => /^vary$/i.test(stringValue(pair.field('key')) ?? ''))) return { at: star, reason: 'the same headers set `Vary` already; add `Origin` to it by hand' };
  const { text, needs, ...allowed } = allowlist(context, statementAtTop(node));
  return {
    at: star, ...allowed, calls: allowed.calls.length > 0 ? [node] : [], needs: [headersHelper(context, text, needs)],
    edits: [node.parent!.named.length === 1 ? replace(node.parent!, `cors_headers(${origin})`) : replace(node, `**cors_headers(${origin})`), ...staleComments(doc, node)],
  };
}

function headersHelper(context: Context, list: string, needs: readonly Need[]): Need {
  const { doc } = context;
  const tab = indentUnit(doc);
  const vary = `${quoted(doc, 'Vary')}: ${quoted(doc, 'Origin')}`;
  const text = [
    `def cors_headers(${headersSignature(doc, context.project)}:`,
    `${tab}"""Return CORS headers that name a request's \`Origin\` if it is allowed."""`,
    `${tab}if origin in ${list}:`,
    `${tab}${tab}return {${quoted(doc, 'Access-Control-Allow-Origin')}: origin, ${vary}}`,
    `${tab}return {${vary}}`,
  ].join('\n');
  return blockNeed('cors headers', text, needs, { order: 1 });
}

/** Typed where the file's imports say how, or where the linter asks for types. */
function headersSignature(doc: PythonDoc, project: ProjectView): string {
  const optional = boundEarly(doc, 'Optional');
  if (optional) return `origin: ${optional}[str]) -> ${boundEarly(doc, 'Dict') ?? 'dict'}[str, str]`;
  return asksForTypes(project) || /\| None\b|^from __future__ import annotations/m.test(doc.text) ? 'origin: str | None) -> dict[str, str]' : 'origin)';
}

/** `response.headers["…"] = "*"` becomes the caller's origin under a condition, and `Vary`. */
function echoedStatement(context: Context, header: StarHeader): Change | Kept {
  const { doc } = context;
  const { kind, star, node } = header;
  const statement = statementOf(node);
  const read = header.origin?.text ?? originAt(context, node);
  if (!read) return { at: star, reason: NO_REQUEST };
  const vary = varyStatement(doc, kind, node);
  if (!vary) return { at: star, reason: 'how this response takes a `Vary` header is not known' };
  const choice = header.origin && choiceAround(statement, header.origin);
  const { text: allowed, needs, ...list } = allowlist(context, node);
  const common = { at: star, ...list, needs: [...needs, ...vary.needs] };
  if (choice) return { ...common, edits: [...checkedChoice(context, header, choice, allowed, vary.text), ...staleComments(doc, node)] };
  if (statement.text.includes('\n') || doc.text.slice(lineStart(doc, statement.start), statement.start).trim() !== '') {
    return { at: star, reason: 'it shares its line with other statements, or goes over several' };
  }
  const name = header.origin?.isName ? read : freeName(doc, node);
  const set = doc.text.slice(statement.start, star.start) + name + doc.text.slice(star.end, statement.end);
  const lines = [
    ...(name === read ? [] : [`${name} = ${read}`]),
    `if ${name} in ${allowed}:`,
    `${indentUnit(doc)}${set}`,
    ...(saysVary(node) ? [] : [vary.text]),
  ];
  return { ...common, edits: [{ start: statement.start, end: statement.end, text: lines.join(`\n${indentAt(doc, statement.start)}`) }, ...staleComments(doc, node)] };
}

/** `if origin:` becomes the check, and the branch that only says `*` goes. */
function checkedChoice({ doc }: Context, { star, origin, node }: StarHeader, { statement, condition, otherwise }: Choice, allowed: string, vary: string): Edit[] {
  const rest = otherwise ? lineStart(doc, otherwise.start) - 1 : statement.end;
  const end = saysVary(node) ? '' : `\n${indentAt(doc, statement.start)}${vary}`;
  return [
    replace(condition, `${origin!.text} in ${allowed}`),
    ...(origin!.isName || star.text === origin!.text ? [] : [replace(star, origin!.text)]),
    { start: rest, end: statement.end, text: end },
  ];
}

/** Whether the function around sets `Vary` by the origin already. */
function saysVary(node: PyNode): boolean {
  return /["']Vary["']\s*(?:\]\s*=|,)\s*["'][^"']*Origin/i.test(enclosingFunction(node)?.text ?? '');
}

function freeName(doc: PythonDoc, at: PyNode): string {
  return ['origin', 'request_origin', 'caller_origin'].find((name) => doc.scopes.lookup(name, at).length === 0) ?? 'allowed_request_origin';
}

/** The statement of the module: what is bound above it is there in a function beside it. */
function statementAtTop(node: PyNode): PyNode {
  return [node, ...node.ancestors()].find((each) => each.parent?.kind === 'module')!;
}

function originAt(context: Context, node: PyNode): string | undefined {
  const request = requestAt(context, node);
  return request && `${request}.headers.get(${quoted(context.doc, 'Origin')})`;
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
  if (imports(/^(django|rest_framework)\./) || /\bdef __init__\(self, get_response\)/.test(doc.text)) {
    return { text: `patch_vary_headers(${response ?? target.text}, [${quoted(doc, 'Origin')}])`, needs: [importNeed('django.utils.cache', 'patch_vary_headers')] };
  }
  return undefined;
}
