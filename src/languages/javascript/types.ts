import type { Node as TypedNode, Project, SourceFile, Type } from 'ts-morph';
import { lazily } from '../lazily.ts';
import type { JavaScriptDoc } from './parse.ts';
import type { Node } from './tree.ts';

/** What a value is: a text, a number or the like, an `Error`, or any other object. */
export type ValueKind = 'text' | 'scalar' | 'error' | 'object';

/** A file alone says what its own declarations say: what comes from other modules stays unknown. */
const FILE_ALONE = { allowJs: true, strict: true, noResolve: true, lib: ['lib.es2022.d.ts'], types: [] };

const tsMorph = lazily<typeof import('ts-morph')>('ts-morph');

let project: Project | undefined;
let last: { readonly doc: JavaScriptDoc; readonly source: SourceFile } | undefined;

/**
 * What the TypeScript compiler makes of an expression from the declarations of its file; undefined where it does not
 * know, as for `any`, `unknown` and what other modules export. Slow on the first question and on the first of each file.
 */
export function kindOfValue(doc: JavaScriptDoc, node: Node): ValueKind | undefined {
  const found = typedNode(sourceOf(doc), node);
  return found && kindOf(found.getType());
}

function sourceOf(doc: JavaScriptDoc): SourceFile {
  if (last?.doc === doc) return last.source;
  project ??= new (tsMorph().Project)({ useInMemoryFileSystem: true, compilerOptions: FILE_ALONE });
  if (last) project.removeSourceFile(last.source);
  last = { doc, source: project.createSourceFile(`/${doc.path}`, doc.text, { overwrite: true }) };
  return last.source;
}

function typedNode(source: SourceFile, { start, end }: Node): TypedNode | undefined {
  let node = source.getDescendantAtPos(start!);
  while (node && node.getEnd() < end!) node = node.getParent();
  return node?.getStart() === start && node?.getEnd() === end ? node : undefined;
}

function kindOf(type: Type): ValueKind | undefined {
  if (type.isAny() || type.isUnknown() || type.isNever() || type.isTypeParameter()) return undefined;
  if (type.isUnion()) {
    const kinds = new Set(type.getUnionTypes().filter((each) => !each.isUndefined() && !each.isNull()).map(kindOf));
    if (kinds.size === 1) return [...kinds][0];
    return [...kinds].every((kind) => kind === 'text' || kind === 'scalar') ? 'scalar' : undefined;
  }
  if (type.isString() || type.isStringLiteral() || type.isTemplateLiteral()) return 'text';
  if (type.isNumber() || type.isNumberLiteral() || type.isBoolean() || type.isBooleanLiteral() || type.isBigInt() || type.isEnum() || type.isEnumLiteral()) return 'scalar';
  if (!type.isObject()) return undefined;
  return isError(type) ? 'error' : 'object';
}

/** `Error`, a class of the language on top of it, or one of the file. */
function isError(type: Type): boolean {
  return type.getSymbol()?.getName() === 'Error' || type.getBaseTypes().some(isError);
}
