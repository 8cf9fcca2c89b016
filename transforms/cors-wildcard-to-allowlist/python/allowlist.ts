import { importAnchor, importedAs, importNeed } from '../../../src/languages/python/imports.ts';
import { isSelected } from '../../../src/languages/python/lint.ts';
import type { Logger } from '../../../src/languages/python/logger-kind.ts';
import { loggerAt } from '../../../src/languages/python/logger.ts';
import { runsAtImport, statementsOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { blockNeed } from '../../../src/languages/python/support.ts';
import { mayUseBuiltinGenerics } from '../../../src/languages/python/version.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Action, Need } from '../../../src/types.ts';
import { templateLine } from '../template-line.ts';
import { variableOf } from '../variable.ts';
import type { Change, Context, CorsFacts, EnvVariable } from './context.ts';
import { readerAt } from './environment.ts';
import { classAttribute, ownList } from './own-list.ts';
import { settingsField } from './settings-class.ts';

const HELPER_NAMES = ['parse_allowed_origins', 'parse_cors_origins', 'split_allowed_origins', '_parse_allowed_origins'];

/** The variable the allowlist is read from. */
export function allowlistEnv({ doc, project, facts }: Context): string {
  // A list setting of pydantic takes JSON from its variable, which commas would break.
  const json = new Set(facts.flatMap(({ jsonNames }) => jsonNames));
  return variableOf({
    configured: project.options.corsEnv, ofLayers: facts.flatMap(({ layerEnvs }) => layerEnvs),
    read: project.package.envNames, declared: project.package.declaredNames ?? [], text: doc.text, takesText: (name) => !json.has(name),
  });
}

/** The allowlist as code of a file: the list, with what that needs. */
export type Allowlist = Pick<Change, 'envs' | 'calls' | 'elsewhere' | 'ownList' | 'group'> & { readonly text: string; readonly needs: readonly Need[] };

/** The list of allowed origins where a node stands: the one that the project has, else read from its settings or from the environment. */
export function allowlist(context: Context, at: PyNode): Allowlist {
  const { doc, project } = context;
  const own = at.closest('class_definition') ? undefined : ownList(context, at);
  if (own) return { text: own.text, envs: [], needs: own.needs, calls: [], ...(own.list && { ownList: own.list }) };
  const attribute = at.closest('class_definition') ? undefined : classAttribute(context, at);
  if (attribute !== undefined) return { text: attribute, envs: [], needs: [], calls: [] };
  const field = settingsField(context, allowlistEnv(context), project.package.localOrigins ?? [], at);
  const together = field?.group === undefined ? {} : { group: field.group };
  if (field?.holds === 'list') return { text: field.text, envs: [{ name: field.env, json: true, isField: true }], needs: field.needs, calls: [], ...together };
  const { text, ...source } = field ? { text: field.text, envs: [{ name: field.env, isField: true }], needs: field.needs, elsewhere: field.elsewhere, ...together } : environmentText(context, at);
  return { ...source, text: parseCall(doc, text), calls: [at] };
}

/** The comma-separated text it is made from where a node stands, read from the environment. */
export function environmentText(context: Context, at: PyNode, notSet?: readonly string[]): Pick<Allowlist, 'text' | 'needs' | 'envs'> {
  const name = allowlistEnv(context);
  return { ...environmentRead(context, name, at, notSet), envs: [{ name }] };
}

/** What the variable is taken for while it is not set: the local front ends that the repository names, or nobody. */
export function whenNotSet(doc: PythonDoc, { package: { localOrigins = [] } }: ProjectView): string {
  return quoted(doc, localOrigins.join(','));
}

/** The same as a list. */
export function listWhenNotSet(doc: PythonDoc, { package: { localOrigins = [] } }: ProjectView): string {
  return `[${localOrigins.map((origin) => quoted(doc, origin)).join(', ')}]`;
}

/** Who may call the API while nothing is set. */
export function allowedWhenNotSet({ package: { localOrigins = [] } }: ProjectView): string {
  return localOrigins.length > 0 ? `no other origin than ${localOrigins.join(', ')}` : 'no other origin';
}

/** Text of the inserted function's call, or of the one an earlier run has left. */
export function parseCall(doc: PythonDoc, source: string): string {
  return `${helperName(doc)}(${source})`;
}

function helperName(doc: PythonDoc): string {
  return existingHelper(doc) ?? HELPER_NAMES.find((name) => !doc.scopes.mentions(name)) ?? 'parse_allowed_cors_origins';
}

function existingHelper(doc: PythonDoc): string | undefined {
  const found = statementsOf(doc.root).find((node) => node.kind === 'function_definition' &&
    HELPER_NAMES.includes(node.field('name')!.text) && /!= ["']\*["']/.test(node.text));
  return found?.field('name')!.text;
}

/** How the file reads the variable of the allowlist. */
function environmentRead({ doc, project }: Context, name: string, at: PyNode, notSet?: readonly string[]): { readonly text: string; readonly needs: readonly Need[] } {
  const key = quoted(doc, name);
  const nothing = notSet ? quoted(doc, notSet.join(',')) : whenNotSet(doc, project);
  const reader = readerAt(doc, at);
  if (reader !== undefined) return { text: `${reader}(${key}, default=${nothing})`, needs: [] };
  const os = importedAs(doc, 'os');
  const method = /\benviron\.get\(/.test(doc.text) && !/\bgetenv\(/.test(doc.text) ? 'environ.get' : 'getenv';
  return { text: `${os ?? 'os'}.${method}(${key}, ${nothing})`, needs: os ? [] : [importNeed('os')] };
}

/** What the function that parses the variable needs: itself, after the imports and the logger it warns through. */
export function helperNeeds(doc: PythonDoc, uses: readonly PyNode[], project: ProjectView, isSettings: boolean): readonly Need[] {
  if (existingHelper(doc)) return [];
  const early = uses.find(runsAtImport);
  // Called later, the function finds a logger wherever in the module it is bound.
  const warning = warningCall(doc, early ?? statementsOf(doc.root).at(-1)!, project, isSettings);
  const firstUse = early && topStatement(early).start;
  const text = helperText(doc, warning.text, project);
  return [blockNeed('cors allowlist', text, warning.needs, firstUse === undefined ? {} : { firstUse })];
}

/** `logger.warning`, or the root of it where no module-level logger is bound when the code runs. */
export function warningCall(doc: PythonDoc, at: PyNode, project: ProjectView, isSettings: boolean): { text: string; needs: readonly Need[] } {
  const logger = isSettings ? undefined : loggerAt(doc, at, project);
  if (logger && 'expression' in logger && (logger.methods?.includes('warning') ?? true) && isModuleLevel(doc, logger, at)) return { text: `${logger.expression}.warning`, needs: logger.needs };
  return { text: 'logging.getLogger(__name__).warning', needs: [importNeed('logging')] };
}

/** Made or imported by its needs, or bound at module level: `self.logger` means nothing in the inserted function. */
function isModuleLevel(doc: PythonDoc, logger: Logger, at: PyNode): boolean {
  return logger.needs.length > 0 || doc.scopes.scopeOf(logger.expression.split('.')[0]!, at) === doc.root;
}

function helperText(doc: PythonDoc, warning: string, project: ProjectView): string {
  const types = signatureTypes(doc, project);
  const tab = indentUnit(doc);
  const message = usesSingleQuotes(doc) ? `'Ignoring "*" in the CORS origins: list each origin instead'` : `"Ignoring '*' in the CORS origins: list each origin instead"`;
  const comma = quoted(doc, ',');
  const star = quoted(doc, '*');
  return [
    `def ${helperName(doc)}(value${types.value})${types.result}:`,
    `${tab}"""Split a comma-separated list of CORS origins; a \`*\` in it is dropped."""`,
    `${tab}origins = [origin.strip() for origin in value.split(${comma}) if origin.strip()]`,
    `${tab}if ${star} in origins:`,
    `${tab}${tab}${warning}(${message})`,
    `${tab}return [origin for origin in origins if origin != ${star}]`,
  ].join('\n');
}

/** A name from `typing` that the imports at the top bind: the inserted function, right below them, may use it. */
export function boundEarly(doc: PythonDoc, name: string): string | undefined {
  const bound = importedAs(doc, 'typing', name);
  return bound !== undefined && doc.scopes.moduleNames.get(bound)![0]!.node.start < importAnchor(doc).end ? bound : undefined;
}

export function asksForTypes({ package: { python } }: ProjectView): boolean {
  return !!python?.lint && isSelected('ANN001', python.lint);
}

/** Typed where the code around is, or where the linter asks for types; what it gives is a text where an older Python might not evaluate it. */
function signatureTypes(doc: PythonDoc, project: ProjectView): { value: string; result: string } {
  const list = boundEarly(doc, 'List') ?? 'list';
  const isKnown = list !== 'list' || mayUseBuiltinGenerics(doc.text, project.package);
  const isTyped = asksForTypes(project) || list !== 'list' || /^\s*(async )?def .*(->|\w: ?\w)/m.test(doc.text) || /^\s+\w+: ?(str|int|bool|list|dict|float)\b/m.test(doc.text);
  return { value: isTyped ? ': str' : '', result: isTyped ? ` -> ${isKnown ? `${list}[str]` : quoted(doc, `${list}[str]`)}` : '' };
}

export function indentUnit(doc: PythonDoc): string {
  return /^(?:\t+|(?: {2}){1,2})(?=\S)/m.exec(doc.text)?.[0] ?? '    ';
}

export function usesSingleQuotes(doc: PythonDoc): boolean {
  const opens = [...doc.root.descendants('string_start')].map(({ text }) => text.at(-1)).filter((_, i) => i < 400);
  return opens.filter((quote) => quote === "'").length > opens.length / 2;
}

export function quoted(doc: PythonDoc, text: string): string {
  return usesSingleQuotes(doc) ? `'${text}'` : `"${text}"`;
}

function topStatement(node: PyNode): PyNode {
  let statement = node;
  for (const parent of node.ancestors()) {
    if (parent.kind === 'module') break;
    statement = parent;
  }
  return statement;
}

/** The line of the variable in the template. */
export function envNeed({ name, json }: EnvVariable, { package: facts }: ProjectView): readonly Need[] {
  return json ? templateLine(name, facts, 'as a JSON list', (origins) => JSON.stringify(origins)) : templateLine(name, facts, 'comma-separated', (origins) => origins.join(','));
}

export function envAction({ name, json, isField }: EnvVariable, { facts, project }: Context): Action {
  const form = json ? 'as a JSON list, such as ["https://app.example.com"]' : 'comma-separated, such as https://app.example.com,https://admin.example.com';
  return { kind: 'env', name, message: `Set ${name} to the origins of your front ends, ${form}. While it is ${project.package.localOrigins?.length ? '' : 'empty or '}not set, ${allowedWhenNotSet(project)} can call the API from a browser.${json || isField ? '' : dotenvNote(facts)}` };
}

/** pydantic reads `.env` for its own fields only, and refuses a name there that it does not know. */
function dotenvNote(facts: readonly CorsFacts[]): string {
  const settings = facts.find(({ ownDotenv }) => ownDotenv);
  if (!settings || facts.some(({ loadsDotenv }) => loadsDotenv)) return '';
  return ` Set it in the environment of the process: the settings in ${settings.path} read .env for their own fields only.`;
}
