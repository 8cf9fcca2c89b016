import type { Action, Need } from '../../types.ts';
import type { JavaScriptFacts, LoggerModule, LoggerShape, ProjectView } from '../types.ts';
import { importedAs, importNeed, isEsm } from './imports.ts';
import { FASTIFY_LOGGER, libraryLogger, loggerType } from './logger-libraries.ts';
import { edgeReason } from './logging-code.ts';
import { membersOf, ownerOfThis, typeOf, type Member } from './members.ts';
import { moduleKey, moduleOf, relativeSpecifier } from './modules.ts';
import { dottedText, isCall, isFunction, keyName, lastName, propertyName, quote, runsAtImport, statementOf, usesSemicolons, type AnyClass } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import type { Binding } from './scopes.ts';
import { isWithin, type Node } from './tree.ts';

/** How code at one place logs. */
export interface Logger {
  /** What the methods are called on: `logger`, `this.logger`, `request.log`. */
  readonly expression: string;
  readonly shape: LoggerShape;
  /** What a fix that uses it must ask for, and what the user must do then. */
  readonly needs: readonly Need[];
  readonly actions: readonly Action[];
}

const LOGGER_NAME = /^_?(logger|log|LOGGER|LOG|rootLogger|appLogger|baseLogger)$/;
const SPARE_NAMES = ['logger', 'log', 'appLogger', 'moduleLogger'];
/** Loggers of their own stream, read by somebody else than the developers. */
const SPECIAL_LOGGER = /^_?(audit|access|security|perf(ormance)?|metrics?|query|sql|http|request|morgan|event)_?(log(ger)?)$/i;
export const LOG_METHODS = new Set(['trace', 'debug', 'verbose', 'silly', 'info', 'http', 'log', 'notice', 'warn', 'warning', 'error', 'fatal', 'critical']);

const FASTIFY_OBJECT = /^(request|req|fastify|app|server|instance|reply)$/;

/** The logger code at `at` uses, or the reason why there is none it could use. */
export function loggerAt(doc: JavaScriptDoc, at: Node, project: ProjectView): Logger | { readonly reason: string } {
  return ownLogger(doc, at, project) ?? boundLogger(doc, at, project) ?? fastifyLogger(doc, at, project) ?? newLogger(doc, at, project);
}

/** A call that writes a log line: `logger.info(…)`, `this.logger.error(…)`, `request.log.warn(…)`; not one of `console`. */
export function isLogCall(doc: JavaScriptDoc, call: Node, project: ProjectView): boolean {
  if (!isCall(call) || (call.callee.type !== 'MemberExpression' && call.callee.type !== 'OptionalMemberExpression')) return false;
  if (!LOG_METHODS.has(propertyName(call.callee) ?? '')) return false;
  const object = call.callee.object;
  if (doc.scopes.qualifiedName(object) === 'console') return false;
  const name = lastName(object) ?? (isCall(object) ? lastName(object.callee) : undefined) ?? '';
  // `LOG.http.error(…)`: one of several loggers that an object holds.
  const holder = dottedText(object)?.split('.')[0] ?? '';
  return LOGGER_NAME.test(name) || /log(ger)?$/i.test(name) || /^log(s|gers?|4|4js)?$/i.test(holder) || project.options.loggerNames.includes(name) || /^(child|getLogger|createLogger)$/.test(name);
}

export function isLoggerName(name: string, project: ProjectView): boolean {
  return LOGGER_NAME.test(name) || project.options.loggerNames.includes(name);
}

/** What an expression logs with, when it is known to be a logger. */
export function loggerShape(doc: JavaScriptDoc, node: Node | null | undefined, project: ProjectView): LoggerShape | undefined {
  const shape = shapeOf(doc, node, project);
  return shape?.makes === undefined ? shape : undefined;
}

