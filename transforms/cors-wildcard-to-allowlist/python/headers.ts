import { argumentsOf, enclosingFunction, isStatement, statementOf, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Context, CorsFacts } from './context.ts';
import { callersOrigin, elseBeside, isLookedAt, type CallersOrigin } from './echoes.ts';
import { isStar } from './wildcard.ts';

const HEADER = /^access-control-allow-origin$/i;
const SETTERS = ['set', 'add', '__setitem__', 'setdefault', 'append', 'send_header', 'set_header', 'add_header'];

/** A header written by hand that lets every origin in: `*`, or the caller's own origin that nothing looks at. */
export interface StarHeader {
  readonly kind: 'pair' | 'assignment' | 'call' | 'other';
  readonly star: PyNode;
  /** The caller's origin, where that is what it names. */
  readonly origin?: CallersOrigin;
  /** The `else` of an `if` that has looked at the caller's origin, which holds nothing else. */
  readonly clause?: PyNode;
  /** The dictionary entry, or the statement that sets the header. */
  readonly node: PyNode;
}

export function starHeaders(doc: PythonDoc): StarHeader[] {
  if (!/access-control-allow-origin/i.test(doc.text)) return [];
  return [...doc.root.descendants('string')].filter((node) => HEADER.test(stringValue(node) ?? '')).flatMap((name) => starHeader(doc, name) ?? []);
}

function starHeader(doc: PythonDoc, name: PyNode): StarHeader | undefined {
  const parent = name.parent!;
  if (parent.kind === 'pair' && parent.field('key') === name) return found(doc, 'pair', parent.field('value'), parent);
  if (parent.kind === 'subscript' && parent.parent?.kind === 'assignment' && parent.parent.field('left') === parent) {
    return found(doc, 'assignment', parent.parent.field('right'), parent.parent);
  }
  const call = parent.kind === 'argument_list' ? parent.parent : undefined;
  if (call?.kind === 'call') {
    const { positional } = argumentsOf(call);
    const isSetter = SETTERS.includes(call.field('function')!.field('attribute')?.text ?? '');
    if (positional[0] === name) return found(doc, isSetter && isStatement(call) ? 'call' : 'other', positional[1], call);
  }
  if (parent.kind === 'tuple' && parent.named[0] === name) return found(doc, 'other', parent.named[1], parent);
  return undefined;
}

function found(doc: PythonDoc, kind: StarHeader['kind'], star: PyNode | undefined, node: PyNode): StarHeader | undefined {
  if (!star) return undefined;
  if (isStar(star)) {
    const otherwise = elseBeside(doc, statementOf(node));
    // It goes with the header that echoes the origin, where that one is open too.
    if (otherwise && !otherwise.isChecked) return undefined;
    return { kind, star, node, ...(otherwise && { clause: otherwise.clause }) };
  }
  const origin = callersOrigin(doc, star);
  return origin && !isLookedAt(star, origin) ? { kind, star, node, origin } : undefined;
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

