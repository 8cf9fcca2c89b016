import { moduleKey } from '../../languages/javascript/modules.ts';
import type { LoggerModule, LoggerShape } from '../../languages/types.ts';
import { isAbove } from '../folders.ts';
import type { PathZone } from '../paths.ts';
import { mostCommon } from '../python/counts.ts';
import type { FileOf } from './export-origin.ts';
import { formFromCalls } from './logger-calls.ts';
import { CONSOLE_LOGGER, NEST_LOGGER } from '../../languages/javascript/logger-libraries.ts';
import { namesModule, type LoggerDefinition } from './logger-definition.ts';
import { isLevelFunction } from './logger-functions.ts';
import { withErrorHabits } from './logged-errors.ts';
import type { Loggers } from './loggers.ts';
import type { JavaScriptScan } from './scan.ts';

export interface LoggerInputs {
  readonly dir: string;
  /** The files whose habits count: those of the server, where there are any. */
  readonly telling: readonly string[];
  /** All files of the package. */
  readonly files: readonly string[];
  readonly scans: ReadonlyMap<string, JavaScriptScan>;
  readonly texts: ReadonlyMap<string, string>;
  readonly zones: ReadonlyMap<string, PathZone>;
  readonly resolver: FileOf;
  readonly loggers: Loggers;
}

/** How most modules of a package get their logger, and the loggers its files import. */
export interface LoggerHabits {
  readonly logger?: LoggerModule;
  readonly loggers: { readonly [definition: string]: LoggerShape };
  /** What there is instead of a logger that new code could use. */
  readonly unclearLogger?: string;
}

/** One import of a logger, or of what makes one. */
interface Usage {
  readonly file: string;
  readonly specifier: string;
  readonly imported: string;
  /** The file behind the specifier; absent for a package. */
  readonly target?: string;
  /** What the import stands for in the end, whatever its form. */
  readonly origin: string;
  /** What the file calls the logger. */
  readonly name: string;
  readonly argument: LoggerModule['argument'];
  readonly definition: LoggerDefinition;
}

const LOGGER_NAME = /log(?:ger|ging)?$|^log(?:ger|ging)?|Logger|consola|winston|pino|bunyan|signale|roarr/i;
/** Loggers of a stream of their own. */
const SPECIAL = /(?:audit|access|security|http|request|req|morgan|perf(?:ormance)?|metrics?|query|sql|event|activity|error|click|usage|client|browser|worker|test)[-_.]?(?:log(?:ger|ging|s)?)(?:$|[-_.A-Z])/i;
const LOGGER_FILE = /(?:^|\/)(?:(?:app|server|base|root|winston|pino|bunyan|custom)[-_.]?)?log(?:ger|ging)?(?:[-_.](?:util|utils|config|service|helper))?(?:\/(?:index|log(?:ger)?))?\.[cm]?[jt]s$/i;

/** A logger for one subject among others. */
const SUBJECT = /^_?(?:db|database|prisma|mongo|redis|cache|auth|user|payment|billing|order|mail|email|sms|socket|ws|websocket|cron|job|queue|scheduler|task|bot|ai|llm|stripe|webhook|upload|storage|graphql|cli|script|seed|migration)Log(?:ger)?$/i;
/** Of the files that write lines, one in so many has to use functions, or what is not understood, for these to be the package's way. */
const FEW = 10;

/** Where what is called a logger writes a line per request. */
const MIDDLEWARE = /(?:^|\/)middlewares?\//i;

