import { handlerOf } from '../../../src/languages/python/handlers.ts';
import { argumentsOf, enclosingFunction, FUNCTIONS, lastName, runsIn } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { asksForDebug } from './guards.ts';
import type { Source } from './sources.ts';

/** `strong` carries the exception's text; `weak` only its class, code or status. */
type Strength = 'strong' | 'weak' | undefined;

const WEAK_ATTRIBUTES = /^(status_code|status|code|http_status|errno|__class__|__name__|__module__|__qualname__|reason_code|pgcode)$/;
const WEAK_CALLS = /^(isinstance|issubclass|type|len|bool|hasattr|id|callable)$/;
const TEXT_CALLS = /^(str|repr|format|ascii|getattr|unicode|force_str|smart_str|(\w+\.)?escape)$/;
const TRACEBACK_CALLS = /^traceback\.(format_exc|format_exception|format_exception_only|format_tb|extract_tb)$|^sys\.exc_info$/;
/** Functions and models that hold what they are given. */
const PASSES_ON = /(^|\.)(dict|list|tuple|dumps|jsonify|jsonable_encoder|format|join|model_dump|model_dump_json|strip|[A-Z]\w*[a-z]\w*)$/;
const TEXT_KINDS = ['string', 'concatenated_string', 'binary_operator', 'conditional_expression', 'boolean_operator', 'parenthesized_expression'];

const leaksFrom = new WeakMap<PyNode, Leaks>();

function once<T>(known: Map<PyNode, T>, node: PyNode, find: () => T): T {
  if (!known.has(node)) known.set(node, find());
  return known.get(node)!;
}

/** What of an expression comes from one exception. */
export class Leaks {
  readonly doc: PythonDoc;
  readonly source: Source;
  /** Assignments to local names, by name and in order. */
  readonly #assignments = new Map<string, PyNode[]>();
  // Names lead to the values they were given, which hold names again: each is looked at once.
  readonly #strengths = new Map<PyNode, Strength>();
  readonly #held = { strong: new Map<PyNode, boolean>(), weak: new Map<PyNode, boolean>() };
  readonly #shown = new Map<PyNode, boolean>();

  private constructor(doc: PythonDoc, source: Source) {
    this.doc = doc;
    this.source = source;
    for (const node of runsIn(source.block, 'assignment')) {
      const left = node.field('left');
      if (left?.kind === 'identifier' && node.field('right')) this.#assignments.set(left.text, [...this.#assignments.get(left.text) ?? [], node]);
    }
  }

  /** The same object for every place that asks about one exception. */
  static from(doc: PythonDoc, source: Source): Leaks {
    let known = leaksFrom.get(source.node);
    if (!known) leaksFrom.set(source.node, (known = new Leaks(doc, source)));
    return known;
  }

  /** Whether an expression as a whole is the exception, its text or a part of it. */
  strengthOf(node: PyNode): Strength {
    return once(this.#strengths, node, () => this.#findStrength(node));
  }

  #findStrength(node: PyNode): Strength {
    switch (node.kind) {
      case 'identifier':
        return this.#isException(node) || this.#isTextVariable(node) ? 'strong' : undefined;
      case 'attribute': {
        const object = this.strengthOf(node.field('object')!);
        return object && WEAK_ATTRIBUTES.test(node.field('attribute')!.text) ? 'weak' : object;
      }
      case 'subscript':
        return this.strengthOf(node.field('value')!);
      case 'parenthesized_expression':
      case 'await':
        return node.named[0] && this.strengthOf(node.named[0]);
      case 'call':
        return this.#callStrength(node);
      default:
        return undefined;
    }
  }

  /** Whether the exception's text is anywhere in an expression, other than where a debug setting guards it. */
  isIn(node: PyNode): boolean {
    return this.#holds(node, 'strong');
  }

  /** Whether an expression has anything to do with the exception. */
  touches(node: PyNode): boolean {
    return this.#holds(node, 'strong') || this.#holds(node, 'weak');
  }

  /** The assignment in the same block that gave a local name the exception's text. */
  variable(use: PyNode): PyNode | undefined {
    const last = this.#assignments.get(use.text)?.findLast((node) => node.end <= use.start);
    return last && this.shows(last.field('right')!) ? last : undefined;
  }

  /** Like `isIn`, but what a function makes of the exception is not known to be its text. */
  shows(node: PyNode): boolean {
    return once(this.#shown, node, () => this.#findShown(node));
  }

  #findShown(node: PyNode): boolean {
    if (!this.isIn(node)) return false;
    if (this.strengthOf(node) === 'strong' || node.kind === 'identifier') return true;
    if (node.kind === 'call' && !PASSES_ON.test(node.field('function')!.text)) return false;
    return node.named.some((child) => this.shows(child.kind === 'keyword_argument' ? child.field('value')! : child));
  }

  /** A variable whose value is the text, not an object that holds it. */
  #isTextVariable(use: PyNode): boolean {
    const value = this.variable(use)?.field('right');
    return !!value && (this.strengthOf(value) === 'strong' || TEXT_KINDS.includes(value.kind));
  }

  #isException(node: PyNode): boolean {
    const { name, node: source } = this.source;
    if (!name || node.text !== name.text || !node.isWithin(this.source.block)) return false;
    // An inner `except … as` of the same name is another exception.
    for (const ancestor of node.ancestors()) {
      if (ancestor === source) return true;
      if (ancestor.kind === 'except_clause' && handlerOf(this.doc, ancestor).name?.text === name.text) return false;
    }
    return true;
  }

  #callStrength(call: PyNode): Strength {
    const callee = call.field('function')!;
    const args = argumentsOf(call).positional;
    if (callee.kind === 'attribute') {
      const object = this.strengthOf(callee);
      if (object) return object;
      if (callee.field('attribute')!.text === 'join' && args[0] && this.strengthOf(args[0])) return 'strong';
    }
    const name = this.doc.scopes.qualifiedName(callee) ?? '';
    if (TRACEBACK_CALLS.test(name)) return 'strong';
    const first = args[0] && this.strengthOf(args[0]);
    if (!first) return undefined;
    const last = lastName(callee) ?? '';
    if (WEAK_CALLS.test(last)) return 'weak';
    if (last === 'getattr' && args[1] && WEAK_ATTRIBUTES.test(args[1].text.replace(/["']/g, ''))) return 'weak';
    return TEXT_CALLS.test(callee.text) ? first : undefined;
  }

  #holds(node: PyNode, wanted: 'strong' | 'weak'): boolean {
    return once(this.#held[wanted], node, () => this.#findHeld(node, wanted));
  }

  #findHeld(node: PyNode, wanted: 'strong' | 'weak'): boolean {
    const own = this.strengthOf(node);
    if (own) return own === wanted;
    if (node.kind === 'identifier') return wanted === 'strong' && this.variable(node) !== undefined;
    if (FUNCTIONS.includes(node.kind)) return false;
    if (node.kind === 'conditional_expression' && asksForDebug(this.doc, node.named[1]!)) return false;
    if (node.kind === 'keyword_argument') return this.#holds(node.field('value')!, wanted);
    if (node.kind === 'call' && WEAK_CALLS.test(lastName(node.field('function')) ?? '')) return false;
    return node.named.some((child) => this.#holds(child, wanted));
  }
}

export function functionName(at: PyNode): string {
  return enclosingFunction(at)?.field('name')?.text ?? '';
}
