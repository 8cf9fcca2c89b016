import type { Identifier, JSXIdentifier, Node, TSTypeParameter } from '@babel/types';
import { childrenOf, type NodeType, type Tree } from './tree.ts';

export type BindingKind = 'import' | 'var' | 'let' | 'const' | 'function' | 'class' | 'parameter' | 'catch' | 'enum' | 'namespace' | 'type';

export interface Binding {
  readonly name: string;
  readonly kind: BindingKind;
  /** The identifier that is bound; of a name bound more than once, such as by two `var`, the first. */
  readonly node: Identifier | TSTypeParameter;
  /** What binds it: an import specifier, a variable declarator, a function, a catch clause. */
  readonly by: Node;
  /** The node whose scope holds the name. */
  readonly scope: Node;
  /** Every identifier that stands for it, its declarations left out, in source order. */
  readonly uses: (Identifier | JSXIdentifier)[];
  /** It exists for the compiler only: a type, or an `import type`. */
  readonly isType: boolean;
}

const FUNCTIONS = new Set<string>(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'ClassMethod', 'ClassPrivateMethod', 'ObjectMethod']);
const SIGNATURES = new Set<string>([
  'TSDeclareFunction', 'TSDeclareMethod', 'TSFunctionType', 'TSConstructorType', 'TSMethodSignature', 'TSCallSignatureDeclaration',
  'TSConstructSignatureDeclaration', 'TSIndexSignature', 'TSTypeAliasDeclaration', 'TSInterfaceDeclaration', 'TSMappedType', 'TSConditionalType',
]);
const BLOCKS = new Set<string>(['BlockStatement', 'ForStatement', 'ForInStatement', 'ForOfStatement', 'SwitchStatement', 'CatchClause', 'StaticBlock', 'TSModuleBlock']);
const CLASSES = new Set<string>(['ClassDeclaration', 'ClassExpression']);
/** Nodes with a `key` that is a name rather than an expression unless it is `computed`. */
const KEYED = new Set<string>([
  'ObjectProperty', 'ObjectMethod', 'ClassProperty', 'ClassMethod', 'ClassAccessorProperty', 'ClassPrivateMethod', 'ClassPrivateProperty',
  'TSPropertySignature', 'TSMethodSignature', 'TSDeclareMethod',
]);
/** Fields that hold a name which stands for nothing in a scope, by type of node. */
const NAMES_ONLY: Partial<Record<NodeType, readonly string[]>> = {
  LabeledStatement: ['label'], BreakStatement: ['label'], ContinueStatement: ['label'], MetaProperty: ['meta', 'property'],
  ImportSpecifier: ['imported', 'local'], ImportDefaultSpecifier: ['local'], ImportNamespaceSpecifier: ['local'], ExportSpecifier: ['exported'],
  ExportDefaultSpecifier: ['exported'], ExportNamespaceSpecifier: ['exported'], TSEnumMember: ['id'], TSNamedTupleMember: ['label'],
  TSQualifiedName: ['right'], TSImportType: ['qualifier'], JSXAttribute: ['name'], JSXNamespacedName: ['name', 'namespace'], JSXMemberExpression: ['property'],
  TSNamespaceExportDeclaration: ['id'], TSTypeParameter: ['name'],
};

/** Which names each scope of a file binds, and what a name used somewhere stands for. */
export class Scopes {
  readonly #tree: Tree;
  readonly #names = new Map<Node, Map<string, Binding>>();
  readonly #references: (Identifier | JSXIdentifier)[] = [];
  readonly #resolved = new Map<Node, Binding>();
  /** Names that nothing in the file binds, with their uses. */
  readonly globals = new Map<string, (Identifier | JSXIdentifier)[]>();

