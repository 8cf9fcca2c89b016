import type { Action, Edit, Fix, Json, Need, Span, Zone } from '../types.ts';

/** A parsed file. `text` has LF line ends and no BOM. */
export interface Doc {
  readonly path: string;
  readonly text: string;
}

/** `Docs` has the type of each one's parsed file. */
export type LanguageId = 'python' | 'javascript';

/** How the modules of a package get their logger. */
export interface LoggerConvention extends Omit<LoggerKind, 'optional'> {
  /** The name most modules bind, such as `logger`. */
  readonly name: string;
  /** The expression that makes it, such as `get_logger(__name__)`; `''` when the logger itself is imported. */
  readonly call: string;
  /** The module `call` comes from and the name imported from it; `''` for `import module`. */
  readonly module: string;
  readonly imported: string;
  /** The repository's file that `module` is; absent for a library such as loguru. */
  readonly path?: string;
  /** The package's modules import it relatively; `module` is absolute all the same. */
  readonly relative?: boolean;
}
/**
 * What a logger's methods take: `%s` arguments and `exc_info` (stdlib), keyword context (structlog), braces (loguru), a
 * text and nothing else (one of the project's own, one that may be of either library), or something not known.
 */
export type LogStyle = 'stdlib' | 'structlog' | 'loguru' | 'text' | 'unknown';

/**
 * How an exception gets into a line of a Python logger: by `exc_info=` or `exception(…)`, by loguru's `opt`, by
 * `exception(…)` alone, as a field of its own, or as part of the text.
 */
export type ErrorForm = 'exc_info' | 'opt' | 'exception' | 'field' | 'text';

/** What a Python logger is called with. */
export interface LoggerKind {
  readonly style: LogStyle;
  /** Where the style does not say it. */
  readonly errors?: ErrorForm;
  /** The only methods it has that write a line; absent, it has those of the standard library's. */
  readonly methods?: readonly string[];
  /** It may be `None`. */
  readonly optional?: boolean;
}

/** What a name of a Python file is: a logger, what makes one, always `None`, or something else altogether. */
export type LoggerDefinition = (LoggerKind & { readonly makes?: boolean }) | 'none' | 'other';

/** How the package's Python is laid out and linted, from the settings of ruff, black, isort and flake8. */
export interface LintSettings {
  /** A formatter is configured. */
  readonly isFormatted: boolean;
  /** Options of ruff that lay code out, and those that sort imports. */
  readonly format: { readonly [option: string]: Json };
  readonly imports: { readonly [option: string]: Json };
  /** Prefixes of the rules a linter looks for, as written in its settings or its own default, and the longest line it takes. */
  readonly select: readonly string[];
  readonly ignore: readonly string[];
  readonly lineLength: number;
}

/**
 * What the methods of a JavaScript logger take: a text and then details (winston), details and then a text (pino,
 * bunyan, Fastify), whatever `console` takes (log4js, consola), Nest's `(text)` and `error(text, stack)`, or a text of
 * which nothing more is known.
 */
export type LogForm = 'message-first' | 'object-first' | 'variadic' | 'nest' | 'text';

/** What a JavaScript logger is called with. */
export interface LoggerShape {
  readonly form: LogForm;
  /** Its methods that write a line, such as `info`, `warn`, `error`, `debug`; Nest has `log` for `info`. */
  readonly methods: readonly string[];
  /** What is exported is no logger but makes one: a function to call, or a class. */
  readonly makes?: 'call' | 'new';
  /**
   * What a method takes beside the text, where its types or its code say so: anything if absent, an `Error`, an object
   * with keys of any value (an error under `err` keeps its stack), an object of `plain` values (one that is written as
   * JSON, so that an error in it or in its place loses its stack; one that takes an object first takes an error in its
   * place all the same), an error of which it writes the `message` and nothing of other values, or nothing.
   */
  readonly takes?: { readonly [method: string]: 'error' | 'record' | 'plain' | 'message' | 'nothing' };
  /** What methods take in an order of their own, the text first: `error(message, error, meta)`. */
  readonly parameters?: { readonly [method: string]: Omit<LogFunction, 'name'> };
  /** How the project's own calls write an error among plain values; as its stack under `error` if absent. */
  readonly errorField?: ErrorField;
  /** The weight of the least level that it writes by default, where its own module says so. */
  readonly lowest?: number;
  /** It is no object: each method is a function that the module exports, such as `logError(message, error, context)`. */
  readonly functions?: { readonly [method: string]: LogFunction };
}