export function loggerHabits(inputs: LoggerInputs): LoggerHabits {
  const all = inputs.files.flatMap((file) => usagesIn(file, inputs));
  const isTelling = new Set(inputs.telling);
  // What a logger's own module is made of is no habit of the others.
  const modules = new Set(all.map(({ target }) => target));
  const asked = all.filter((usage) => isTelling.has(usage.file) && !modules.has(usage.file) && isForServer(usage, inputs));
  const shared = asked.flatMap((usage) => (isShared(usage) || isSetUpWinston(usage, inputs) ? [usage] : ofAll(usage, inputs)));
  const logging = inputs.telling.filter((file) => inputs.texts.get(file)!.includes('console.') || asked.some((usage) => usage.file === file)).length;
  const isHabit = (files: number) => files * FEW >= logging;
  // Functions that hardly anybody calls are a helper of some files.
  const usages = shared.filter((usage) => !usage.definition.shape?.functions || isHabit(filesOf(shared.filter(({ origin }) => origin === usage.origin))));
  const unused = usages.length === 0 ? unusedLogger(inputs) : [];
  const proven = new Map<string, LoggerShape | undefined>();
  const shapeOf = (usage: Usage) => {
    if (!proven.has(usage.origin)) proven.set(usage.origin, provenShape(usage, all, inputs));
    return proven.get(usage.origin);
  };
  const logger = chosen(usages, shapeOf, inputs.dir) ?? (unused.length === 1 ? moduleOf(unused, shapeOf(unused[0]!)!, inputs.dir) : undefined) ?? frameworkLogger(inputs);
  const unclearLogger = logger ? undefined : unclear(usages, isHabit, inputs);
  const isLogger = (usage: Usage) => usage.specifier !== 'winston' || usage.definition.shape?.makes !== undefined || isSetUpWinston(usage, inputs);
  return { ...(logger && { logger }), loggers: known(all.filter(isLogger), shapeOf), ...(unclearLogger !== undefined && { unclearLogger }) };
}

/** What the package logs with in a way that is not understood: what enough of its files import, or a module for it that nobody imports. */
function unclear(usages: readonly Usage[], isHabit: (files: number) => boolean, inputs: LoggerInputs): string | undefined {
  const module = ({ target, specifier }: Usage) => target ?? specifier;
  const most = mostCommon(usages.map(module));
  if (most !== undefined && isHabit(filesOf(usages.filter((usage) => module(usage) === most)))) return most;
  return loggerFiles(inputs).find((file) => {
    const importers = importersOf(file, inputs);
    return importers === 0 || isHabit(importers);
  });
}

function importersOf(file: string, { telling, scans, resolver }: LoggerInputs): number {
  return telling.filter((from) => from !== file && scans.get(from)!.imports.some(({ specifier }) => resolver.file(specifier, from) === file)).length;
}

/** For a logger of one subject the one of everything that the same module has. */
function ofAll(usage: Usage, { loggers }: LoggerInputs): Usage[] {
  const { target } = usage;
  if (target === undefined || !SUBJECT.test(usage.imported)) return [];
  const plain = loggers.exportsOf(target).find(({ name, definition }) => /^(?:logger|log)$/.test(name) && definition.shape && !definition.shape.makes);
  return plain ? [{ ...usage, imported: plain.name, name: plain.name, definition: plain.definition, origin: loggers.origin(target, plain.name).key }] : [];
}

/** The logger most modules import, when there is one such. */
function chosen(usages: readonly Usage[], shapeOf: (usage: Usage) => LoggerShape | undefined, dir: string): LoggerModule | undefined {
  const groups = new Map<string, Usage[]>();
  for (const usage of usages) groups.set(usage.origin, [...(groups.get(usage.origin) ?? []), usage]);
  const most = Math.max(...[...groups.values()].map(filesOf));
  const top = [...groups.values()].filter((group) => filesOf(group) === most);
  const plain = top.filter(([usage]) => isPlainlyNamed(usage!));
  const first = top.length === 1 ? top[0] : plain.length === 1 ? plain[0] : undefined;
  if (!first) return undefined;
  const shape = shapeOf(first[0]!);
  return shape && moduleOf(first, shape, dir);
}

function filesOf(usages: readonly Usage[]): number {
  return new Set(usages.map(({ file }) => file)).size;
}

function moduleOf(usages: readonly Usage[], shape: LoggerShape, dir: string): LoggerModule {
  // Of several forms of import the usual one; of two that are as usual the one by name.
  const forms = [...usages].sort((a, b) => Number(a.imported === 'default') - Number(b.imported === 'default')).map(keyOf);
  const { target, imported, specifier } = usages.find((usage) => keyOf(usage) === mostCommon(forms))!;
  const { makes, ...rest } = shape;
  const name = mostCommon(usages.map((usage) => usage.name))!;
  const aliased = usages.map((usage) => usage.specifier).filter((each) => !each.startsWith('.'));
  const alias = aliased.length * 2 > usages.length ? mostCommon(aliased) : undefined;
  // Another package of the workspace goes by its name.
  const isPackage = target !== undefined && alias !== undefined && !isAbove(dir, target);
  const argument = (mostCommon(usages.flatMap((usage) => usage.argument ?? [])) ?? 'name') as NonNullable<LoggerModule['argument']>;
  return {
    ...rest, name, imported,
    ...(target !== undefined && !isPackage && { path: target }),
    ...(target === undefined ? { module: specifier } : alias !== undefined && { module: alias }),
    ...(makes && { makes, argument }),
  };
}

