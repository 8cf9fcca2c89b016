import { textOf } from '../../languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../languages/javascript/parse.ts';
import type { Node } from '../../languages/javascript/tree.ts';

const DEEPEST = 5;

/** The name a parameter binds, if it is only one. */
export function targetOf(pattern: Node): Node | undefined {
  const bare = pattern.type === 'AssignmentPattern' ? pattern.left : pattern.type === 'RestElement' ? pattern.argument : pattern;
  return bare.type === 'Identifier' ? bare : undefined;
}

/** What a parameter is called. */
export function nameOf(parameter: Node): string | undefined {
  const target = targetOf(parameter);
  return target?.type === 'Identifier' ? target.name : undefined;
}

/** Whether a call has to give the parameter. */
export function isRequired(parameter: Node): boolean {
  if (parameter.type === 'AssignmentPattern' || parameter.type === 'RestElement') return false;
  return parameter.type !== 'Identifier' || (annotationOf(parameter) !== undefined && !parameter.optional);
}

/** Whether a call may leave the parameter out: TypeScript says so, in JavaScript nothing is read from it unguarded. */
export function isOptional(parameter: Node, doc: JavaScriptDoc): boolean {
  if (parameter.type === 'AssignmentPattern' || parameter.type === 'RestElement') return true;
  if (parameter.type !== 'Identifier') return false;
  if (parameter.optional) return true;
  const type = annotationOf(parameter);
  if (type) return false;
  if (/\.[mc]?tsx?$/.test(doc.path)) return false;
  const uses = doc.scopes.bindingOf(parameter)?.uses ?? [];
  const isGuarded = uses.some((use) => {
    const parent = doc.tree.parent(use);
    return parent?.type === 'IfStatement' || parent?.type === 'LogicalExpression' || parent?.type === 'ConditionalExpression' || parent?.type === 'UnaryExpression'
      || (parent?.type === 'BinaryExpression' && parent.operator === 'instanceof');
  });
  return isGuarded || !uses.some((use) => {
    const parent = doc.tree.parent(use);
    return parent?.type === 'MemberExpression' && parent.object === use;
  });
}

function annotationOf(parameter: Node): Node | undefined {
  const target = targetOf(parameter);
  const annotation = target?.type === 'Identifier' ? target.typeAnnotation : undefined;
  return annotation?.type === 'TSTypeAnnotation' ? annotation.typeAnnotation : undefined;
}

/** Whether the parameter is declared to be a text. */
export function isText(parameter: Node): boolean {
  return annotationOf(parameter)?.type === 'TSStringKeyword';
}

/** The first parameter takes any text. */
export function isMessageLike(parameter: Node): boolean {
  const type = annotationOf(parameter);
  if (type) return accepts(type, ['TSStringKeyword', 'TSAnyKeyword', 'TSUnknownKeyword']);
  return targetOf(parameter) !== undefined && !(parameter.type === 'AssignmentPattern' && parameter.right.type === 'ObjectExpression');
}

function accepts(type: Node, keywords: readonly string[]): boolean {
  if (type.type === 'TSUnionType') return type.types.some((each) => accepts(each, keywords));
  return keywords.includes(type.type);
}

type Accepted = 'any' | 'error' | 'record' | 'other';

/** What the type of the details lets through: anything, errors, objects with any keys, or something else. */
export function typeOf(parameter: Node, doc: JavaScriptDoc): Accepted {
  const type = parameter.type === 'RestElement' && parameter.typeAnnotation?.type === 'TSTypeAnnotation' ? parameter.typeAnnotation.typeAnnotation : annotationOf(parameter);
  return type ? typeKind(type, doc, parameter.type === 'RestElement', 0) : 'any';
}

function typeKind(type: Node, doc: JavaScriptDoc, isRest: boolean, depth: number): Accepted {
  if (depth > DEEPEST) return 'other';
  const inner = (each: Node) => typeKind(each, doc, false, depth + 1);
  switch (type.type) {
    case 'TSAnyKeyword': case 'TSUnknownKeyword': return 'any';
    case 'TSArrayType': return isRest ? inner(type.elementType) : 'other';
    case 'TSUnionType': {
      const kinds = type.types.map(inner);
      return (['any', 'error', 'record'] as const).find((kind) => kinds.includes(kind)) ?? 'other';
    }
    case 'TSTypeLiteral': return type.members.some(({ type: member }) => member === 'TSIndexSignature') ? 'record' : 'other';
    case 'TSObjectKeyword': return 'record';
    case 'TSTypeReference': {
      const name = textOf(doc, type.typeName);
      if (name === 'Record') return 'record';
      if (name === 'Error') return 'error';
      const declared = doc.tree.all('TSTypeAliasDeclaration', 'TSInterfaceDeclaration').find(({ id }) => id.name === name);
      if (declared?.type === 'TSTypeAliasDeclaration') return inner(declared.typeAnnotation);
      return declared?.body.body.some(({ type: member }) => member === 'TSIndexSignature') ? 'record' : 'other';
    }
    default: return 'other';
  }
}

/** What a function takes to make a logger. */
export function parametersOf(fn: Node): { name: string; isText: boolean; isRequired: boolean }[] {
  return (fn as { params: Node[] }).params.map((parameter) => {
    const bare = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter;
    const target = bare.type === 'AssignmentPattern' ? bare.left : bare;
    const type = target.type === 'Identifier' && target.typeAnnotation?.type === 'TSTypeAnnotation' ? target.typeAnnotation.typeAnnotation.type : undefined;
    return {
      name: target.type === 'Identifier' ? target.name : '',
      isText: target.type === 'Identifier' && (type === undefined || type === 'TSStringKeyword' || type === 'TSAnyKeyword' || type === 'TSUnionType'),
      isRequired: bare.type !== 'AssignmentPattern' && bare.type !== 'RestElement' && !(target.type === 'Identifier' && target.optional),
    };
  });
}