  constructor(tree: Tree) {
    this.#tree = tree;
    this.#visit(tree.program);
    for (const reference of this.#references.sort((a, b) => a.start! - b.start!)) this.#resolve(reference);
  }

  /** Names bound at the top of the file. */
  get moduleNames(): ReadonlyMap<string, Binding> {
    return this.#names.get(this.#tree.program) ?? new Map();
  }

  /** Names bound in the scope of one node: a program, a function, a block. */
  in(scope: Node): ReadonlyMap<string, Binding> {
    return this.#names.get(scope) ?? new Map();
  }

  /** Every binding of the file. */
  get all(): Binding[] {
    return [...this.#names.values()].flatMap((names) => [...names.values()]);
  }

  /** What a name would stand for at a place. */
  lookup(name: string, at: Node): Binding | undefined {
    for (let node: Node | undefined = at; node; node = this.#tree.parent(node)) {
      const binding = this.#names.get(node)?.get(name);
      if (binding) return binding;
    }
    return undefined;
  }

  /** What an identifier stands for or binds; undefined for a global, a key or a label. */
  bindingOf(node: Node | null | undefined): Binding | undefined {
    return node ? this.#resolved.get(node) : undefined;
  }

  /**
   * The dotted name an expression stands for: `crypto:randomUUID` for what was imported or required from `crypto` or
   * `node:crypto`, in whatever spelling, `cors:default` for a module as a whole, `console.log` for a global. Undefined
   * for anything else, such as a property of a local variable.
   */
  qualifiedName(node: Node | null | undefined): string | undefined {
    switch (node?.type) {
      case 'Identifier': {
        const binding = this.#resolved.get(node);
        if (binding) return this.#originOf(binding);
        return this.globals.get(node.name)?.includes(node) ? node.name : undefined;
      }
      case 'MemberExpression':
      case 'OptionalMemberExpression': {
        const object = this.qualifiedName(node.object);
        const name = !node.computed && node.property.type === 'Identifier' ? node.property.name
          : node.property.type === 'StringLiteral' ? node.property.value : undefined;
        if (object === undefined || name === undefined) return undefined;
        if (object.endsWith(':default')) return name === 'default' ? object : `${object.slice(0, -'default'.length)}${name}`;
        return object.endsWith(':') ? object + name : `${object}.${name}`;
      }
      case 'CallExpression': return requiredModule(node);
      case 'AwaitExpression': return node.argument.type === 'ImportExpression' || node.argument.type === 'CallExpression' ? importedModule(node.argument) : undefined;
      case 'TSNonNullExpression': case 'TSAsExpression': case 'TSSatisfiesExpression': case 'ParenthesizedExpression': return this.qualifiedName(node.expression);
      default: return undefined;
    }
  }

  #originOf({ by, node, name }: Binding): string | undefined {
    switch (by.type) {
      case 'ImportSpecifier': return `${this.#moduleOf(by)}:${by.imported.type === 'Identifier' ? by.imported.name : by.imported.value}`;
      case 'ImportDefaultSpecifier': case 'ImportNamespaceSpecifier': return `${this.#moduleOf(by)}:default`;
      case 'TSImportEqualsDeclaration':
        return by.moduleReference.type === 'TSExternalModuleReference' ? `${moduleName(by.moduleReference.expression.value)}:default` : undefined;
      case 'VariableDeclarator': {
        const from = by.init ? this.qualifiedName(by.init) : undefined;
        if (from === undefined || !from.includes(':')) return undefined;
        if (by.id === node) return from;
        const property = by.id.type === 'ObjectPattern' ? by.id.properties.find((each) => each.type === 'ObjectProperty' && boundIn(each.value).some((id) => id.name === name)) : undefined;
        if (property?.type !== 'ObjectProperty' || property.key.type !== 'Identifier' || property.value.type !== 'Identifier') return undefined;
        if (from.endsWith(':default')) return property.key.name === 'default' ? from : `${from.slice(0, -'default'.length)}${property.key.name}`;
        return `${from}.${property.key.name}`;
      }
      default: return undefined;
    }
  }

  #moduleOf(specifier: Node): string {
    return moduleName((this.#tree.parent(specifier) as { source: { value: string } }).source.value);
  }

  #visit(node: Node): void {
    this.#declare(node);
    const names = NAMES_ONLY[node.type];
    const skipped = new Set<unknown>();
    for (const field of names ?? []) skipped.add((node as unknown as Record<string, unknown>)[field]);
    if (KEYED.has(node.type) && !(node as { computed?: boolean }).computed) skipped.add((node as { key?: unknown }).key);
    if (isMember(node) && !node.computed) skipped.add(node.property);
    if (node.type === 'ExportSpecifier' && (this.#tree.parent(node) as { source?: unknown }).source) skipped.add(node.local);
    for (const child of childrenOf(node)) {
      if (skipped.has(child)) continue;
      if ((child.type === 'Identifier' || child.type === 'JSXIdentifier') && !this.#resolved.has(child)) {
        if (child.type === 'Identifier' ? !isSignatureParameter(node, child) : isComponent(node, child)) this.#references.push(child);
      }
      this.#visit(child);
    }
  }

  #declare(node: Node): void {
    switch (node.type) {
      case 'ImportSpecifier': case 'ImportDefaultSpecifier': case 'ImportNamespaceSpecifier': {
        const isType = (this.#tree.parent(node) as { importKind?: string | null }).importKind === 'type' || (node.type === 'ImportSpecifier' && node.importKind === 'type');
        this.#bind(node.local, 'import', node, this.#tree.program, isType);
        break;
      }
      case 'TSImportEqualsDeclaration': this.#bind(node.id, 'import', node, this.#scopeAround(node)); break;
      case 'VariableDeclarator': {
        const { kind } = this.#tree.parent(node) as { kind: string };
        const scope = kind === 'var' ? this.#functionAround(node) : this.#scopeAround(node);
        for (const id of boundIn(node.id)) this.#bind(id, kind === 'var' || kind === 'let' ? kind : 'const', node, scope);
        break;
      }
      case 'FunctionDeclaration': case 'TSDeclareFunction':
        if (node.id) this.#bind(node.id, 'function', node, this.#scopeAround(node));
        break;
      case 'ClassDeclaration':
        if (node.id) this.#bind(node.id, 'class', node, this.#scopeAround(node));
        break;
      case 'FunctionExpression': case 'ClassExpression':
        if (node.id) this.#bind(node.id, node.type === 'ClassExpression' ? 'class' : 'function', node, node);
        break;
      case 'CatchClause': for (const id of boundIn(node.param)) this.#bind(id, 'catch', node, node); break;
      case 'TSEnumDeclaration': this.#bind(node.id, 'enum', node, this.#scopeAround(node)); break;
      case 'TSModuleDeclaration':
        if (node.id.type === 'Identifier') this.#bind(node.id, 'namespace', node, this.#scopeAround(node));
        break;
      case 'TSInterfaceDeclaration': case 'TSTypeAliasDeclaration': this.#bind(node.id, 'type', node, this.#scopeAround(node), true); break;
      case 'TSTypeParameter': this.#bindType(node); break;
    }
    if (FUNCTIONS.has(node.type)) {
      for (const parameter of (node as { params: Node[] }).params) for (const id of boundIn(parameter)) this.#bind(id, 'parameter', node, node);
    }
  }

  #bind(id: Identifier, kind: BindingKind, by: Node, scope: Node, isType = false): void {
    const names = this.#namesOf(scope);
    const known = names.get(id.name);
    // A type and a value may share a name: the value is what code asks for.
    const binding = known && !(known.isType && !isType) ? known : { name: id.name, kind, node: id, by, scope, uses: [], isType };
    names.set(id.name, binding);
    this.#resolved.set(id, binding);
  }

  #bindType(node: TSTypeParameter): void {
    const scope = this.#scopeAround(node);
    const name = node.name as unknown as string;
    this.#namesOf(scope).set(name, { name, kind: 'type', node, by: node, scope, uses: [], isType: true });
  }

  #namesOf(scope: Node): Map<string, Binding> {
    const names = this.#names.get(scope) ?? new Map<string, Binding>();
    this.#names.set(scope, names);
    return names;
  }