/** Nest and Firebase bring a logger that needs no module. */
function frameworkLogger({ telling, scans }: LoggerInputs): LoggerModule | undefined {
  const imports = (module: string) => telling.some((file) => scans.get(file)!.imports.some(({ specifier }) => specifier === module || specifier.startsWith(`${module}/`)));
  if (imports('@nestjs/common')) return { ...NEST_LOGGER, name: 'logger', imported: 'Logger', module: '@nestjs/common', makes: 'new', argument: 'name' };
  return imports('firebase-functions') ? { ...CONSOLE_LOGGER, name: 'logger', imported: 'logger', module: 'firebase-functions' } : undefined;
}

/** Whether any module may take the logger: it is not one of audits or requests, and a maker takes the name of a module at most. */
function isShared({ definition, imported, target, specifier, argument }: Usage): boolean {
  const isSpecial = SPECIAL.test(imported) || SPECIAL.test((target ?? specifier).split('/').at(-1)!.replace(/\.\w+$/, ''));
  const { shape, parameter } = definition;
  if (shape?.functions) return true;
  if (isSpecial || SUBJECT.test(imported)) return false;
  if (target === undefined) return (shape?.makes === undefined && specifier !== 'winston') || (specifier === '@nestjs/common' && imported === 'Logger') || imported === 'getLogger';
  if (!shape?.makes) return true;
  return parameter ? namesModule(parameter) : argument !== undefined;
}