/** `{ error: err.message, stack: err.stack }`: the key of the text, and whether the stack stands beside it. */
export interface ErrorField {
  readonly key: string;
  readonly hasStack: boolean;
}

/** A function that writes a line. */
export interface LogFunction {
  readonly name: string;
  /** What it takes, in order; `rest` is anything. */
  readonly parameters: readonly ('message' | 'error' | 'details' | 'rest')[];
  /** It cannot do without an error. */
  readonly needsError?: true;
}

/** How the modules of a JavaScript package get their logger. */
export interface LoggerModule extends LoggerShape {
  /** The local name most modules bind, such as `logger`. */
  readonly name: string;
  /** The name imported; `default` for a default import or a whole `module.exports`. */
  readonly imported: string;
  /** The repository's file it comes from; absent for a package. */
  readonly path?: string;
  /** The specifier of a package, or the alias through which most modules import the file, such as `@/lib/logger`. */
  readonly module?: string;
  /** What a logger is made with where the export makes one: nothing, `__filename`, `import.meta.url` or a name for the module. */
  readonly argument?: 'none' | 'filename' | 'url' | 'name';
}

/** A logger to be made for a package that has none: its module as a file, and what it needs. */
export interface NewLogger extends LoggerModule {
  readonly path: string;
  readonly needs: readonly Need[];
  readonly action: Action;
}

/** A module that is not there yet: where it goes, and how it is written. */
export interface NewModule {
  readonly path: string;
  /** It has `import` and `export` statements. */
  readonly writesImports: boolean;
  readonly format: { readonly [option: string]: Json };
}

/** Facts about a JavaScript package: the folder of the nearest `package.json`. */
export interface JavaScriptFacts {
  readonly logger?: LoggerModule;
  /**
   * Loggers and what makes them, by `module#export`: the module is a file of the repository without extension and
   * `/index`, or the name of a package; the export `default` for a default export or a whole `module.exports`.
   */
  readonly loggers: { readonly [definition: string]: LoggerShape };
  /** Only where there are server dependencies and no logger. */
  readonly newLogger?: NewLogger;
  /** What Nest's `Logger` hands its lines to takes a text and a context: values behind the text would be lost. */
  readonly nestTakesText?: true;
  /** Where a module goes that reads the origins of CORS for several files of the server. */
  readonly originsModule?: NewModule;
  /** Why there is no logger and none is to be made. */
  readonly noLogger?: string;
  /** A file or package the modules log with in a way that is not understood: there is no `logger`, and none is to be made. */
  readonly unclearLogger?: string;
  /** Files that run in a worker at the edge, where most of Node is missing. */
  readonly edgeFiles?: readonly string[];
  /** Folders or files behind the aliases of imports, from `paths` and `imports`: `@/` is `src/`, relative to the root. */
  readonly aliases: { readonly [prefix: string]: string };
  /** The one of them its files go by more often than by `../`. */
  readonly usualAlias?: string;
  /** Files of the repository, as in `loggers`, that its files `require` or `import()` where they get there. */
  readonly ownModules?: readonly string[];
  /** What a `.js` or `.ts` file of the package is run as. */
  readonly moduleKind: 'esm' | 'commonjs';
  /** How relative imports of its modules end. */
  readonly importExtension: '' | '.js' | '.ts';
  /** Plain JavaScript files of it import TypeScript ones as they are: what runs them takes both. Absent, they must not. */
  readonly plainLoadsTyped?: boolean;
  /** TypeScript files of it import plain JavaScript ones: the compiler takes both. Absent, it may refuse an import without types. */
  readonly typedLoadsPlain?: boolean;
  /** Names of its dependencies of any kind, and those of packages around it that it may use. */
  readonly dependencies: readonly string[];
  /** The lowest version of Node its `engines` allow, such as `18.0.0`. */
  readonly node?: string;
  /** What installs its dependencies: `npm install`, `pnpm install`. */
  readonly install: string;
  /** Whether `install` fails on a lock file that is behind, as in CI. */
  readonly hasLockFile: boolean;
  /** Options of prettier: the project's own, where it says them in plain data. */
  readonly prettier?: { readonly [option: string]: Json };
  /** Classes of errors, by name, whose message is written for whoever gets the answer: `ApiError`, `HttpException`. */
  readonly userErrors: readonly string[];
}

