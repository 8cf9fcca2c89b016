import { importNeed, isEsm } from '../../../src/languages/javascript/imports.ts';
import { relativeSpecifier } from '../../../src/languages/javascript/modules.ts';
import { indentStep, propertyName, quote, stringValue, usesSemicolons } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { blockNeed } from '../../../src/languages/javascript/support.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Action, Need } from '../../../src/types.ts';
import { requiresNamed, templateLine } from '../template-line.ts';
import { isFrontEnd, variableOf } from '../variable.ts';
import type { Context } from './context.ts';

const USUAL_ORIGINS = ['http://localhost:3000', 'http://localhost:5173'];
const PARSER = 'cors allowlist';
const PARSERS = ['parseAllowedOrigins', 'parseCorsOrigins', 'splitAllowedOrigins'];
const HEADERS = ['allowedOriginHeaders', 'originHeaders', 'corsOriginHeaders'];

/** A use of the inserted functions, with what it needs. */
export interface Use {
  readonly text: string;
  readonly needs: readonly Need[];
  readonly envs: readonly string[];
}

/** The variable the allowlist is read from. */
export function allowlistEnv({ doc, project, facts }: Context): string {
  return variableOf({
    configured: project.options.corsEnv, ofLayers: facts.flatMap(({ layerEnvs }) => layerEnvs),
    read: project.package.envNames, declared: project.package.declaredNames ?? [], text: doc.text, mustBeSet: requiresNamed(project.package), takesText: () => true,
  });
}

/** The list of origins in a text; where no text is given, the one that the project has, or the environment's. */
export function originList(context: Context, source?: { readonly text: string; readonly env?: string }): Use {
  const { doc, own } = context;
  if (own && (!source || (source.env !== undefined && own.reads.includes(source.env)))) return { text: own.text, needs: own.needs, envs: [] };
  const env = source ? source.env : allowlistEnv(context);
  const shared = sharedParser(context);
  const name = shared ? PARSERS[0]! : nameOf(doc, PARSERS);
  const text = `${name}(${source?.text ?? environmentRead(doc, env!)})`;
  const needs = shared ?? (isThere(doc, name) ? [] : [blockNeed(PARSER, name, parserText(context, name), [])]);
  return { text, needs, envs: env === undefined ? [] : [env] };
}

/** Whether a list, as code, holds an origin. */
export function isListed(list: string, origin: string): string {
  const [, set] = /^\[\.\.\.(\w+)\]$/.exec(list) ?? [];
  return set === undefined ? `${list}.includes(${origin})` : `${set}.has(${origin})`;
}

/** What a file needs to take the function from the one module of the package: where several files need it, counted by places, accepted or not. */
function sharedParser({ doc, facts, project }: Context): readonly Need[] | undefined {
  const [name] = PARSERS as [string];
  const module = project.package.javascript?.originsModule;
  const known = doc.scopes.moduleNames.get(name);
  if (known?.kind === 'import') return [];
  if (known || new RegExp(`\\b${name}\\b`).test(doc.text)) return undefined;
  const taken = (path: string) => [importNeed(relativeSpecifier(doc, path, project.package.javascript), name, name, isEsm(doc, project))];
  const there = facts.find(({ exportsParser: isThere, path }) => isThere && path !== doc.path && isTyped({ path }) === isTyped(doc));
  if (there) return taken(there.path);
  // Where the project has a list, a variable of our own choice is read nowhere.
  const hasLists = facts.some(({ lists, closed }) => lists.length > 0 || closed.some(({ isVariable }) => !isVariable));
  const others = facts.filter(({ path, parses }) => path !== doc.path && module !== undefined && isTyped({ path }) === isTyped(module) && parses.some((each) => each === 'own' || !hasLists));
  if (!module || others.length === 0 || isTyped(module) !== isTyped(doc)) return undefined;
  const text = parserText({ doc: { ...doc, path: module.path } as JavaScriptDoc, project }, name);
  const whole = module.writesImports ? text.replace('\nfunction', '\nexport function') : `${text}\n\nmodule.exports = { ${name} };`;
  return [...taken(module.path), { kind: 'file', key: `file ${module.path}`, path: module.path, text: `${whole}\n`, format: module.format }];
}

