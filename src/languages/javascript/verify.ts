import { SyntaxProblem } from '../types.ts';
import { runsAtImport } from './nodes.ts';
import { parseJavaScript, type JavaScriptDoc } from './parse.ts';
import { unknownLogMethod } from './verify-log-calls.ts';

/** What every server has without importing it; names beside these that appear are names nobody bound. */
const GLOBALS = new Set([
  'process', 'console', 'Error', 'TypeError', 'RangeError', 'String', 'Number', 'Boolean', 'Object', 'Array', 'JSON', 'Math', 'Date', 'Promise', 'Buffer',
  'undefined', 'require', 'module', 'exports', '__filename', '__dirname', 'globalThis', 'URL', 'Set', 'Map', 'crypto', 'encodeURIComponent', 'Record',
]);

/** What is wrong with `after` that was not wrong with `before`; undefined when it may be written. */
export function verifyJavaScript(before: JavaScriptDoc, after: string, insertedNames: readonly string[]): string | undefined {
  let doc: JavaScriptDoc;
  try {
    doc = parseJavaScript(after, before.path);
  } catch (error) {
    if (error instanceof SyntaxProblem) return `the result does not parse: ${error.message}`;
    throw error;
  }
  return undefinedName(before, doc) ?? unknownLogMethod(before, doc) ?? unusedImport(before, doc) ?? insertedNames.map((name) => unboundUse(doc, name)).find((problem) => problem !== undefined);
}

function undefinedName(before: JavaScriptDoc, after: JavaScriptDoc): string | undefined {
  const name = [...after.scopes.globals.keys()].find((each) => !GLOBALS.has(each) && !before.scopes.globals.has(each));
  return name === undefined ? undefined : `\`${name}\` is not defined`;
}

function unusedImport(before: JavaScriptDoc, after: JavaScriptDoc): string | undefined {
  const unused = (doc: JavaScriptDoc) => [...doc.scopes.moduleNames.values()]
    .filter(({ uses, node, kind }) => uses.length === 0 && (kind === 'import' || doc.scopes.qualifiedName(node)?.includes(':'))).map(({ name }) => name);
  const known = unused(before);
  const name = unused(after).find((each) => !known.includes(each));
  return name === undefined ? undefined : `\`${name}\` is imported and not used`;
}

/** A use of an inserted name that runs before the name is bound; an `import` is bound before anything runs. */
function unboundUse(doc: JavaScriptDoc, name: string): string | undefined {
  const binding = doc.scopes.moduleNames.get(name);
  if (!binding) return `\`${name}\` is not bound at the top of the file`;
  if (binding.kind === 'import' || binding.kind === 'function') return undefined;
  const early = binding.uses.find((use) => use.start! < binding.by.end! && runsAtImport(doc.tree, use));
  return early && `\`${name}\` is used before it is bound`;
}