/** Facts about the nearest package of a file, read from text once per repository. */
export interface PackageFacts {
  /** POSIX path of the package's folder relative to the root; `''` for the root itself. */
  readonly dir: string;
  readonly python?: {
    readonly logger?: LoggerConvention;
    /** How the package's own log calls are written: with `%s` arguments, or with f-strings. */
    readonly logArguments: 'percent' | 'fstring' | 'unknown';
    /** The name most modules of the package bind their logger to. */
    readonly loggerName?: string;
    /** Whether structlog, as it is set up here, writes the traceback that `exc_info` asks for; absent where nothing sets it up. */
    readonly structlogTraceback?: boolean;
    /** Something configures logging, so that `info` is seen. */
    readonly loggingConfigured: boolean;
    /** Modules of the repository that its files import, as paths without `.py` and `/__init__.py`. */
    readonly ownModules?: readonly string[];
    readonly lint?: LintSettings;
    /** The lowest 3.x it is known to run on, as `x`. */
    readonly minorVersion?: number;
    /** What the package is where nobody runs it in earnest: `a starter`, `an example`. */
    readonly sample?: string;
  };
  readonly javascript?: JavaScriptFacts;
  /** Names of environment variables the code reads, in order of first appearance. */
  readonly envNames: readonly string[];
  /** `.env.example` or the project's own template, if there is one. */
  readonly envTemplate?: string;
  /** Variables that such a template or a compose file names, whether the code reads them or not. */
  readonly declaredNames?: readonly string[];
  /** Where the repository says that its front ends run on a developer's machine, such as `http://localhost:5173`. */
  readonly localOrigins?: readonly string[];
  /** Ports on which the package itself answers. */
  readonly ownPorts?: readonly number[];
  /** Something reads `.env` when the package runs. */
  readonly readsDotenv?: boolean;
  /** What the package is where others run it: vendored code, or a package that others of the repository import. */
  readonly library?: string;
}

/** Why a module runs before logging is set up. */
export interface BeforeLogging {
  /** Django settings, or the module that sets logging up below its imports. */
  readonly by: string;
  readonly isDjango: boolean;
  /** Functions of it that the modules which import it call as they load. */
  readonly calls: readonly string[];
}

/** The module that builds a program in which nothing sets up logging, or its Django settings: it may be done there. */
export interface LoggingPlace {
  readonly path: string;
  /** Of Django settings where they end, and how they quote. */
  readonly settings?: { readonly end: number; readonly quote: string };
  /** What it loads makes requests with `httpx`, which writes their addresses at `info`. */
  readonly logsRequests: boolean;
}

/** A program that somebody starts at a terminal, and the files by which it sets up logging. */
export interface TerminalProgram {
  readonly path: string;
  readonly logging: readonly string[];
}

/** What a rule may know beyond its file. Plain data: it travels to worker threads. */
export interface ProjectView {
  readonly path: string;
  readonly zone: Zone;
  readonly package: PackageFacts;
  /** Paths that the package's logger module reaches by imports: these must not import it. */
  readonly loggerWouldCycle: boolean;
  /**
   * What the file imports from the repository under names that sound like a logger, what makes one or a module about
   * logging, by the dotted name its import statement gives; and the modules beside an `__init__.py` that are called so.
   */
  readonly loggerImports: { readonly [origin: string]: LoggerDefinition };
  /** Names that other modules import from this one: these are reached from outside. */
  readonly importedNames: readonly string[];
  /** For a question about what there would be: whatever is defined counts as put to use. */
  readonly everythingIsUsed?: boolean;
  /** The module runs before logging is set up. */
  readonly beforeLogging?: BeforeLogging;
  /** Where logging may be set up for the programs that load the module; absent where there is none, or it is set up already. */
  readonly loggingPlaces?: readonly LoggingPlace[];
  /** The programs that run the module, where no server is known to and these are. */
  readonly runByHand?: readonly TerminalProgram[];
  /** Facts of this rule's `collect`, in path order. */
  readonly collected: readonly { readonly path: string; readonly facts: Json }[];
  readonly options: RuleOptions;
}