/** Whether a file exports the inserted function. */
export function exportsParser(doc: JavaScriptDoc): boolean {
  const [name] = PARSERS as [string];
  return isThere(doc, name) && new RegExp(`export function ${name}\\b|exports\\s*=\\s*\\{ ${name}\\b`).test(doc.text);
}

/** What of the inserted function a change needs: the variable it reads is the code's, or one of our own choice. */
export function parsedBy(needs: readonly Need[], envs: readonly string[], context: Context): 'own' | 'new' | undefined {
  if (!needs.some(({ key }) => key === PARSER)) return undefined;
  return envs.length > 0 && envs.every((env) => env === allowlistEnv(context)) ? 'new' : 'own';
}

/** An object with the headers that name a request's origin, if it is allowed. */
export function originHeaders(context: Context, origin: string): Use {
  const { doc } = context;
  const name = nameOf(doc, HEADERS);
  const list = originList(context);
  const needs = isThere(doc, name) ? [] : [blockNeed('cors headers', name, headersText(context, name, list.text), [], { order: 1 })];
  return { text: `${name}(${origin})`, needs: [...list.needs, ...needs], envs: list.envs };
}

/** The first name nobody uses, or that an earlier run has given to the function. */
function nameOf(doc: JavaScriptDoc, names: readonly string[]): string {
  const existing = names.find((name) => isThere(doc, name));
  return existing ?? names.find((name) => !new RegExp(`\\b${name}\\b`).test(doc.text)) ?? `${names[0]!}FromEnv`;
}

function isThere(doc: JavaScriptDoc, name: string): boolean {
  return doc.scopes.moduleNames.get(name)?.kind === 'function';
}

