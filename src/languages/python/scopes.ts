import type { PyNode } from './tree.ts';

export type BindingKind = 'import' | 'assignment' | 'parameter' | 'definition' | 'loop' | 'with' | 'except' | 'other';

export interface Binding {
  readonly name: string;
  readonly kind: BindingKind;
  /** The identifier that is bound. */
  readonly node: PyNode;
  /** Dotted origin of an import: `uuid.uuid4` for `from uuid import uuid4 as u`. */
  readonly origin?: string;
}

const FUNCTION_SCOPES = ['function_definition', 'lambda'];
const COMPREHENSIONS = ['list_comprehension', 'set_comprehension', 'dictionary_comprehension', 'generator_expression'];
const SCOPES = new Set(['module', 'class_definition', ...FUNCTION_SCOPES, ...COMPREHENSIONS]);

const BINDING_KINDS = [
  'import_statement', 'import_from_statement', 'function_definition', 'class_definition', 'parameters', 'lambda_parameters',
  'assignment', 'augmented_assignment', 'named_expression', 'for_statement', 'for_in_clause', 'as_pattern_target', 'case_pattern',
  'global_statement', 'nonlocal_statement', 'type_alias_statement',
];

/** Which names each scope of a file binds, and what a name used somewhere means. */
export class Scopes {
  readonly #root: PyNode;
  readonly #bindings = new Map<PyNode, Map<string, Binding[]>>();
  readonly #globals = new Map<PyNode, Set<string>>();
  #uses: PyNode[] | undefined;

  constructor(root: PyNode) {
    this.#root = root;
    for (const node of root.descendants(...BINDING_KINDS)) this.#visit(node);
  }

  /** Bindings of a name in one scope, in source order. */
  in(scope: PyNode, name: string): readonly Binding[] {
    return this.#bindings.get(scope)?.get(name) ?? [];
  }

  /** Every name bound at module level. */
  get moduleNames(): ReadonlyMap<string, readonly Binding[]> {
    return this.#bindings.get(this.#root) ?? new Map();
  }

  /** The scope in which a name used at `at` is bound; undefined for builtins and unknown names. */
  scopeOf(name: string, at: PyNode): PyNode | undefined {
    let inner = true;
    for (let scope = scopeAround(at); scope; scope = scope.parent && scopeAround(scope)) {
      const visible = scope.kind !== 'class_definition' || inner;
      if (this.#globals.get(scope)?.has(name)) return this.in(this.#root, name).length ? this.#root : undefined;
      if (visible && this.in(scope, name).length > 0) return scope;
      if (FUNCTION_SCOPES.includes(scope.kind)) inner = false;
    }
    return undefined;
  }

  /** What a name used at `at` is bound to. */
  lookup(name: string, at: PyNode): readonly Binding[] {
    const scope = this.scopeOf(name, at);
    return scope ? this.in(scope, name) : [];
  }

  /**
   * The dotted name an expression stands for: `uuid.uuid4` for `uuid4` after `from uuid import uuid4`, `builtins.print`
   * for a `print` nobody bound. Undefined for anything else, such as an attribute of a local variable.
   */
  qualifiedName(expression: PyNode | undefined): string | undefined {
    if (!expression) return undefined;
    if (expression.kind === 'attribute') {
      const object = this.qualifiedName(expression.field('object'));
      return object && `${object}.${expression.field('attribute')?.text}`;
    }
    if (expression.kind !== 'identifier') return undefined;
    const bindings = this.lookup(expression.text, expression);
    if (bindings.length === 0) return `builtins.${expression.text}`;
    return bindings.find((binding) => binding.origin)?.origin;
  }

  /** Every identifier that reads a name, in source order: not bindings, attributes, keywords of calls or imports. */
  get uses(): readonly PyNode[] {
    return (this.#uses ??= [...this.#root.descendants('identifier')].filter(isUse));
  }

  /** The uses of one name, which is much cheaper than all of them. */
  usesOf(name: string): readonly PyNode[] {
    return this.#uses?.filter((use) => use.text === name) ?? this.#root.identifiers(name).filter(isUse);
  }

  /** Whether a name is bound or used anywhere in the file. */
  mentions(name: string): boolean {
    return this.#root.identifiers(name).length > 0;
  }

  #visit(node: PyNode): void {
    switch (node.kind) {
      case 'import_statement':
      case 'import_from_statement':
        for (const imported of importedNames(node)) this.#bind(node, imported.node, 'import', imported.name, imported.origin);
        break;
      case 'function_definition':
      case 'class_definition':
        this.#bind(node.parent!, node.field('name')!, 'definition');
        break;
      case 'parameters':
      case 'lambda_parameters':
        for (const name of parameterNames(node)) this.#bind(node, name, 'parameter');
        break;
      case 'assignment':
      case 'augmented_assignment':
        for (const name of targets(node.field('left'))) this.#bind(node, name, 'assignment');
        break;
      case 'named_expression':
        this.#bindWalrus(node);
        break;
      case 'for_statement':
      case 'for_in_clause':
        for (const name of targets(node.field('left'))) this.#bind(node, name, 'loop');
        break;
      case 'as_pattern_target': {
        const kind = node.parent?.parent?.kind === 'except_clause' ? 'except' : 'with';
        for (const name of targets(node.children[0])) this.#bind(node, name, kind);
        break;
      }
      case 'case_pattern':
        for (const name of node.descendants('identifier')) this.#bind(node, name, 'other');
        break;
      case 'global_statement':
      case 'nonlocal_statement': {
        const scope = scopeAround(node)!;
        const names = this.#globals.get(scope) ?? new Set();
        for (const name of node.descendants('identifier')) names.add(name.text);
        if (node.kind === 'global_statement') this.#globals.set(scope, names);
        break;
      }
      case 'type_alias_statement':
        for (const name of node.children[1]?.descendants('identifier') ?? []) this.#bind(node, name, 'other');
        break;
    }
  }

  #bind(at: PyNode, node: PyNode, kind: BindingKind, name = node.text, origin?: string): void {
    let scope = scopeAround(at)!;
    if (this.#globals.get(scope)?.has(name)) scope = this.#root;
    const names = this.#bindings.get(scope) ?? new Map<string, Binding[]>();
    this.#bindings.set(scope, names);
    names.set(name, [...(names.get(name) ?? []), { name, kind, node, ...(origin !== undefined && { origin }) }]);
  }

  /** `:=` in a comprehension binds in the scope around it. */
  #bindWalrus(node: PyNode): void {
    let at: PyNode = node;
    while (COMPREHENSIONS.includes(scopeAround(at)!.kind)) at = scopeAround(at)!;
    this.#bind(at === node ? node : at.parent!, node.field('name')!, 'assignment');
  }
}