/** `winston.info(…)` of the package itself, where something gives its default logger a place to write to. */
function isSetUpWinston({ specifier, name, file }: Usage, { texts }: LoggerInputs): boolean {
  if (specifier !== 'winston' || !new RegExp(`(?<![\\w$.])${name}\\.(?:info|warn|error|verbose|debug)\\(`).test(texts.get(file)!)) return false;
  return [...texts.values()].some((text) => /(?<![\w$.])winston\.(?:configure|add)\(/.test(text));
}

function isForServer({ target, file }: Usage, { zones }: LoggerInputs): boolean {
  return target !== file && (target === undefined || !['frontend', 'test'].includes(zones.get(target)?.zone ?? ''));
}

function isPlainlyNamed({ name, imported }: Usage): boolean {
  return /^(?:logger|log)$/.test(name) && /^(?:logger|log|default)$/.test(imported);
}

function keyOf({ target, specifier, imported }: Pick<Usage, 'target' | 'specifier' | 'imported'>): string {
  return `${target ?? specifier}#${imported}`;
}

function usagesIn(file: string, { scans, texts, resolver, loggers }: LoggerInputs): Usage[] {
  return scans.get(file)!.imports.filter(({ kind }) => kind === 'import' || kind === 'require').flatMap(({ specifier, names }) => {
    const target = resolver.file(specifier, file);
    return names.flatMap(({ name, as }): Usage[] => {
      const imported = name === '*' ? 'default' : name;
      const isNamed = LOGGER_NAME.test(as) || LOGGER_NAME.test(name);
      const isNamespace = name === '*' && target !== undefined;
      const functions = target !== undefined && isLevelFunction(name) ? loggers.functions(target, name) : undefined;
      const definition = target !== undefined ? functions ?? (isNamed ? loggers.exported(target, isNamespace ? '*' : imported) : undefined)
        : loggers.library(specifier, imported) ?? (isLoggedWith(as, texts.get(file)!) && !specifier.startsWith('.') ? { isUnproven: true } : undefined);
      if (!definition) return [];
      const made = definition.shape?.makes ? makingOf(as, texts.get(file)!) : { name: as, argument: 'none' as const };
      const origin = target === undefined || isNamespace ? `${target ?? specifier}#${name}` : functions ? `${loggers.origin(target, name).file}#functions` : loggers.origin(target, imported).key;
      return [{ file, specifier, imported: name, ...(target !== undefined && { target }), origin, ...made, definition }];
    });
  });
}

/** Whether a name nobody knows is a logger by its calls: middleware that writes a line per request is called so too. */
function isLoggedWith(name: string, text: string): boolean {
  return /^_?log(?:ger)?$/i.test(name) && new RegExp(`(?<![\\w$.])${name}\\.(?:info|warn|error|debug)\\(`).test(text);
}

/** What the logger a file makes is called, and from what it is made; no argument when it is one that only fits there. */
function makingOf(maker: string, text: string): { name: string; argument: LoggerModule['argument'] } {
  const called = maker.replaceAll('$', '\\$');
  const argumentsIn = '\\(([^()]*(?:\\([^()]*\\))?[^()]*)\\)';
  const match = new RegExp(`(?:^|[\\s;{(#])([\\w$]+)(?:\\s*:\\s*[\\w.<>]+)?\\s*=\\s*(?:new\\s+)?${called}${argumentsIn}`).exec(text)
    ?? new RegExp(`\\b(${called})\\s*=\\s*require\\([^()]*\\)${argumentsIn}`).exec(text);
  if (!match) return { name: 'logger', argument: 'name' };
  const argument = match[2]!.trim();
  const kind = argument === '' ? 'none' : argument === '__filename' ? 'filename' : argument === 'import.meta.url' ? 'url'
    : /^(?:['"`][^'"`]*['"`]|[\w$.]+\.name)\s*,?$/.test(argument) ? 'name' : undefined;
  return { name: match[1]!, argument: kind };
}

/** Modules of the server that are called like loggers. */
function loggerFiles({ files, zones }: LoggerInputs): string[] {
  return files.filter((file) => LOGGER_FILE.test(file) && !MIDDLEWARE.test(file) && ['server', 'library', 'orphan'].includes(zones.get(file)!.zone));
}

/** Loggers that nobody imports yet: the one thing to take of each module. */
function unusedLogger(inputs: LoggerInputs): Usage[] {
  return loggerFiles(inputs).flatMap((file): Usage[] => {
    const usages = inputs.loggers.exportsOf(file).filter(({ definition }) => definition.shape).map(({ name, definition }): Usage => ({
      file, specifier: '.', imported: name, target: file, definition, argument: definition.parameter ? 'name' : 'none',
      name: /^(?:log|logger)$/.test(name) ? name : 'logger', origin: inputs.loggers.origin(file, name).key,
    })).filter(isShared);
    const direct = usages.filter(({ definition }) => !definition.shape!.makes);
    const taken = direct.find(({ imported }) => /^(?:logger|log)$/.test(imported)) ?? direct.find(({ imported }) => imported === 'default') ?? (usages.length === 1 ? usages[0] : undefined);
    return taken ? [taken] : [];
  });
}

/** The shape, with the order of arguments as the calls show it where the definition does not. */
function provenShape(usage: Usage, all: readonly Usage[], { texts }: LoggerInputs): LoggerShape | undefined {
  const { definition } = usage;
  const same = all.filter(({ origin }) => origin === usage.origin).map(({ file, name }) => ({ name, text: texts.get(file)! }));
  if (definition.shape && !definition.isUnproven) return usage.target === undefined ? definition.shape : withErrorHabits(definition.shape, definition.isWalked === true, same);
  const calls = formFromCalls(same);
  if (definition.shape) return calls.form === definition.shape.form ? definition.shape : { ...definition.shape, form: 'text' };
  return usage.target === undefined && calls.methods.includes('error') && calls.form ? { form: calls.form, methods: calls.methods } : undefined;
}

function known(all: readonly Usage[], shapeOf: (usage: Usage) => LoggerShape | undefined): { readonly [definition: string]: LoggerShape } {
  const entries = all.flatMap((usage): [string, LoggerShape][] => {
    const shape = shapeOf(usage);
    if (!shape) return [];
    const imported = usage.imported === '*' && usage.target === undefined ? 'default' : usage.imported;
    const modules = usage.target === undefined ? [usage.specifier] : [moduleKey(usage.target), ...(usage.specifier.startsWith('.') ? [] : [usage.specifier])];
    return modules.map((module) => [`${module}#${imported}`, shape]);
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
