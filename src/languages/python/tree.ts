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
    const tree: Tree = { source, nodes: new Map() };
    return PyNode.#of(tree, native, null);
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

  /** Every node below this one of the given kinds, in source order. */
  descendants(...kinds: string[]): PyNode[] {
    return this.#search(kinds.length === 1 ? { rule: { kind: kinds[0]! } } : { rule: { any: kinds.map((kind) => ({ kind })) } });
  }

  /** The identifiers below this one that are spelled so, in source order. */
  identifiers(name: string): PyNode[] {
    return this.#search({ rule: { kind: 'identifier', regex: `^${name}$` } });
  }

  /** Where the parser gave up: an ERROR node, or an empty leaf where it imagined a token. */
  get hasHole(): boolean {
    return this.#native.find({ rule: { kind: 'ERROR' } }) !== null ||
      this.#search({ rule: { regex: '^$' } }).some((node) => !MAY_BE_EMPTY.has(node.kind) && node.children.length === 0);
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

  #search(query: NapiConfig): PyNode[] {
    return this.#native.findAll(query).map((native) => PyNode.#of(this.#tree, native)).filter((node) => node !== this);
  }
}

interface Tree {
  readonly source: string;
  /** Nodes by their native id, so that a node reached twice is the same object. */
  readonly nodes: Map<number, PyNode>;
}

const MAY_BE_EMPTY = new Set(['module', 'block', 'string_content']);