/** `process.env.NAME`, in brackets where the file has it so. */
export function environmentRead(doc: JavaScriptDoc, name: string): string {
  const isBracketed = /\bprocess\.env\[['"]\w+['"]\]/.test(doc.text) && !/\bprocess\.env\.\w/.test(doc.text);
  return isBracketed ? `process.env[${quote(doc, name)}]` : `process.env.${name}`;
}

/** The name of the variable that `process.env.NAME` or `process.env['NAME']` reads. */
export function environmentName(doc: JavaScriptDoc, node: Parameters<JavaScriptDoc['scopes']['qualifiedName']>[0]): string | undefined {
  if (node?.type !== 'MemberExpression' && node?.type !== 'OptionalMemberExpression') return undefined;
  const object = doc.scopes.qualifiedName(node.object);
  const isEnvironment = object === 'process.env' || object === 'process:env' || object === 'Bun.env';
  return isEnvironment ? propertyName(node) ?? stringValue(node.property) : undefined;
}

export function isTyped({ path }: { readonly path: string }): boolean {
  return /\.[cm]?tsx?$/.test(path);
}

function parserText({ doc, project }: Pick<Context, 'doc' | 'project'>, name: string): string {
  const tab = indentStep(doc);
  const end = usesSemicolons(doc) ? ';' : '';
  const [value, result] = isTyped(doc) ? [': string | undefined', ': string[]'] : ['', ''];
  const nothing = quote(doc, '');
  const local = localOriginsOf(project);
  return [
    `/** The origins of a comma-separated list, without \`*\`${local.length > 0 ? '; with none given, local front ends outside production' : ''}. */`,
    `function ${name}(value${value})${result} {`,
    `${tab}const listed = (value || ${nothing}).split(${quote(doc, ',')}).map((origin) => origin.trim()).filter(Boolean)${end}`,
    `${tab}const origins = listed.filter((origin) => origin !== ${quote(doc, '*')})${end}`,
    `${tab}if (origins.length < listed.length) {`,
    `${tab}${tab}process.emitWarning(${quote(doc, 'Ignoring "*" in the CORS origins: list each origin instead')})${end}`,
    `${tab}}`,
    ...(local.length === 0 ? [`${tab}return origins${end}`] : [
      `${tab}if (origins.length > 0 || ${environmentRead(doc, 'NODE_ENV')} === ${quote(doc, 'production')}) {`,
      `${tab}${tab}return origins${end}`,
      `${tab}}`,
      `${tab}return [${local.map((origin) => quote(doc, origin)).join(', ')}]${end}`,
    ]),
    '}',
  ].join('\n');
}

function headersText({ doc }: Context, name: string, list: string): string {
  const tab = indentStep(doc);
  const end = usesSemicolons(doc) ? ';' : '';
  const [value, result] = isTyped(doc) ? [': string | null | undefined', ': Record<string, string>'] : ['', ''];
  return [
    '/** Headers that name the origin of a request, if it is allowed. */',
    `function ${name}(origin${value})${result} {`,
    `${tab}const vary = { Vary: ${quote(doc, 'Origin')} }${end}`,
    `${tab}return origin && ${isListed(list, 'origin')} ? { ...vary, ${quote(doc, 'Access-Control-Allow-Origin')}: origin } : vary${end}`,
    '}',
  ].join('\n');
}

/** The line of the variable in the template. */
export function envNeed(name: string, { package: facts }: ProjectView): readonly Need[] {
  return templateLine(name, facts, 'comma-separated', (origins) => origins.join(','));
}

/** The local front ends that the repository names, else two usual ones, without the ports of the package itself. */
function localOriginsOf({ package: { localOrigins = [], ownPorts = [] } }: ProjectView): readonly string[] {
  return localOrigins.length > 0 ? localOrigins : USUAL_ORIGINS.filter((origin) => !ownPorts.some((port) => origin.endsWith(`:${port}`)));
}

export function envAction(name: string, project: ProjectView): Action {
  const local = localOriginsOf(project);
  const notSet = local.length > 0 ? `${local.join(' and ')} can call the API from a browser where NODE_ENV is not production, and no other origin can where it is` : 'no other origin can call the API from a browser';
  return {
    kind: 'env', name,
    message: isFrontEnd(name) ? `${name} also says who may call the API from a browser: set it to the origin of your front end, without a path or a slash at its end. While it is empty or not set, ${notSet}.` : `Set ${name} to the origins of your front ends, comma-separated, such as https://app.example.com,https://admin.example.com. While it is empty or not set, ${notSet}.`,
  };
}

/** Why no variable of the environment can be read here: the code runs where there is no `process.env`. */
export function edgeReason(doc: JavaScriptDoc, { package: { javascript } }: ProjectView): string | undefined {
  if (/(^|\/)supabase\/functions\//.test(doc.path) || /\bDeno\.(serve|env)\b|from ['"]https:\/\/deno\.land\//.test(doc.text)) return 'it runs in Deno: read the origins from `Deno.env` there';
  const dependencies = javascript?.dependencies ?? [];
  const isWorker = ['wrangler', '@cloudflare/workers-types'].some((name) => dependencies.includes(name)) && !['express', 'fastify', 'koa', '@nestjs/core', '@hono/node-server'].some((name) => dependencies.includes(name));
  const takesEnv = /\bfetch\s*\(\s*\w+[^,)]*,\s*env\b/.test(doc.text) || /\b(env|c\.env)\.[A-Z_]{3,}\b/.test(doc.text) && !/\bprocess\.env\b/.test(doc.text) && /\bExecutionContext\b|\bKVNamespace\b|\benv\.KV\b/.test(doc.text);
  return isWorker || takesEnv ? 'it runs in a worker at the edge, where variables come with each request: take the origins from its `env`' : undefined;
}
