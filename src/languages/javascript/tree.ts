import type { Comment, File, Node, Program } from '@babel/types';
import type { Span } from '../../types.ts';

export type { Comment, Node, Program } from '@babel/types';
export type NodeType = Node['type'];
export type NodeOf<T extends NodeType> = Extract<Node, { type: T }>;

/** What Babel keeps in a node beside its children. */
const NOT_CHILDREN = new Set(['loc', 'extra', 'leadingComments', 'innerComments', 'trailingComments', 'tokens', 'comments', 'errors']);

/**
 * The syntax tree of a file, walked once: who is whose parent, and the nodes of each type in source order. A search
 * that walks the tree again for every question would cost more than all the rest of a run.
 */
export class Tree {
  readonly program: Program;
  readonly comments: readonly Comment[];
  readonly #parents = new Map<Node, Node>();
  readonly #byType = new Map<string, Node[]>();

  constructor(file: File) {
    this.program = file.program;
    this.comments = file.comments ?? [];
    this.#visit(file.program);
    for (const nodes of this.#byType.values()) nodes.sort((a, b) => a.start! - b.start! || b.end! - a.end!);
  }

  parent(node: Node): Node | undefined {
    return this.#parents.get(node);
  }

  /** The nodes around this one, innermost first. */
  *ancestors(node: Node): Generator<Node> {
    for (let parent = this.parent(node); parent; parent = this.parent(parent)) yield parent;
  }

  /** The nearest node around this one of one of the types. */
  closest<T extends NodeType>(node: Node, ...types: T[]): NodeOf<T> | undefined {
    for (const ancestor of this.ancestors(node)) if ((types as string[]).includes(ancestor.type)) return ancestor as NodeOf<T>;
    return undefined;
  }

  /** Every node of the types, in source order. */
  all<T extends NodeType>(...types: T[]): NodeOf<T>[] {
    if (types.length === 1) return (this.#byType.get(types[0]!) ?? []) as NodeOf<T>[];
    return types.flatMap((type) => (this.#byType.get(type) ?? []) as NodeOf<T>[]).sort((a, b) => a.start! - b.start! || b.end! - a.end!);
  }

  /** The nodes of the types that lie inside another, in source order; the node itself is not among them. */
  inside<T extends NodeType>(node: Node, ...types: T[]): NodeOf<T>[] {
    const found = types.flatMap((type) => {
      const all = (this.#byType.get(type) ?? []) as NodeOf<T>[];
      const inner: NodeOf<T>[] = [];
      for (let i = firstFrom(all, node.start!); i < all.length && all[i]!.start! < node.end!; i += 1) {
        if (all[i] !== node && all[i]!.end! <= node.end! && !this.#isAround(all[i]!, node)) inner.push(all[i]!);
      }
      return inner;
    });
    return types.length === 1 ? found : found.sort((a, b) => a.start! - b.start! || b.end! - a.end!);
  }

  /** The innermost node that holds an offset. */
  nodeAt(offset: number): Node {
    let node: Node = this.program;
    for (let next: Node | undefined = node; next;) {
      node = next;
      next = childrenOf(node).find((child) => child.start! <= offset && offset < child.end!);
    }
    return node;
  }

  /** A node around another may have the same span, as an expression statement without semicolon has. */
  #isAround(outer: Node, node: Node): boolean {
    if (outer.start !== node.start || outer.end !== node.end) return false;
    for (const ancestor of this.ancestors(node)) if (ancestor === outer) return true;
    return false;
  }

  #visit(node: Node): void {
    const same = this.#byType.get(node.type);
    if (same) same.push(node);
    else this.#byType.set(node.type, [node]);
    for (const child of childrenOf(node)) {
      this.#parents.set(child, node);
      this.#visit(child);
    }
  }
}

/** The nodes right below one; keys of a node are visited in the order Babel made them. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (const key in node) {
    const value = (node as unknown as Record<string, unknown>)[key];
    if (typeof value !== 'object' || value === null || NOT_CHILDREN.has(key)) continue;
    if (Array.isArray(value)) {
      for (const each of value) if (isNode(each)) children.push(each);
    } else if (isNode(value)) children.push(value);
  }
  return children;
}

/** Offsets of a node; Babel's types make them optional, its parser never does. */
export function spanOf(node: Node | Comment): Span {
  return { start: node.start!, end: node.end! };
}

export function isWithin(node: Node, other: Node): boolean {
  return node.start! >= other.start! && node.end! <= other.end!;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string' && 'start' in value;
}

/** Index of the first node that starts at or after an offset, in a list in source order. */
function firstFrom(nodes: readonly Node[], offset: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.start! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