  #scopeAround(node: Node): Node {
    for (const around of this.#tree.ancestors(node)) {
      if (around.type === 'Program' || FUNCTIONS.has(around.type) || SIGNATURES.has(around.type) || CLASSES.has(around.type)) return around;
      if (BLOCKS.has(around.type) && !FUNCTIONS.has(this.#tree.parent(around)?.type ?? '') && this.#tree.parent(around)?.type !== 'CatchClause') return around;
    }
    return this.#tree.program;
  }

  #functionAround(node: Node): Node {
    for (const around of this.#tree.ancestors(node)) if (FUNCTIONS.has(around.type) || around.type === 'StaticBlock' || around.type === 'TSModuleBlock') return around;
    return this.#tree.program;
  }

  #resolve(reference: Identifier | JSXIdentifier): void {
    const binding = this.lookup(reference.name, this.#evaluatedIn(reference));
    if (binding) {
      binding.uses.push(reference);
      this.#resolved.set(reference, binding);
      return;
    }
    const uses = this.globals.get(reference.name);
    if (uses) uses.push(reference);
    else this.globals.set(reference.name, [reference]);
  }

  /** A decorator or the computed key of a method is evaluated outside of it; all else where it stands. */
  #evaluatedIn(reference: Node): Node {
    let child: Node = reference;
    for (const around of this.#tree.ancestors(reference)) {
      const isOutside = FUNCTIONS.has(around.type) && 'key' in around && (around.key === child || child.type === 'Decorator' && !(around as { params: Node[] }).params.includes(child));
      if (isOutside) return this.#tree.parent(around)!;
      if (around.type === 'BlockStatement' || around.type === 'Program') return reference;
      child = around;
    }
    return reference;
  }
}

