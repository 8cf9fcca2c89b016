import type { SgNode } from '@ast-grep/napi';

/**
 * A node of the concrete syntax tree (node kinds are those of tree-sitter-python), with identity and a parent.
 * The native tree makes a new object per call, which is slow and cannot be compared; this one is made once per file.
 */
export class PyNode {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly parent: PyNode | undefined;
  readonly children: readonly PyNode[];
  readonly #native: SgNode;
  readonly #source: string;
  readonly #fields = new Map<string, PyNode | undefined>();

  constructor(native: SgNode, source: string, parent?: PyNode) {
    const range = native.range();
    this.kind = String(native.kind());
    this.start = range.start.index;
    this.end = range.end.index;
    this.parent = parent;
    this.#native = native;
    this.#source = source;
    this.children = native.children().map((child) => new PyNode(child, source, this));
  }

  get text(): string {
    return this.#source.slice(this.start, this.end);
  }

  /** The children that are not punctuation, keywords or comments. */
  get named(): readonly PyNode[] {
    return this.children.filter((child) => child.kind !== 'comment' && child.isNamed);
  }

  get isNamed(): boolean {
    return this.#native.isNamed();
  }

  /** The child in a grammar field, such as `function` of a `call`. */
  field(name: string): PyNode | undefined {
    if (!this.#fields.has(name)) {
      const native = this.#native.field(name);
      const range = native?.range();
      this.#fields.set(name, this.children.find(
        (child) => child.start === range?.start.index && child.end === range.end.index && child.kind === native?.kind(),
      ));
    }
    return this.#fields.get(name);
  }

  /** Every node below this one in source order, optionally of the given kinds. */
  *descendants(...kinds: string[]): Generator<PyNode> {
    for (const child of this.children) {
      if (kinds.length === 0 || kinds.includes(child.kind)) yield child;
      yield* child.descendants(...kinds);
    }
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
}
