import type { JavaScriptDoc } from './javascript/parse.ts';
import type { PythonDoc } from './python/parse.ts';

/** Every language with the type of its parsed file. */
export interface Docs {
  readonly python: PythonDoc;
  readonly javascript: JavaScriptDoc;
}
