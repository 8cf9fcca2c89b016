import type { Need } from '../../types.ts';
import type { JavaScriptFacts, LoggerModule, LoggerShape, ProjectView } from '../types.ts';
import { importedAs, importNeed, isEsm } from './imports.ts';
import type { Logger } from './logger-kind.ts';
import { functionsLogger } from './function-logger.ts';
import { edgeReason } from './logging-code.ts';
import { membersOf, ownerOfThis } from './members.ts';
import { moduleKey, relativeSpecifier } from './modules.ts';
import { isCall, keyName, lastName, quote, runsAtImport, statementAtTop, usesSemicolons, type AnyClass } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import type { Node } from './tree.ts';

const SPARE_NAMES = ['logger', 'log', 'appLogger', 'moduleLogger'];

/** Asks for a logger the way the package's other modules get theirs; for one that is to be made where there is none. */
export function newLogger(doc: JavaScriptDoc, at: Node, project: ProjectView): Logger | { reason: string } {
  const facts = project.package.javascript;
  const convention = facts?.logger;
  const edge = edgeReason(doc, project);
  // A logger of the project that runs there itself may be used there.
  if (edge && !(convention?.path !== undefined && facts?.edgeFiles?.includes(convention.path))) return { reason: edge };
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
  const { makes, argument, imported } = convention;
  const shape = shapeOf(convention);
  if (convention.functions) return functionsLogger(doc, at, project, convention, convention.path === undefined ? specifier : moduleKey(convention.path), specifier);
  const firstUse = runsAtImport(doc.tree, at) ? { firstUse: statementAtTop(doc.tree, at).start! } : {};
  const module = convention.path === undefined ? convention.module! : moduleKey(convention.path);
  const known = importedAs(doc, module, imported, project);
  if (makes === undefined) {
    if (known !== undefined && doc.scopes.lookup(known, at) !== doc.scopes.moduleNames.get(known)) return { reason: `\`${known}\` means something else at this place than the logger of the file` };
    if (known !== undefined) return { expression: known, shape, needs: [], actions: [] };
    const name = freeName(doc, convention.name);
    if (name === undefined) return { reason: 'every usual name for a logger is taken in this file' };
    return { expression: name, shape, needs: [importNeed(specifier, imported, name, esm, firstUse.firstUse)], actions: [] };
  }
  const name = freeName(doc, convention.name);
  const maker = known ?? (doc.scopes.moduleNames.has(imported) || doc.scopes.lookup(imported, at) ? undefined : imported === 'default' || imported === '*' ? undefined : imported);
  if (name === undefined || maker === undefined) return { reason: 'every usual name for a logger is taken in this file' };
  const call = `${makes === 'new' ? 'new ' : ''}${maker}(${argumentFor(doc, argument)})`;
  const needs = known === undefined ? [importNeed(specifier, imported, maker, esm, firstUse.firstUse)] : [];
  return { expression: name, shape, needs: [loggerNeed(doc, name, call, needs, firstUse)], actions: [] };
}

/** What the logger takes, without the ways to get at it. */
function shapeOf({ form, methods, takes, parameters, errorField, lowest }: LoggerModule): LoggerShape {
  return { form, methods, ...(takes && { takes }), ...(parameters && { parameters }), ...(errorField && { errorField }), ...(lowest !== undefined && { lowest }) };
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
  const name = freeName(doc, convention.name);
  if (name === undefined) return { reason: 'every usual name for a logger is taken in this file' };
  const firstUse = runsAtImport(doc.tree, at) ? { firstUse: statementAtTop(doc.tree, at).start! } : {};
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

/** A name that stands for nothing anywhere in the file, so that all of it gets the same logger. */
function freeName(doc: JavaScriptDoc, wanted: string): string | undefined {
  const taken = new Set(doc.scopes.all.map(({ name }) => name));
  return [wanted, ...SPARE_NAMES].find((name) => !taken.has(name) && !doc.scopes.globals.has(name));
}