/** The identifiers a pattern binds: those of `{ a, b: [c], ...d }`. */
export function boundIn(pattern: Node | null | undefined): Identifier[] {
  switch (pattern?.type) {
    case 'Identifier': return [pattern];
    case 'ObjectPattern': return pattern.properties.flatMap((each) => boundIn(each.type === 'RestElement' ? each.argument : each.value));
    case 'ArrayPattern': return pattern.elements.flatMap((each) => boundIn(each));
    case 'AssignmentPattern': return boundIn(pattern.left);
    case 'RestElement': return boundIn(pattern.argument);
    case 'TSParameterProperty': return boundIn(pattern.parameter);
    default: return [];
  }
}

/** Whether a use of a name writes to it. */
export function isWrite(tree: Tree, use: Node): boolean {
  const parent = tree.parent(use);
  switch (parent?.type) {
    case 'AssignmentExpression': return parent.left === use;
    case 'UpdateExpression': return true;
    case 'ForInStatement': case 'ForOfStatement': return parent.left === use;
    case 'ArrayPattern': case 'RestElement': return true;
    case 'AssignmentPattern': return parent.left === use;
    case 'ObjectProperty': return parent.value === use && tree.parent(parent)?.type === 'ObjectPattern';
    default: return false;
  }
}

function isMember(node: Node): node is Extract<Node, { type: 'MemberExpression' | 'OptionalMemberExpression' }> {
  return node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression';
}

/** The parameters of a signature are names for the reader. */
function isSignatureParameter(parent: Node, child: Node): boolean {
  if (!SIGNATURES.has(parent.type)) return false;
  const { parameters, params } = parent as { parameters?: unknown; params?: unknown };
  return [parameters, params].some((list) => Array.isArray(list) && list.includes(child));
}

/** `<Page/>` and the `ui` of `<ui.Page/>` are names of the file, `<div>` is not. */
function isComponent(parent: Node, child: JSXIdentifier): boolean {
  if (parent.type === 'JSXMemberExpression') return parent.object === child;
  return (parent.type === 'JSXOpeningElement' || parent.type === 'JSXClosingElement') && /^[A-Z_$]/.test(child.name);
}

function requiredModule(call: Extract<Node, { type: 'CallExpression' }>): string | undefined {
  const [argument] = call.arguments;
  const isRequire = call.callee.type === 'Identifier' && call.callee.name === 'require' && argument?.type === 'StringLiteral';
  return isRequire ? `${moduleName(argument.value)}:default` : undefined;
}

function importedModule(node: Node): string | undefined {
  const source = node.type === 'ImportExpression' ? node.source
    : node.type === 'CallExpression' && node.callee.type === 'Import' ? node.arguments[0] : undefined;
  return source?.type === 'StringLiteral' ? `${moduleName(source.value)}:default` : undefined;
}

function moduleName(specifier: string): string {
  return specifier.replace(/^node:/, '');
}
