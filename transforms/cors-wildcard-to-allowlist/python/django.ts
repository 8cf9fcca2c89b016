import { removeStatement } from '../../../src/languages/python/imports.ts';
import { argumentsOf, statementOf, statementsOf } from '../../../src/languages/python/nodes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Edit } from '../../../src/types.ts';
import { allowlist } from './allowlist.ts';
import { staleComments } from './comments.ts';
import { replace, type Context, type Kept, type Rewrite } from './context.ts';
import { isStar } from './wildcard.ts';

const ALLOW_ALL: Readonly<Record<string, string>> = { CORS_ALLOW_ALL_ORIGINS: 'CORS_ALLOWED_ORIGINS', CORS_ORIGIN_ALLOW_ALL: 'CORS_ORIGIN_WHITELIST' };
const REGEXES: Readonly<Record<string, string>> = { CORS_ALLOWED_ORIGIN_REGEXES: 'CORS_ALLOWED_ORIGINS', CORS_ORIGIN_REGEX_WHITELIST: 'CORS_ORIGIN_WHITELIST' };
const OFF: Readonly<Record<string, string>> = { True: 'False', true: 'false', TRUE: 'FALSE', 1: '0', yes: 'no', on: 'off' };
const DEVELOPMENT_MODULE = /(^|[_.-])(dev|devel|development|local|localhost|debug|test|tests|testing|ci|minimal|sandbox|example|sample|demo)([_.-]|$)/i;

export interface DjangoSetting {
  readonly name: string;
  readonly value: PyNode;
  readonly message: string;
  rewrite(): Rewrite;
}

/** django-cors-headers' switches at any level of a settings module. */
export function djangoSettings(context: Context): DjangoSetting[] {
  const { doc } = context;
  if (!isSettingsModule(context)) return [];
  return [...doc.root.descendants('assignment')].flatMap((assignment): DjangoSetting[] => {
    const name = assignment.field('left')!.text;
    const value = assignment.field('right');
    if (!value || assignment.closest('function_definition', 'class_definition')) return [];
    const setting = { name, value };
    if (name in ALLOW_ALL && value.text !== 'False') return [{ ...setting, message: `\`${name}\` lets every origin in`, rewrite: () => allowAll(context, assignment, value, ALLOW_ALL[name]!) }];
    if (name in REGEXES && value.named.some(isStar)) return [{ ...setting, message: `a pattern in \`${name}\` matches every origin`, rewrite: () => patterns(context, assignment, value, REGEXES[name]!) }];
    if (name === 'ALLOWED_HOSTS' && value.named.some(isStar) && !developmentModule(doc.path)) return [{ ...setting, message: '`ALLOWED_HOSTS` accepts every host name', rewrite: () => ({ at: value, reason: 'it is about the `Host` header, not about CORS', fine: true }) }];
    return [];
  });
}

function isSettingsModule({ doc }: Context): boolean {
  return /^(INSTALLED_APPS|MIDDLEWARE|ROOT_URLCONF)\b/m.test(doc.text) || /(^|\/)settings(\/|[^/]*\.py$)/.test(doc.path);
}

/** Why a settings module is not the one of production, by its name. */
export function developmentModule(path: string): string | undefined {
  const name = path.split('/').at(-1)!.replace(/\.py$/, '');
  return DEVELOPMENT_MODULE.test(name) ? `\`${name}.py\` is named as settings that are not for production` : undefined;
}

function allowAll(context: Context, assignment: PyNode, value: PyNode, target: string): Rewrite {
  const { doc } = context;
  const kept = keptReason(context, assignment);
  if (kept) return { at: value, ...kept };
  if (value.text !== 'True') return switchedByEnvironment(context, assignment, value, target);
  if (setsOrigins(context, assignment)) {
    return { at: value, envs: [], calls: [], edits: [replace(value, 'False'), ...staleComments(doc, value)] };
  }
  return originsInstead(context, assignment, value, target);
}

/** `env.bool("CORS_ALLOW_ALL", default=True)`: the switch is off unless it is set. */
function switchedByEnvironment(context: Context, assignment: PyNode, value: PyNode, target: string): Rewrite {
  const { doc } = context;
  const reads = [value, ...value.descendants('call')].filter(({ kind }) => kind === 'call');
  const fallback = reads.map((call) => argumentsOf(call).keywords.get('default') ?? argumentsOf(call).positional[1]).find((node) => node && OFF[bare(node)]);
  if (!fallback) return /^(None|False)$/.test(value.text) ? undefined : { at: value, reason: `\`${value.text}\` decides, which is not known here` };
  const off = replace(fallback, fallback.text.replace(bare(fallback), OFF[bare(fallback)]!));
  const common = { at: fallback, edits: [off, ...staleComments(doc, value)] };
  if (setsOrigins(context, assignment)) return { ...common, envs: [], calls: [] };
  const { text, ...allowed } = allowlist(context, assignment);
  const line: Edit = { start: assignment.end, end: assignment.end, text: `\n${target} = ${text}` };
  return { ...common, edits: [...common.edits, line], ...allowed };
}

function bare(node: PyNode): string {
  return node.text.replace(/^["']|["']$/g, '');
}

function patterns(context: Context, assignment: PyNode, value: PyNode, target: string): Rewrite {
  const kept = keptReason(context, assignment);
  if (kept) return { at: value, ...kept };
  if (!value.named.every(isStar)) return { at: value, reason: 'other patterns stand beside it' };
  if (setsOrigins(context, assignment)) return { at: value, envs: [], calls: [], edits: removeStatement(context.doc, statementOf(assignment)) };
  return originsInstead(context, assignment, value, target);
}

function originsInstead(context: Context, assignment: PyNode, value: PyNode, target: string): Rewrite {
  const { doc } = context;
  const { text, ...allowed } = allowlist(context, assignment);
  return { at: value, edits: [replace(assignment, `${target} = ${text}`), ...staleComments(doc, assignment)], ...allowed };
}

function keptReason({ doc }: Context, assignment: PyNode): Pick<Kept, 'reason' | 'fine'> | undefined {
  const condition = assignment.closest('if_statement')?.field('condition');
  if (condition) return { reason: `it depends on \`${condition.text}\`` };
  const module = developmentModule(doc.path);
  return module === undefined ? undefined : { reason: module, fine: true };
}

/** Whether the module, or one it takes everything from, lists the origins already. */
function setsOrigins({ doc, facts }: Context, assignment: PyNode): boolean {
  if (/^CORS_(ALLOWED_ORIGINS|ORIGIN_WHITELIST)\s*[:=]/m.test(doc.text)) return true;
  // One in each branch.
  if ((doc.text.match(/^[ \t]+CORS_(ALLOWED_ORIGINS|ORIGIN_WHITELIST)\s*[:=]/gm) ?? []).length > 1) return true;
  const bases = statementsOf(doc.root).filter((node) => node.kind === 'import_from_statement' && node.start < assignment.start && node.text.endsWith('*'))
    .map((node) => node.field('module_name')!.text.split('.').at(-1)!);
  return facts.some(({ path, djangoOrigins }) => djangoOrigins && bases.includes(path.split('/').at(-1)!.replace(/\.py$/, '')));
}
