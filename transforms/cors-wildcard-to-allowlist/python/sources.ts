import { argumentsOf, lineOf, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Edit, Span } from '../../../src/types.ts';
import { environmentText, whenNotSet } from './allowlist.ts';
import { staleComments } from './comments.ts';
import { replace, type Context, type EnvVariable, type Kept } from './context.ts';
import { envOf, isEnvRead, valueOf } from './environment.ts';
import { settingGroup, settingOf, settingStar } from './settings.ts';
import { holdsStar, isStar, starCheck } from './wildcard.ts';

/** Text of a comma-separated value without its wildcard default. */
export interface Source {
  readonly text: string;
  readonly at: PyNode;
  readonly envs: readonly EnvVariable[];
  readonly edits?: readonly Edit[];
  readonly orphans?: readonly Span[];
  readonly group?: string;
}

/** A comma-separated text that may be `*`: an environment variable with that default, a setting, a name for one of them. */
export function sourceText(context: Context, node: PyNode, inside?: PyNode): Source | Kept | undefined {
  if (node.kind === 'parenthesized_expression') return sourceText(context, node.named[0]!, inside);
  if (node.kind === 'identifier') return nameText(context, node, inside);
  if (node.kind === 'attribute' || node.kind === 'subscript') return settingText(context, node);
  return readText(context, node);
}

/** `os.getenv("X", "*")`, `os.getenv("X") or "*"`, also with methods called on it. */
export function readText({ doc, project }: Context, node: PyNode): Source | undefined {
  if (!['call', 'boolean_operator'].includes(node.kind)) return undefined;
  const calls = node.kind === 'call' ? [node, ...node.descendants('call')] : [...node.descendants('call')];
  const reads = calls.filter((call) => isEnvRead(doc, call));
  const [read] = reads;
  if (!read || reads.length > 1) return undefined;
  const { positional, keywords, keywordNodes } = argumentsOf(read);
  const fallback = keywords.get('default') ?? positional[1];
  const star = fallback && holdsStar(fallback) ? fallback : node.kind === 'boolean_operator' && isStar(node.field('right')) ? node.field('right')! : undefined;
  if (!star) return undefined;
  const nothing = whenNotSet(doc, project);
  const cast = keywordNodes.get('cast');
  const edits = [
    { start: star.start, end: star.end, text: stringValue(star) === undefined ? nothing : star.text.replace(/(?<=["'])[^"']*(?=["'])/, nothing.slice(1, -1)) },
    ...(cast ? [{ start: cast.previous!.start, end: cast.end, text: '' }] : []),
    ...listMethod(read),
  ];
  return { text: applied(node, edits), at: star, envs: envOf(read), orphans: cast ? [...cast.descendants('identifier')] : [] };
}

/** `env.list(...)` gives a list; the text is read with `env.str(...)`. */
function listMethod(read: PyNode): Edit[] {
  const method = read.field('function')!.kind === 'attribute' ? read.field('function')!.field('attribute')! : undefined;
  return method?.text === 'list' ? [{ start: method.start, end: method.end, text: 'str' }] : [];
}

function nameText(context: Context, name: PyNode, inside?: PyNode): Source | Kept | undefined {
  const { doc } = context;
  const bindings = doc.scopes.lookup(name.text, name);
  if (bindings[0]?.origin !== undefined) return settingText(context, name);
  const value = bindings.length === 1 ? valueOf(bindings[0]!) : undefined;
  if (!value || mentions(value, name.text)) return undefined;
  const source: Source | undefined = isStar(value) ? { ...environmentText(context, value), at: value } : readText(context, value);
  if (!source) return undefined;
  const check = starCheck(doc, name.text, name);
  if (check && !(inside && check.isWithin(inside))) return { at: source.at, reason: `\`${name.text}\` is compared with \`*\` on line ${lineOf(doc, check.start)}` };
  return { ...source, text: name.text, edits: [replace(value, source.text), ...staleComments(doc, value)] };
}

/** A setting whose comma-separated text is `*` by default: its default goes where it is defined, the parsing is here. */
export function settingText({ facts, project }: Context, node: PyNode): Source | undefined {
  const name = settingOf(node);
  const setting = name === undefined ? undefined : settingStar(facts, name);
  if (setting?.holds !== 'string') return undefined;
  return { text: node.text, at: node, envs: [], group: settingGroup(project, setting.name) };
}

/** The expression split at commas: `value` of `value.split(",")`. */
export function splitSource(call: PyNode): PyNode | undefined {
  const callee = call.kind === 'call' ? call.field('function') : undefined;
  if (callee?.kind !== 'attribute' || callee.field('attribute')!.text !== 'split') return undefined;
  return stringValue(argumentsOf(call).positional[0])?.trim() === ',' ? callee.field('object') : undefined;
}

/** The text that an expression splits at commas, also one that strips the parts. */
export function splitOf(node: PyNode): PyNode | undefined {
  return node.kind === 'list_comprehension' ? splitSource(node.named[1]!.field('right')!) : splitSource(node);
}

/** The variable that a text is read from, here or where its name is bound. */
export function envsOf({ doc }: Context, source: PyNode): readonly EnvVariable[] {
  const [binding, ...more] = source.kind === 'identifier' ? doc.scopes.lookup(source.text, source) : [];
  const value = binding && more.length === 0 ? valueOf(binding) : source;
  const read = value && [value, ...value.descendants('call')].find((node) => node.kind === 'call' && isEnvRead(doc, node));
  return read ? envOf(read) : [];
}

/** Whether a value is made of a name. */
export function mentions(value: PyNode | undefined, name: string): boolean {
  return !!value && [value, ...value.descendants('identifier')].some((node) => node.kind === 'identifier' && node.text === name);
}

function applied(node: PyNode, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => b.start - a.start);
  return ordered.reduce((text, edit) => text.slice(0, edit.start - node.start) + edit.text + text.slice(edit.end - node.start), node.text);
}
