import { importedAs, importNeed } from '../../../src/languages/python/imports.ts';
import { argumentsOf, enclosingFunction, indentAt, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { environmentText, indentUnit, listWhenNotSet, quoted, usesSingleQuotes, warningCall, whenNotSet } from './allowlist.ts';
import { staleComments } from './comments.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { replace, type Change, type Context, type Kept, type Rewrite } from './context.ts';
import { developmentGuard, keptBy } from './guards.ts';
import { pairOf, pairsOf } from './layers.ts';
import { rewriteOrigins } from './origins.ts';
import { settingGroup } from './settings.ts';
import { isStar } from './wildcard.ts';

const SETTING_NAME = /origin|cors/i;
const NOT_ORIGINS = /method|header|credential|max_?age|expose|regex|allow_all|enable|path|resource/i;
const FIELD_CALLS = /(^|\.)(Field|field)$/;
const FOR_DEVELOPMENT = /^(dev|local|test)/i;

/** A place where a setting or constant gets its value. */
export interface Definition {
  readonly name: string;
  /** The value, or the default inside `Field(...)`. */
  readonly value: PyNode;
  readonly assignment: PyNode;
  readonly owner?: PyNode;
  /** `Field(...)` around the default. */
  readonly field?: PyNode;
}

/** Assignments to names about origins: class attributes, module constants, `self.x`, `app.config["X"]`. */
export function definitionsOf(doc: PythonDoc): Definition[] {
  return [...doc.root.descendants('assignment')].flatMap((assignment) => {
    const name = targetName(assignment);
    const right = assignment.field('right');
    if (name === 'CORS_RESOURCES') return resourceOrigins(right).map((value) => ({ name, value, assignment }));
    if (!name || !right || !SETTING_NAME.test(name) || NOT_ORIGINS.test(name)) return [];
    const isField = right.kind === 'call' && FIELD_CALLS.test(right.field('function')!.text);
    const value = isField ? fieldDefault(right) : right;
    const owner = assignment.closest('class_definition', 'function_definition');
    if (!value) return [];
    return [{ name, value, assignment, ...(owner?.kind === 'class_definition' && { owner }), ...(isField && { field: right }) }];
  });
}

/** The `origins` of each of Flask-CORS's resources. */
function resourceOrigins(resources: PyNode | undefined): PyNode[] {
  return resources?.kind !== 'dictionary' ? [] : pairsOf(resources).flatMap((each) => pairOf(each.field('value'), 'origins')?.field('value') ?? []);
}

/** Whether the configuration of a Flask app says which origins, for everything there is. */
export function saysFlaskOrigins(doc: PythonDoc): boolean {
  const names = [...doc.root.descendants('assignment')].map((assignment) => ({ name: targetName(assignment), right: assignment.field('right') }));
  return names.some(({ name, right }) => name === 'CORS_ORIGINS' ||
    (name === 'CORS_RESOURCES' && right?.kind === 'dictionary' && pairsOf(right).length > 0 && resourceOrigins(right).length === pairsOf(right).length));
}

function targetName(assignment: PyNode): string | undefined {
  const target = assignment.field('left')!;
  if (target.kind === 'identifier') return enclosingFunction(assignment)?.isWithin(assignment.closest('class_definition') ?? assignment) || !enclosingFunction(assignment) ? moduleOrClassName(assignment, target) : undefined;
  if (target.kind === 'attribute' && target.field('object')!.text === 'self') return target.field('attribute')!.text;
  if (target.kind === 'subscript' && /config$/.test(target.field('value')!.text)) return stringValue(target.field('subscript'));
  return undefined;
}

function moduleOrClassName(assignment: PyNode, target: PyNode): string | undefined {
  return assignment.closest('function_definition', 'class_definition')?.kind === 'function_definition' ? undefined : target.text;
}

function fieldDefault(call: PyNode): PyNode | undefined {
  const { keywords, positional } = argumentsOf(call);
  const factory = keywords.get('default_factory');
  return keywords.get('default') ?? (factory?.kind === 'lambda' ? factory.field('body') : undefined) ?? positional[0];
}

/** Whether a setting is a wildcard by default, and in which form; undefined when it is none. */
export function settingShape(context: Context, { value }: Definition): 'string' | 'list' | undefined {
  if (isStar(value)) return 'string';
  const rewrite = rewriteOrigins(context, value);
  if (!rewrite || !('edits' in rewrite)) return undefined;
  const isText = value.kind === 'call' && !/\.split\(|\bcast\s*=|\.list\(/.test(value.text) && value.named[0]?.text.match(/getenv|environ|env|config/) !== null;
  return isText ? 'string' : 'list';
}

/** How a setting stops being a wildcard where it is defined. */
export function rewriteDefinition(context: Context, definition: Definition): Rewrite {
  const shape = settingShape(context, definition);
  if (!shape) return undefined;
  const { value, owner, name } = definition;
  const ownerName = owner?.field('name')!.text ?? '';
  if (FOR_DEVELOPMENT.test(ownerName)) return { at: value, reason: `\`${ownerName}\` is not the production configuration`, fine: true };
  const guard = developmentGuard(value);
  if (guard) return keptBy(context.doc, guard, value);
  if (owner && isPydanticSettings(context.doc, owner)) return rewriteField(context, definition, shape);
  if (owner && isModel(owner) && !definition.field) return { at: value, reason: `\`${ownerName}\` is filled by its callers; give \`${name}\` another default there` };
  const isFlaskConfig = name === 'CORS_RESOURCES' || (name === 'CORS_ORIGINS' && context.facts.some(({ asksFlaskConfig }) => asksFlaskConfig));
  return shape === 'string' && !isFlaskConfig ? emptyText(context, definition) : rewriteOrigins(context, value);
}

/** A comma-separated text: the default becomes empty, the parsing is done where it is used. */
function emptyText(context: Context, { value, name }: Definition): Change {
  const { doc, project } = context;
  const group = settingGroup(project, name);
  const star = isStar(value) ? value : [...value.descendants('string')].find(isStar)!;
  const common = { at: star, group, calls: [], orphans: [] };
  if (star !== value) {
    const env = stringValue(argumentsOf(value).positional[0]);
    return { ...common, envs: env ? [{ name: env }] : [], edits: [replace(star, whenNotSet(doc, project)), ...staleComments(doc, star)] };
  }
  const { text, envs, needs } = environmentText(context, value);
  return { ...common, envs, needs, edits: [replace(star, text), ...staleComments(doc, star)] };
}

function rewriteField(context: Context, definition: Definition, shape: 'string' | 'list'): Change | Kept {
  const { doc, project } = context;
  const { value, name, owner } = definition;
  const common = { at: value, calls: [], orphans: [] };
  const env = fieldVariable(definition);
  const comments = staleComments(doc, value);
  if (shape === 'string' && isStar(value)) {
    return { ...common, group: settingGroup(project, name), envs: [{ name: env }], edits: [replace(value, emptied(value.text, project)), ...comments] };
  }
  if (shape === 'string') return emptyText(context, definition);
  if (/\bstr\]?\s*\||\|\s*str\b|Union\[[^\]]*(\]\s*,\s*str|str\s*,)/.test(typeText(definition))) {
    return { ...common, envs: [], edits: [replace(value, listWhenNotSet(doc, project)), ...comments], followUp: `Set ${env} in production; a \`*\` there still lets every origin in, since \`${name}\` takes it in more than one form.` };
  }
  if (!['list', 'tuple', 'set'].includes(value.kind)) return rewriteOrigins(context, value) as Change | Kept;
  const rest = value.named.filter((element) => !isStar(element));
  const validator = wildcardValidator(context, owner!, name, typeText(definition));
  return {
    ...common, envs: [{ name: env, json: true }], needs: validator.needs,
    edits: [replace(value, rest.length > 0 ? `[${rest.map(({ text }) => text).join(', ')}]` : listWhenNotSet(doc, project)), ...comments, validator.edit],
  };
}

function emptied(literal: string, { package: { localOrigins = [] } }: ProjectView): string {
  return literal.replace(/(["'])[^"']*(["'])/, `$1${localOrigins.join(',')}$2`);
}

function typeText({ assignment }: Definition): string {
  return assignment.field('type')?.text ?? 'list';
}

/** pydantic reads a list as JSON before any validator runs, so the form of the variable stays; `*` in it is dropped here. */
function wildcardValidator({ doc, project }: Context, owner: PyNode, name: string, type: string) {
  const isFirstVersion = importedAs(doc, 'pydantic', 'validator') !== undefined || importedAs(doc, 'pydantic', 'BaseSettings') !== undefined;
  const decorator = isFirstVersion ? 'validator' : 'field_validator';
  const warning = warningCall(doc, owner, project, false);
  const body = owner.field('body')!;
  const indent = indentAt(doc, body.named[0]!.start);
  const tab = indentUnit(doc);
  const single = usesSingleQuotes(doc);
  const message = single ? `'Ignoring "*" in the CORS origins: list each origin instead'` : `"Ignoring '*' in the CORS origins: list each origin instead"`;
  const star = quoted(doc, '*');
  const lines = [
    `@${decorator}(${quoted(doc, name)})`,
    '@classmethod',
    `def drop_wildcard_origin(cls, origins: ${type}) -> ${type}:`,
    `${tab}"""Drop a \`*\`, which would allow every site."""`,
    `${tab}if ${star} in origins:`,
    `${tab}${tab}${warning.text}(${message})`,
    `${tab}return [origin for origin in origins if origin != ${star}]`,
  ].map((line) => indent + line).join('\n');
  const next = body.named.find(({ kind }) => ['function_definition', 'decorated_definition', 'class_definition'].includes(kind));
  const isImported = importedAs(doc, 'pydantic', decorator) !== undefined;
  const at = next ? lineOfDefinition(doc, next) : body.end;
  const edit = next ? { start: at, end: at, text: `${lines}\n\n` } : { start: at, end: at, text: `\n\n${lines}` };
  return { edit, needs: [...warning.needs, ...(isImported ? [] : [importNeed('pydantic', decorator)])] };
}

/** The line of a definition, or that of the comments right above it. */
function lineOfDefinition(doc: PythonDoc, node: PyNode): number {
  let start = doc.text.lastIndexOf('\n', node.start - 1) + 1;
  for (;;) {
    const above = doc.text.lastIndexOf('\n', start - 2) + 1;
    if (start === 0 || !/^[ \t]*#/.test(doc.text.slice(above, start))) return start;
    start = above;
  }
}

/** Variables that pydantic reads a list about origins from, as JSON. */
export function jsonVariables(doc: PythonDoc): string[] {
  return definitionsOf(doc).filter((definition) => definition.owner && isPydanticSettings(doc, definition.owner) && /list|set|tuple|sequence/i.test(typeText(definition)))
    .map(fieldVariable);
}

/** The variable pydantic reads a field from. */
function fieldVariable({ name, field, owner }: Definition): string {
  const keywords = field ? argumentsOf(field).keywords : undefined;
  const said = stringValue(keywords?.get('env') ?? keywords?.get('validation_alias') ?? keywords?.get('alias'));
  const prefix = /env_prefix\s*[=:"']+\s*["'](\w+)["']/.exec(owner!.text)?.[1] ?? '';
  return said ?? `${prefix}${name}`.toUpperCase();
}

export function isPydanticSettings(doc: PythonDoc, owner: PyNode): boolean {
  return /Settings\b/.test(owner.field('superclasses')?.text ?? '') && /\bpydantic/.test(doc.text);
}

function isModel(owner: PyNode): boolean {
  return /Model\b/.test(owner.field('superclasses')?.text ?? '') || (owner.parent?.kind === 'decorated_definition' && /dataclass|define|attr\.s/.test(owner.parent.named[0]!.text));
}
