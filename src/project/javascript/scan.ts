import { codeOf } from './code.ts';
import { envNamesOf } from './env-names.ts';
import { importsOf, type JavaScriptImport } from './imports.ts';
import { loadedPaths } from './loaded-paths.ts';
import { commandLinePackage, hasMainBlock, interfaceMarker, isExtensionScript, isServiceWorker, serverMarker, serverPackage, usesDom } from './markers.ts';

export type { ImportedName, JavaScriptImport } from './imports.ts';

/** What one look at the text of a JavaScript or TypeScript file tells; it depends on nothing else, so it can be cached by content. */
export interface JavaScriptScan {
  readonly imports: readonly JavaScriptImport[];
  /** Files and folders it loads by a path made from its own folder, relative to that: `./routes`, `jobs/worker.js`. */
  readonly loads: readonly string[];
  /** What makes the file part of a server: "builds an Express app". */
  readonly server?: string;
  /** A package it imports that only runs on a server. */
  readonly serverPackage?: string;
  /** What makes the file part of a user interface: "contains JSX". */
  readonly interface?: string;
  /** `use client` or `use server`, at the top of the file. */
  readonly directive?: string;
  /** The package that parses its command line or asks in a terminal: `commander`. */
  readonly commandLine?: string;
  readonly hasShebang: boolean;
  readonly hasMainBlock: boolean;
  readonly hasTests: boolean;
  readonly usesDom: boolean;
  readonly isServiceWorker: boolean;
  readonly isExtensionScript: boolean;
  readonly isGenerated: boolean;
  readonly isMinified: boolean;
  readonly isMigration: boolean;
  readonly envNames: readonly string[];
}

/** Comments before the first code. */
const HEAD = /^(?:#![^\n]*\n|\s|\/\/[^\n]*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*\*\/)+/;
const GENERATED =
  /@generated\b|\bdo not (?:edit|modify)(?: (?:this file|manually|directly|by hand)|[.!]|\s*$)|^[\s/*!#-]*(?:this (?:file|code) (?:is|was|has been) |code )?(?:auto(?:matically)?[- ]?)?generated (?:by|from|with|on|at)\b/im;
const DIRECTIVE = /^(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*["'](use client|use server)["']/;
const TESTS = /(?<![\w$.])(?:describe|test|it|beforeEach|afterEach|beforeAll|afterAll)(?:\.\w+)?\s*\(|(?<![\w$.])(?:jest|vi)\.(?:mock|fn|spyOn|setTimeout)\s*\(/;
const MIGRATION = /\bimplements\s+MigrationInterface\b|^exports\.up\s*=[\s\S]*^exports\.down\s*=|\bup\s*(?:\(|:\s*(?:async\s*)?(?:function\s*)?\()\s*queryInterface\b/m;
/** Lines that people write are shorter, data aside. */
const LONG_LINE = 500;

/** Reads a file once; everything the project facts need of it is in the result. */
export function scanJavaScript(text: string, path = ''): JavaScriptScan {
  const code = codeOf(text);
  const imports = importsOf(code, text);
  const directive = DIRECTIVE.exec(text)?.[1];
  return {
    imports,
    loads: loadedPaths(code, text),
    ...defined({
      server: serverMarker(code, imports),
      serverPackage: serverPackage(imports),
      interface: directive === 'use client' ? "is marked 'use client'" : interfaceMarker(code, imports, path),
      directive,
      commandLine: commandLinePackage(code, imports),
    }),
    hasShebang: text.startsWith('#!'),
    hasMainBlock: hasMainBlock(code),
    hasTests: TESTS.test(code),
    usesDom: usesDom(code),
    isServiceWorker: isServiceWorker(code),
    isExtensionScript: isExtensionScript(code),
    isGenerated: GENERATED.test(HEAD.exec(text)?.[0] ?? ''),
    isMinified: isMinified(text, path),
    isMigration: MIGRATION.test(code),
    envNames: envNamesOf(code, text),
  };
}

function defined<T extends { readonly [key: string]: string | undefined }>(values: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: string };
}

/** Most of it is in long lines, and what is not could not be a program. */
function isMinified(text: string, path: string): boolean {
  if (text.length < LONG_LINE || /\.[cm]?tsx?$/.test(path)) return false;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const long = lines.filter((line) => line.length > LONG_LINE);
  const inLong = long.reduce((sum, line) => sum + line.length, 0);
  return inLong > 0.8 * text.length && lines.length - long.length < 40;
}