/** `this.logger`, where the class has one and `this` is the object. */
function ownLogger(doc: JavaScriptDoc, at: Node, project: ProjectView): Logger | undefined {
  const owner = ownerOfThis(doc, at);
  for (const member of owner ? membersOf(owner) : []) {
    if (!isLoggerName(member.name.replace(/^#/, ''), project)) continue;
    const shape = memberShape(doc, member, project);
    const isSet = !member.setter || !isWithin(at, member.setter) || member.node.end! <= at.start!;
    if (shape && isSet) return { expression: `this.${member.name}`, shape, needs: [], actions: [] };
  }
  return undefined;
}

function memberShape(doc: JavaScriptDoc, { node, value, type }: Member, project: ProjectView): LoggerShape | undefined {
  return (value && loggerShape(doc, value, project)) ?? (type === undefined ? undefined : shapeOfType(doc, type, node, project));
}

/** The shape of a value whose type is an imported class or interface of loggers. */
function shapeOfType(doc: JavaScriptDoc, type: string, at: Node, project: ProjectView): LoggerShape | undefined {
  const binding = doc.scopes.lookup(type, at);
  const shape = binding && shapeOfBinding(doc, binding, project);
  return shape?.makes === 'new' || shape?.makes === undefined ? withoutMaking(shape) : undefined;
}

/** A logger some name stands for at this place: a parameter, a variable, an import. */
function boundLogger(doc: JavaScriptDoc, at: Node, project: ProjectView): Logger | { reason: string } | undefined {
  const seen = new Set<string>();
  for (let scope: Node | undefined = at; scope; scope = doc.tree.parent(scope)) {
    for (const [name, binding] of doc.scopes.in(scope)) {
      if (seen.has(name)) continue;
      seen.add(name);
      if (SPECIAL_LOGGER.test(name)) continue;
      const shape = bindingShape(doc, binding, project);
      if (!shape) continue;
      const isEarly = binding.kind !== 'import' && statementOf(doc.tree, binding.node).end! > at.start! && runsBefore(doc, at, binding);
      if (isEarly && binding.kind !== 'parameter') return { reason: `\`${name}\` is bound only further down` };
      return { expression: name, shape, needs: [], actions: [] };
    }
  }
  return undefined;
}

/** Whether code that stands above a binding also runs before it: it is in the same function, or at the top of the file. */
function runsBefore(doc: JavaScriptDoc, at: Node, binding: Binding): boolean {
  if (binding.scope.type === 'Program') return runsAtImport(doc.tree, at);
  for (const ancestor of doc.tree.ancestors(at)) {
    if (ancestor === binding.scope) return true;
    if (isFunction(ancestor)) return false;
  }
  return true;
}

function bindingShape(doc: JavaScriptDoc, binding: Binding, project: ProjectView): LoggerShape | undefined {
  if (binding.isType) return undefined;
  if (binding.kind === 'parameter') {
    const type = binding.node.type === 'Identifier' ? typeOf(binding.node.typeAnnotation).type : undefined;
    return type !== undefined && isLoggerName(binding.name, project) ? shapeOfType(doc, type, binding.node, project) : undefined;
  }
  const shape = withoutMakers(shapeOfBinding(doc, binding, project));
  return shape ?? (project.options.loggerNames.includes(binding.name) ? { form: 'text', methods: ['debug', 'info', 'warn', 'error'] } : undefined);
}

function shapeOfBinding(doc: JavaScriptDoc, binding: Binding, project: ProjectView): LoggerShape | undefined {
  const origin = doc.scopes.qualifiedName(binding.node);
  if (origin?.includes(':')) return shapeOfImport(doc, origin, project);
  const { by } = binding;
  return by.type === 'VariableDeclarator' && by.id === binding.node && binding.kind === 'const' ? shapeOf(doc, by.init, project) : undefined;
}

function shapeOfImport(doc: JavaScriptDoc, origin: string, project: ProjectView): LoggerShape | undefined {
  const library = libraryLogger(origin);
  if (library && origin !== 'winston:default') return library.by === 'value' ? library.shape : { ...library.shape, makes: library.by };
  const type = loggerType(origin);
  if (type) return { ...type, makes: 'new' };
  const colon = origin.lastIndexOf(':');
  const module = moduleOf(origin.slice(0, colon), doc.path, project.package.javascript);
  const loggers = project.package.javascript?.loggers ?? {};
  const name = origin.slice(colon + 1);
  return loggers[`${module}#${name}`] ?? (name.includes('.') ? undefined : loggers[`${module}#default.${name}`]);
}

/** What a value is to logging: a logger, or what makes one. */
function shapeOf(doc: JavaScriptDoc, node: Node | null | undefined, project: ProjectView): LoggerShape | undefined {
  switch (node?.type) {
    case 'Identifier': {
      const binding = doc.scopes.bindingOf(node);
      return binding && shapeOfBinding(doc, binding, project);
    }
    case 'MemberExpression': {
      const origin = doc.scopes.qualifiedName(node);
      if (origin?.includes(':')) return shapeOfImport(doc, origin, project);
      return /^(log|logger)$/.test(propertyName(node) ?? '') && isFastify(doc, node.object, project) ? FASTIFY_LOGGER : undefined;
    }
    case 'CallExpression': {
      const made = shapeOf(doc, node.callee, project);
      if (made?.makes === 'call') return withoutMaking(made);
      const { callee } = node;
      const isChild = callee.type === 'MemberExpression' && /^(child|withContext|getChild|scope|withTag)$/.test(propertyName(callee) ?? '');
      if (isChild) return loggerShape(doc, callee.object, project);
      const origin = doc.scopes.qualifiedName(node);
      return origin?.includes(':') ? shapeOfImport(doc, origin, project) : undefined;
    }
    case 'NewExpression': {
      const made = shapeOf(doc, node.callee, project);
      return made?.makes === 'new' ? withoutMaking(made) : undefined;
    }
    case 'TSAsExpression': case 'TSNonNullExpression': case 'TSSatisfiesExpression': return shapeOf(doc, node.expression, project);
    default: return undefined;
  }
}

function withoutMaking(shape: LoggerShape | undefined): LoggerShape | undefined {
  if (!shape) return undefined;
  const { makes: _, ...logger } = shape;
  return logger;
}

function withoutMakers(shape: LoggerShape | undefined): LoggerShape | undefined {
  return shape?.makes === undefined ? shape : undefined;
}

/** `request.log` in a handler of Fastify, `fastify.log` where the server is set up. */
function fastifyLogger(doc: JavaScriptDoc, at: Node, project: ProjectView): Logger | undefined {
  const usesFastify = project.package.javascript?.dependencies.includes('fastify') && !project.package.javascript.logger;
  if (!usesFastify) return undefined;
  const seen = new Set<string>();
  for (let scope: Node | undefined = at; scope; scope = doc.tree.parent(scope)) {
    for (const [name, binding] of doc.scopes.in(scope)) {
      if (seen.has(name) || !FASTIFY_OBJECT.test(name)) continue;
      seen.add(name);
      const isBound = binding.kind === 'parameter' || !runsBefore(doc, at, binding) || statementOf(doc.tree, binding.node).end! <= at.start!;
      if (isBound && isFastifyBinding(doc, binding, project)) return { expression: `${name}.log`, shape: FASTIFY_LOGGER, needs: [], actions: [] };
    }
  }
  return undefined;
}

function isFastify(doc: JavaScriptDoc, node: Node, project: ProjectView): boolean {
  const binding = doc.scopes.bindingOf(node);
  return !!binding && FASTIFY_OBJECT.test(binding.name) && isFastifyBinding(doc, binding, project);
}

/** A request or a server of Fastify by its type, by what makes it, or by the use of its `log`. */
function isFastifyBinding(doc: JavaScriptDoc, { by, kind, node, uses }: Binding, project: ProjectView): boolean {
  if (!project.package.javascript?.dependencies.includes('fastify')) return false;
  if (node.type === 'Identifier' && /^Fastify(Request|Instance|Reply)/.test(typeOf(node.typeAnnotation).type ?? '')) return true;
  if (kind === 'const' && by.type === 'VariableDeclarator' && isCall(by.init)) return /^(fastify:(default|fastify))$/.test(doc.scopes.qualifiedName(by.init.callee) ?? '');
  return uses.some((use) => {
    const member = doc.tree.parent(use);
    const call = member && doc.tree.parent(member);
    return member?.type === 'MemberExpression' && propertyName(member) === 'log' && call?.type === 'MemberExpression' && LOG_METHODS.has(propertyName(call) ?? '');
  });
}

/** Asks for a logger the way the package's other modules get theirs; for one that is to be made where there is none. */
function newLogger(doc: JavaScriptDoc, at: Node, project: ProjectView): Logger | { reason: string } {
  const facts = project.package.javascript;
  const edge = edgeReason(doc, project);
  if (edge) return { reason: edge };
  const convention = facts?.logger;
  if (convention?.path !== undefined && project.loggerWouldCycle) return { reason: 'the logger\'s own module loads this file: importing it here would close a cycle' };
  if (convention?.module === '@nestjs/common') return nestLogger(doc, at, project, convention);
  if (convention) return importedLogger(doc, at, project, convention);
  if (facts?.unclearLogger !== undefined) return { reason: `the package logs through \`${facts.unclearLogger}\`, whose calls are of a form of their own` };
  if (!facts?.newLogger) return { reason: facts?.noLogger ?? 'the package has no logger that could be imported here' };
  const { needs, action } = facts.newLogger;
  const made = importedLogger(doc, at, project, facts.newLogger);
  return 'reason' in made ? made : { ...made, needs: [...made.needs, ...needs], actions: [action] };
}

function importedLogger(doc: JavaScriptDoc, at: Node, project: ProjectView, convention: LoggerModule): Logger | { reason: string } {
  const esm = isEsm(doc, project);
  const unloadable = unloadableReason(doc, project, convention);
  if (unloadable) return { reason: unloadable };
  const specifier = specifierOf(doc, project, convention);
  const { makes, argument, imported, ...rest } = convention;
  const shape: LoggerShape = { form: rest.form, methods: rest.methods, ...(rest.takes && { takes: rest.takes }) };
  const firstUse = runsAtImport(doc.tree, at) ? { firstUse: statementAtTop(doc, at).start! } : {};
  const module = convention.path === undefined ? convention.module! : moduleKey(convention.path);
  const known = importedAs(doc, module, imported === '*' ? 'default' : imported, project);
  if (makes === undefined) {
    if (known !== undefined && doc.scopes.lookup(known, at) === doc.scopes.moduleNames.get(known)) return { expression: known, shape, needs: [], actions: [] };
    const name = freeName(doc, at, convention.name);
    if (name === undefined) return { reason: 'every usual name for a logger is taken in this file' };
    return { expression: name, shape, needs: [importNeed(specifier, imported, name, esm, firstUse.firstUse)], actions: [] };
  }
  const name = freeName(doc, at, convention.name);
  const maker = known ?? (doc.scopes.moduleNames.has(imported) || doc.scopes.lookup(imported, at) ? undefined : imported === 'default' || imported === '*' ? undefined : imported);
  if (name === undefined || maker === undefined) return { reason: 'every usual name for a logger is taken in this file' };
  const call = `${makes === 'new' ? 'new ' : ''}${maker}(${argumentFor(doc, argument)})`;
  const needs = known === undefined ? [importNeed(specifier, imported, maker, esm, firstUse.firstUse)] : [];
  return { expression: name, shape, needs: [loggerNeed(doc, name, call, needs, firstUse)], actions: [] };
}

/** Why a file cannot load the logger's module: one is plain JavaScript, the other TypeScript, and nothing here mixes them. */
function unloadableReason(doc: JavaScriptDoc, project: ProjectView, { path }: LoggerModule): string | undefined {
  if (path === undefined) return undefined;
  const facts = project.package.javascript;
  const isTyped = (file: string) => /\.[cm]?tsx?$/.test(file);
  if (isTyped(path) && !isTyped(doc.path) && !facts?.plainLoadsTyped) return `the logger is TypeScript (\`${path}\`), which this plain JavaScript file may not be able to load`;
  return !isTyped(path) && isTyped(doc.path) && !facts?.typedLoadsPlain ? `the logger is plain JavaScript (\`${path}\`), which TypeScript may refuse without types` : undefined;
}

/** A logger of Nest is a member of its class; outside of one it is a constant of the module. */
function nestLogger(doc: JavaScriptDoc, at: Node, project: ProjectView, convention: LoggerModule): Logger | { reason: string } {
  const owner = ownerOfThis(doc, at);
  const isTyped = /\.[cm]?tsx?$/.test(doc.path);
  const esm = isEsm(doc, project);
  const maker = importedAs(doc, '@nestjs/common', 'Logger') ?? (doc.scopes.moduleNames.has('Logger') ? undefined : 'Logger');
  if (maker === undefined) return { reason: '`Logger` means something else in this file' };
  const imports = [importNeed(convention.module!, 'Logger', maker, esm)];
  const className = owner?.id?.name;
  const shape: LoggerShape = { form: convention.form, methods: convention.methods };
  if (owner && className && isTyped && !owner.superClass && !isRecord(owner) && !membersOf(owner).some(({ name }) => name === 'logger') && !owner.body.body.some((member) => keyName(member) === 'logger')) {
    const text = `private readonly logger = new ${maker}(${className}.name)${usesSemicolons(doc) ? ';' : ''}`;
    return { expression: 'this.logger', shape, needs: [{ kind: 'member', key: `member logger@${owner.start}`, class: owner.start!, text, needs: imports }], actions: [] };
  }
  const name = freeName(doc, at, convention.name);
  if (name === undefined) return { reason: 'every usual name for a logger is taken in this file' };
  const firstUse = runsAtImport(doc.tree, at) ? { firstUse: statementAtTop(doc, at).start! } : {};
  return { expression: name, shape, needs: [loggerNeed(doc, name, `new ${maker}(${quote(doc, contextName(doc))})`, imports, firstUse)], actions: [] };
}

/** Classes whose objects a library makes and reads, without running their constructor: rows, documents, bodies of requests. */
function isRecord(owner: AnyClass): boolean {
  const members = owner.body.body.flatMap((member) => (member.type === 'ClassProperty' && member.decorators) || []);
  const named = (decorators: readonly { expression: Node }[], pattern: RegExp) => decorators.some(({ expression }) => pattern.test(lastName(isCall(expression) ? expression.callee : expression) ?? ''));
  return named(owner.decorators ?? [], RECORD_CLASS) || named(members, RECORD_MEMBER);
}

const RECORD_CLASS = /^(Schema|(Child|View|Table)?Entity|Table|Embeddable|ObjectType|InputType|ArgsType|InterfaceType|ModelOptions|modelOptions)$/;
const RECORD_MEMBER = /^(Prop|prop|Column|(Primary|Create|Update|Delete|Version|ObjectId|Virtual)(Generated)?\w*Column|PrimaryKey|Property|Field|HideField|ApiProperty\w*|Is[A-Z]\w*|Expose|Exclude|ValidateNested)$/;

function loggerNeed(doc: JavaScriptDoc, name: string, call: string, needs: readonly Need[], firstUse: { readonly firstUse?: number }): Need {
  return { kind: 'block', key: `logger ${name}`, name, order: -1, text: `const ${name} = ${call}${usesSemicolons(doc) ? ';' : ''}`, needs, ...firstUse };
}

/** As most modules spell it when that is an alias this file uses too or no relative import shows another habit. */
function specifierOf(doc: JavaScriptDoc, project: ProjectView, { path, module }: LoggerModule): string {
  const facts = project.package.javascript;
  if (path === undefined) return module!;
  const aliases = Object.keys(facts?.aliases ?? {});
  const used = doc.tree.all('ImportDeclaration').map(({ source }) => source.value);
  if (module !== undefined) {
    const isAliased = used.some((specifier) => aliases.some((alias) => specifier.startsWith(alias)));
    if (isAliased || !used.some((specifier) => specifier.startsWith('.'))) return module;
  }
  // A module that nobody imports yet is spelled as the file spells its others.
  const alias = aliases.find((prefix) => prefix.endsWith('/') && path.startsWith(facts!.aliases[prefix]!) && used.some((specifier) => specifier.startsWith(prefix)));
  const isHabit = alias !== undefined && !used.some((specifier) => specifier.startsWith('../'));
  if (isHabit) return aliased(path, alias, facts!);
  const relative = relativeSpecifier(doc, path, facts);
  // A file deep down that shows no habit of its own has that of the others; one at the top may be run as it is.
  const usual = facts?.usualAlias;
  const showsNone = !used.some((specifier) => specifier.startsWith('.') || aliases.some((prefix) => specifier.startsWith(prefix)));
  return usual !== undefined && showsNone && relative.startsWith('../../') && path.startsWith(facts!.aliases[usual]!) ? aliased(path, usual, facts!) : relative;
}

function aliased(path: string, alias: string, { aliases }: JavaScriptFacts): string {
  return alias + moduleKey(path).slice(aliases[alias]!.length);
}

function argumentFor(doc: JavaScriptDoc, argument: LoggerModule['argument']): string {
  if (argument === 'filename') return '__filename';
  if (argument === 'url') return 'import.meta.url';
  return argument === 'name' ? quote(doc, baseName(doc.path)) : '';
}

/** What Nest shows in front of a line: the only class of the file, else its name, with the folder's where that says little. */
function contextName(doc: JavaScriptDoc): string {
  const [only, ...more] = doc.tree.all('ClassDeclaration').filter((owner) => owner.id && isTopLevel(doc, owner));
  if (only && more.length === 0) return only.id!.name;
  const name = baseName(doc.path);
  const folder = doc.path.split('/').at(-2);
  return folder !== undefined && GENERIC_NAMES.test(name) ? `${folder}.${name}` : name;
}

const GENERIC_NAMES = /^(helpers?|utils?|common|constants?|types?|service|services|functions?|shared)$/;

function isTopLevel(doc: JavaScriptDoc, node: Node): boolean {
  const parent = doc.tree.parent(node);
  return parent?.type === 'Program' || parent?.type === 'ExportNamedDeclaration' || parent?.type === 'ExportDefaultDeclaration';
}

function baseName(path: string): string {
  const parts = path.replace(/\.[cm]?[jt]sx?$/, '').split('/');
  return (parts.at(-1) === 'index' ? parts.at(-2) : parts.at(-1)) ?? 'app';
}

/** A name that stands for nothing yet, at the place or at the top of the file. */
function freeName(doc: JavaScriptDoc, at: Node, wanted: string): string | undefined {
  return [wanted, ...SPARE_NAMES].find((name) => !doc.scopes.moduleNames.has(name) && !doc.scopes.globals.has(name) && !doc.scopes.lookup(name, at));
}

function statementAtTop(doc: JavaScriptDoc, at: Node): Node {
  let statement = at;
  for (const ancestor of doc.tree.ancestors(at)) {
    if (ancestor.type === 'Program') return statement;
    statement = ancestor;
  }
  return statement;
}
