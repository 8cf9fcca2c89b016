import { enclosingClass, dottedText, isFunction, keyName, type AnyClass, type AnyFunction } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import type { Node } from './tree.ts';

/** A property of the objects of a class. */
export interface Member {
  readonly name: string;
  readonly node: Node;
  readonly value?: Node;
  readonly type?: string;
  /** It may be absent, as its type says. */
  readonly isOptional?: true;
  /** The constructor that sets it. */
  readonly setter?: AnyFunction;
}

/** The properties of a class: declared, set by the constructor, or parameters of it. */
export function membersOf(owner: AnyClass): Member[] {
  return owner.body.body.flatMap((member): Member[] => {
    if (member.type === 'ClassProperty' && !member.static) {
      const name = keyName(member);
      return name === undefined ? [] : [{ name, node: member, ...(member.value && { value: member.value }), ...typeOf(member.typeAnnotation), ...(member.optional && { isOptional: true }) }];
    }
    if (member.type === 'ClassPrivateProperty' && !member.static) return [{ name: `#${member.key.id.name}`, node: member, ...(member.value && { value: member.value }), ...typeOf(member.typeAnnotation) }];
    if (member.type !== 'ClassMethod' || member.kind !== 'constructor') return [];
    const parameters = member.params.flatMap((each): Member[] => {
      if (each.type !== 'TSParameterProperty') return [];
      const id = each.parameter.type === 'AssignmentPattern' ? each.parameter.left : each.parameter;
      return id.type === 'Identifier' ? [{ name: id.name, node: each, ...typeOf(id.typeAnnotation), ...(id.optional && { isOptional: true }) }] : [];
    });
    const assigned = member.body.body.flatMap((statement): Member[] => {
      const set = statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression' ? statement.expression : undefined;
      const target = set ? dottedText(set.left) : undefined;
      return set && target?.startsWith('this.') && !target.slice(5).includes('.') ? [{ name: target.slice(5), node: statement, value: set.right, setter: member }] : [];
    });
    return [...parameters, ...assigned];
  });
}

/** The class whose object `this` is at a place: in a method or a property that is not static, through arrow functions. */
export function ownerOfThis(doc: JavaScriptDoc, at: Node): AnyClass | undefined {
  for (const ancestor of doc.tree.ancestors(at)) {
    if (ancestor.type === 'ArrowFunctionExpression' || !isFunction(ancestor) && ancestor.type !== 'ClassProperty' && ancestor.type !== 'ClassPrivateProperty') continue;
    const isMember = ancestor.type === 'ClassMethod' || ancestor.type === 'ClassPrivateMethod' || ancestor.type === 'ClassProperty' || ancestor.type === 'ClassPrivateProperty';
    return isMember && !ancestor.static ? enclosingClass(doc.tree, ancestor) : undefined;
  }
  return undefined;
}

/** The name of a declared type, and whether the value may be absent: `Logger | undefined`. */
export function typeOf(annotation: Node | null | undefined): { type?: string; isOptional?: true } {
  const declared = annotation?.type === 'TSTypeAnnotation' ? annotation.typeAnnotation : undefined;
  const present = declared?.type === 'TSUnionType' ? declared.types.filter(({ type }) => type !== 'TSUndefinedKeyword' && type !== 'TSNullKeyword') : undefined;
  const type = present ? (present.length === 1 ? present[0] : undefined) : declared;
  const name = type?.type === 'TSTypeReference' ? dottedType(type.typeName) : undefined;
  return name === undefined ? {} : { type: name, ...(present && { isOptional: true }) };
}

function dottedType(name: Node): string | undefined {
  if (name.type === 'Identifier') return name.name;
  return name.type === 'TSQualifiedName' && name.left.type === 'Identifier' ? `${name.left.name}.${name.right.name}` : undefined;
}
