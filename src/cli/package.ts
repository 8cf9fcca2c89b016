import { createRequire } from 'node:module';
import { dirname } from 'node:path';

const MANIFEST = 'checkmod/package.json';
const require = createRequire(import.meta.url);

export function version(): string {
  return (require(MANIFEST) as { readonly version: string }).version;
}

/** The folder checkmod is installed in: the same from the sources and from the build. */
export function packageFolder(): string {
  return dirname(require.resolve(MANIFEST));
}