/** What a transform may know when it looks at a repository as a whole. Plain data. */
export interface RepositoryView {
  /** Every path there is, POSIX, relative to the root. */
  readonly paths: readonly string[];
  /** Texts of what is no source code but says how the program is run: manifests, `.gitignore`, env templates, Dockerfiles, start scripts. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** The packages that hold source code, by folder; one per language where a folder is a package of both. */
  readonly packages: readonly RepositoryPackage[];
}

/** A package as a whole; its `envNames` are those that server and library code reads. */
export interface RepositoryPackage extends PackageFacts {
  readonly language: LanguageId;
  /** Files in the `server` zone: none, and nothing is served from here. */
  readonly serverFiles: number;
}

/** The part of the configuration that rules read. */
export interface RuleOptions {
  /** Names that are loggers in this project, beside those checkmod knows. */
  readonly loggerNames: readonly string[];
  /** Replaces the way a new logger is made, such as `app.log:get_logger`. */
  readonly loggerFactory?: string;
  /** Environment variable of the CORS allowlist. */
  readonly corsEnv?: string;
  /** Words that make a name a secret, and words that do not. */
  readonly secretWords: readonly string[];
  readonly notSecretWords: readonly string[];
  /** Options of each transform, by id. */
  readonly transforms: { readonly [id: string]: { readonly [option: string]: Json } };
}

/** A fix that was accepted, with the id of its site. */
export interface AcceptedFix {
  readonly id: string;
  readonly transform: string;
  readonly fix: Fix;
}

/** All the engine asks of a language. */
export interface Language<D extends Doc = Doc> {
  readonly id: LanguageId;
  readonly extensions: readonly string[];
  /** What a comment to the end of the line begins with. */
  readonly lineComment: string;
  /** Throws `SyntaxProblem` when the text is not valid in the language. */
  parse(text: string, path: string): D;
  /** Dotted name of the scope at an offset, such as `Store.save`; `''` at module level. */
  scopeAt(doc: D, offset: number): string;
  /** Span of the statement that holds an offset. */
  statementAt(doc: D, offset: number): Span;
  /** Text of the nearest statement before this one that differs from it, for site ids. */
  statementBefore(doc: D, offset: number): string;
  /** Why code at this offset belongs to a command-line program although its file does not; undefined if it does not. */
  cliReason(doc: D, offset: number, project: ProjectView): string | undefined;
  /** Ids suppressed at this offset by a comment: `checkmod-ignore`, `noqa`, `nosec`. */
  suppressions(doc: D): readonly Suppression[];
  /** Edits for the file needs and orphans of the accepted fixes; file needs are those of a kind the language resolves. */
  support(doc: D, accepted: readonly AcceptedFix[]): Support;
  /** The text laid out as the project's own tools would leave it, as far as they left the file so before. */
  tidy(before: D, after: string, project: ProjectView): string | Promise<string>;
  /** What is wrong with `after` that was not wrong with `before`; undefined when it may be written. */
  verify(before: D, after: string, insertedNames: readonly string[]): string | undefined;
}

export interface Support {
  readonly edits: readonly Edit[];
  /** Names the edits and needs bring in, which must be bound before use. */
  readonly names: readonly string[];
  /** Needs of other kinds, left for the repository. */
  readonly rest: readonly { readonly need: Need; readonly id: string }[];
}

/** A comment that keeps a place as it is. */
export interface Suppression {
  readonly span: Span;
  /** First and last line it covers, starting at 1. */
  readonly from: number;
  readonly to: number;
  /** Transform ids, or the codes of another tool's rule. */
  readonly ids: readonly string[];
  readonly own: boolean;
}

/** The text is not valid in its language; the file is skipped and listed. */
export class SyntaxProblem extends Error {
  override readonly name = 'SyntaxProblem';
}
