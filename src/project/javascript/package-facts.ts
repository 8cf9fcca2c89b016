import type { JavaScriptFacts } from '../../languages/types.ts';
import type { SourceText } from '../facts.ts';
import type { PathZone } from '../paths.ts';
import type { Resolver } from './resolve.ts';
import type { JavaScriptScan } from './scan.ts';

/** What the facts of a package are read from: everything of the repository, and which files are nearest to the package. */
export interface PackageInputs {
  readonly dir: string;
  readonly files: readonly string[];
  readonly scans: ReadonlyMap<string, JavaScriptScan>;
  readonly texts: ReadonlyMap<string, string>;
  readonly zones: ReadonlyMap<string, PathZone>;
  readonly resolver: Resolver;
  readonly manifests: ReadonlyMap<string, SourceText>;
  /** Every path of the repository. */
  readonly paths: ReadonlySet<string>;
}

/** Facts about a JavaScript package for the rules. */
export function packageFacts(_inputs: PackageInputs): JavaScriptFacts {
  return {
    loggers: {}, aliases: {}, moduleKind: 'commonjs', importExtension: '', dependencies: [],
    install: 'npm install', hasLockFile: false, userErrors: [],
  };
}