/** The scope a node is evaluated in: decorators, defaults and annotations belong to the scope around the function. */
export function scopeAround(node: PyNode): PyNode | undefined {
  let child = node;
  for (const scope of node.ancestors()) {
    if (SCOPES.has(scope.kind) && !evaluatedOutside(scope, child)) return scope;
    child = scope;
  }
  return SCOPES.has(node.kind) && !node.parent ? node : undefined;
}

function evaluatedOutside(scope: PyNode, child: PyNode): boolean {
  if (scope.kind === 'class_definition') return child.kind !== 'block';
  if (scope.kind === 'function_definition') return !['block', 'parameters'].includes(child.kind);
  return false;
}

export interface ImportedName {
  /** The bound name: `a` for `import a.b`, `c` for `import a.b as c`. */
  readonly name: string;
  readonly origin: string;
  /** The part of the statement that imports it: a dotted name or an aliased import. */
  readonly node: PyNode;
}

/** The names an import statement binds. */
export function importedNames(statement: PyNode): ImportedName[] {
  const module = statement.field('module_name');
  const parts = statement.named.filter(
    (node) => node !== module && (node.kind === 'dotted_name' || node.kind === 'aliased_import'),
  );
  return parts.map((node) => {
    const alias = node.kind === 'aliased_import' ? node.field('alias')?.text : undefined;
    const target = node.kind === 'aliased_import' ? node.field('name')!.text : node.text;
    if (statement.kind === 'import_statement') {
      const top = target.split('.')[0]!;
      return { name: alias ?? top, origin: alias ? target : top, node };
    }
    const from = module?.text ?? '';
    return { name: alias ?? target, origin: from.endsWith('.') ? from + target : `${from}.${target}`, node };
  });
}

function parameterNames(parameters: PyNode): PyNode[] {
  return parameters.named.flatMap((parameter) => {
    if (parameter.kind === 'identifier') return [parameter];
    const name = parameter.field('name') ?? parameter.children.find((child) => child.kind === 'identifier');
    if (name?.kind === 'identifier') return [name];
    return [...parameter.descendants('identifier')].slice(0, 1);
  });
}

/** The identifiers an assignment target binds; attributes and subscripts bind nothing. */
export function targets(target: PyNode | undefined): PyNode[] {
  if (!target) return [];
  if (target.kind === 'identifier') return [target];
  if (['attribute', 'subscript'].includes(target.kind)) return [];
  return target.named.flatMap(targets);
}

function isUse(node: PyNode): boolean {
  const parent = node.parent!;
  switch (parent.kind) {
    case 'attribute':
      return parent.field('attribute') !== node;
    case 'keyword_argument':
      return parent.field('name') !== node;
    case 'dotted_name':
      return !parent.closest('import_statement', 'import_from_statement', 'future_import_statement');
    case 'aliased_import':
    case 'as_pattern_target':
      return false;
    case 'function_definition':
    case 'class_definition':
      return parent.field('name') !== node;
    case 'global_statement':
    case 'nonlocal_statement':
      return false;
    case 'assignment':
      return parent.field('left') !== node;
    default:
      return true;
  }
}
