import { codeOf } from './code.ts';
import { importsOf, type JavaScriptImport } from './imports.ts';

export type { ImportedName, JavaScriptImport } from './imports.ts';

/** What one look at the text of a JavaScript or TypeScript file tells; it depends on nothing else, so it can be cached by content. */
export interface JavaScriptScan {
  readonly imports: readonly JavaScriptImport[];
}

/** Reads a file once; everything the project facts need of it is in the result. */
export function scanJavaScript(text: string): JavaScriptScan {
  const code = codeOf(text);
  return { imports: importsOf(code, text) };
}
