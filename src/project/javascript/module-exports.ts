import { keyName, propertyOf } from '../../languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../languages/javascript/parse.ts';
import type { Node } from '../../languages/javascript/tree.ts';

/** Values assigned to `module.exports`, `exports.x` and `module.exports.x`; no name for the whole. */
export function commonExports(doc: JavaScriptDoc): { name?: string; value: Node }[] {
  return doc.tree.all('AssignmentExpression').flatMap(({ left, right }) => {
    const target = doc.text.slice(left.start!, left.end!);
    const match = /^(?:module\.exports|exports)(?:\.([\w$]+))?$/.exec(target);
    if (!match || target === 'exports') return [];
    let value: Node = right;
    while (value.type === 'AssignmentExpression') value = value.right;
    return [{ ...(match[1] !== undefined && { name: match[1] }), value }];
  });
}

/** A value of the file, or a name of another module. */
type Exported = { readonly node: Node } | { readonly specifier: string; readonly name: string };

/** What a file exports under a name: `default` also for the whole of a CommonJS module. */
export function exportOf(doc: JavaScriptDoc, name: string): Exported | undefined {
  if (name === 'default') {
    const declared = doc.tree.all('ExportDefaultDeclaration')[0]?.declaration ?? doc.tree.all('TSExportAssignment')[0]?.expression;
    if (declared) return { node: declared };
  }
  for (const statement of doc.tree.all('ExportNamedDeclaration')) {
    const declared = statement.declaration && declaredIn(statement.declaration, name);
    if (declared) return { node: declared };
    for (const specifier of statement.specifiers) {
      if (nameOf(specifier.exported) !== name) continue;
      if (specifier.type !== 'ExportSpecifier') return undefined;
      return statement.source ? { specifier: statement.source.value, name: nameOf(specifier.local) } : { node: specifier.local };
    }
  }
  const common = commonExports(doc);
  const assigned = common.findLast((each) => (name === 'default' ? each.name === undefined || each.name === 'default' : each.name === name));
  if (assigned) return { node: assigned.value };
  const whole = common.findLast((each) => each.name === undefined)?.value;
  const property = propertyOf(whole, name);
  if (property) return { node: property.type === 'ObjectProperty' ? property.value : property };
  return undefined;
}

/** The names a file exports, in either kind of module. */
export function exportedNames(doc: JavaScriptDoc): string[] {
  const names = new Set<string>();
  if (doc.tree.all('ExportDefaultDeclaration', 'TSExportAssignment').length > 0) names.add('default');
  for (const statement of doc.tree.all('ExportNamedDeclaration')) {
    if (statement.declaration?.type === 'VariableDeclaration') {
      for (const { id } of statement.declaration.declarations) if (id.type === 'Identifier') names.add(id.name);
    } else if (statement.declaration && 'id' in statement.declaration && statement.declaration.id?.type === 'Identifier') names.add(statement.declaration.id.name);
    for (const specifier of statement.specifiers) names.add(nameOf(specifier.exported));
  }
  for (const { name, value } of commonExports(doc)) {
    names.add(name ?? 'default');
    if (name === undefined && value.type === 'ObjectExpression') for (const each of value.properties) if (keyName(each) !== undefined) names.add(keyName(each)!);
  }
  if (!names.has('default') && commonExports(doc).length > 0) names.add('default');
  return [...names];
}

function declaredIn(declaration: Node, name: string): Node | undefined {
  if (declaration.type === 'VariableDeclaration') {
    const found = declaration.declarations.find(({ id }) => id.type === 'Identifier' && id.name === name);
    return found?.id.type === 'Identifier' ? found.id : undefined;
  }
  return (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') && declaration.id?.name === name ? declaration : undefined;
}

function nameOf(node: Node): string {
  return node.type === 'StringLiteral' ? node.value : (node as { name: string }).name;
}
