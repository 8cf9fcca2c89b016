import type { NapiConfig, SgNode } from '@ast-grep/napi';

/**
 * A node of the concrete syntax tree; kinds are those of tree-sitter-python. The native tree hands out a new object per
 * call and every call costs microseconds, so a node is made once, when it is first reached, and remembers what it was
 * asked. Searches by kind run in the native tree.
 */
export class PyNode {
  readonly #tree: Tree;
  readonly #native: SgNode;
  #kind: string | undefined;
  #span: { readonly start: number; readonly end: number } | undefined;
  #parent: PyNode | null | undefined;
  #children: readonly PyNode[] | undefined;
  #fields: Map<string, PyNode | undefined> | undefined;
  #isNamed: boolean | undefined;

  private constructor(tree: Tree, native: SgNode, parent: PyNode | null | undefined) {
    this.#tree = tree;
    this.#native = native;
    this.#parent = parent;
  }

  static root(native: SgNode, source: string): PyNode {
    const tree: Tree = { source, nodes: new Map(), byKind: new Map() };
    return (tree.root = PyNode.#of(tree, native, null));
  }

  static #of(tree: Tree, native: SgNode, parent?: PyNode | null): PyNode {
    const id = native.id();
    let node = tree.nodes.get(id);
    if (!node) tree.nodes.set(id, (node = new PyNode(tree, native, parent)));
    else if (parent !== undefined) node.#parent ??= parent;
    return node;
  }

  get kind(): string {
    return (this.#kind ??= String(this.#native.kind()));
  }

  get start(): number {
    return this.#range.start;
  }

  get end(): number {
    return this.#range.end;
  }

  get text(): string {
    return this.#tree.source.slice(this.start, this.end);
  }

  get parent(): PyNode | undefined {
    if (this.#parent === undefined) {
      const native = this.#native.parent();
      this.#parent = native ? PyNode.#of(this.#tree, native) : null;
    }
    return this.#parent ?? undefined;
  }

  get children(): readonly PyNode[] {
    return (this.#children ??= this.#native.children().map((child) => PyNode.#of(this.#tree, child, this)));
  }

  /** The children that are not punctuation, keywords or comments. */
  get named(): readonly PyNode[] {
    return this.children.filter((child) => child.isNamed && child.kind !== 'comment');
  }

  get isNamed(): boolean {
    return (this.#isNamed ??= this.#native.isNamed());
  }

  /** The child in a grammar field, such as `function` of a `call`. */
  field(name: string): PyNode | undefined {
    this.#fields ??= new Map();
    if (!this.#fields.has(name)) {
      const native = this.#native.field(name);
      this.#fields.set(name, native ? PyNode.#of(this.#tree, native, this) : undefined);
    }
    return this.#fields.get(name);
  }

  /** Every node below this one, or those of the given kinds, in source order. */
  descendants(...kinds: string[]): PyNode[] {
    if (kinds.length === 0) return this.children.flatMap((child) => [child, ...child.descendants()]);
    const found = kinds.flatMap((kind) => this.#below(kind));
    return kinds.length === 1 ? found : found.sort((a, b) => a.start - b.start || b.end - a.end);
  }

  /** The identifiers below this one that are spelled so, in source order. */
  identifiers(name: string): PyNode[] {
    const known = this.#tree.byKind.get('identifier');
    if (known || this !== this.#tree.root) return this.#below('identifier').filter(({ text }) => text === name);
    return this.#search({ rule: { kind: 'identifier', regex: `^${name}$` } });
  }

  /** Whether the parser gave up somewhere. */
  get hasError(): boolean {
    return this.#below('ERROR').length > 0;
  }

  /** The nodes around this one, innermost first. */
  *ancestors(): Generator<PyNode> {
    for (let node = this.parent; node; node = node.parent) yield node;
  }

  /** The nearest node around this one of one of the kinds. */
  closest(...kinds: string[]): PyNode | undefined {
    for (const node of this.ancestors()) if (kinds.includes(node.kind)) return node;
    return undefined;
  }

  /** Whether this node is `other` or lies inside it. */
  isWithin(other: PyNode): boolean {
    return this.start >= other.start && this.end <= other.end;
  }

  get previous(): PyNode | undefined {
    const siblings = this.parent?.children ?? [];
    return siblings[siblings.indexOf(this) - 1];
  }

  get next(): PyNode | undefined {
    const siblings = this.parent?.children ?? [];
    return siblings[siblings.indexOf(this) + 1];
  }

  get #range(): { readonly start: number; readonly end: number } {
    if (!this.#span) {
      const range = this.#native.range();
      this.#span = { start: range.start.index, end: range.end.index };
    }
    return this.#span;
  }

  /** Searching the whole tree costs little more than searching a part, so it is done once and cut to size. */
  #below(kind: string): PyNode[] {
    const all = this.#tree.root!.#all(kind);
    if (this === this.#tree.root) return all.filter((node) => node !== this);
    const found: PyNode[] = [];
    for (let i = firstFrom(all, this.start); i < all.length && all[i]!.start < this.end; i += 1) {
      const node = all[i]!;
      if (node !== this && node.end <= this.end && !this.#isInsideTwin(node)) found.push(node);
    }
    return found;
  }

  #all(kind: string): PyNode[] {
    const { byKind } = this.#tree;
    if (byKind.size === 0) {
      for (const each of OFTEN_ASKED) byKind.set(each, []);
      for (const node of this.#search({ rule: { any: OFTEN_ASKED.map((each) => ({ kind: each })) } })) byKind.get(node.kind)!.push(node);
    }
    if (!byKind.has(kind)) byKind.set(kind, this.#search({ rule: { kind } }));
    return byKind.get(kind)!;
  }

  /** Whether this node lies inside one with the same span, as a call does in its expression statement. */
  #isInsideTwin(node: PyNode): boolean {
    if (node.start !== this.start || node.end !== this.end) return false;
    for (const ancestor of this.ancestors()) if (ancestor === node) return true;
    return false;
  }

  #search(query: NapiConfig): PyNode[] {
    return this.#native.findAll(query).map((native) => PyNode.#of(this.#tree, native));
  }
}

/** Index of the first node that starts at or after an offset, in a list in source order. */
function firstFrom(nodes: readonly PyNode[], offset: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Tree {
  readonly source: string;
  /** Nodes by their native id, so that a node reached twice is the same object. */
  readonly nodes: Map<number, PyNode>;
  readonly byKind: Map<string, PyNode[]>;
  root?: PyNode;
}

/** Kinds that nearly every file is asked for: one search finds them all. */
const OFTEN_ASKED = [
  'ERROR', 'import_statement', 'import_from_statement', 'function_definition', 'class_definition', 'parameters', 'lambda_parameters',
  'assignment', 'augmented_assignment', 'named_expression', 'for_statement', 'for_in_clause', 'as_pattern_target', 'case_pattern',
  'global_statement', 'nonlocal_statement', 'type_alias_statement', 'call', 'except_clause', 'comment', 'return_statement',
  'raise_statement', 'expression_statement', 'yield', 'string_start',
];
