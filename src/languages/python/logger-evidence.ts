import type { LoggerDefinition, LoggerKind } from '../types.ts';
import { ownMethods, type Callable } from './logger-class.ts';
import { libraryFactory, libraryLogger, loggerType, mergedKinds, SOUNDS_LIKE_FACTORY } from './logger-libraries.ts';
import { dottedText, enclosingClass, runsIn } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import type { Binding } from './scopes.ts';
import type { PyNode } from './tree.ts';

/** What the repository defines under an imported name, by its dotted origin as the import statement has it. */
export type Known = (origin: string) => LoggerDefinition | undefined;

/** How far values are followed: a name, what it is assigned, what makes that. */
const FURTHEST = 6;

/** What is bound to names that sound like loggers: the one place that says what is a logger and what is not. */
export class LoggerEvidence {
  readonly #doc: PythonDoc;
  readonly #known: Known;
  /** Bindings being looked at: `logger = logger.bind(…)` says nothing beyond the one above it. */
  readonly #open = new Set<Binding>();

  constructor(doc: PythonDoc, known: Known) {
    this.#doc = doc;
    this.#known = known;
  }

  /** What a name at the top of the file is, for those who import it. */
  definition(name: string): LoggerDefinition | undefined {
    const bindings = this.#doc.scopes.moduleNames.get(name);
    if (!bindings) return undefined;
    const [binding] = bindings;
    if (binding!.kind === 'definition') return this.#made(binding!.node.parent!, 0) ?? 'other';
    const imported = bindings.length === 1 && binding!.origin !== undefined ? this.#known(binding!.origin) : undefined;
    return imported ?? this.ofBindings(bindings);
  }

  /** What the file as a module is: a logger where functions of it are called `info`, `error` and so on. */
  module(): LoggerDefinition {
    const functions = this.#doc.root.named.map((node) => node.field('definition') ?? node).filter(({ kind }) => kind === 'function_definition');
    return ownMethods(functions.map((node): Callable => ({ node, isBound: false }))) ?? 'other';
  }

  /** What a name is that may be bound in several places: what all of them have in common. */
  ofBindings(bindings: readonly Binding[], depth = 0): LoggerDefinition | undefined {
    const kinds = bindings.filter((binding) => !this.#open.has(binding)).map((binding) => {
      this.#open.add(binding);
      const kind = this.#ofBinding(binding, depth);
      this.#open.delete(binding);
      return kind;
    });
    return common(kinds);
  }

  /** What an expression gives. */
  ofValue(value: PyNode | undefined, depth = 0): LoggerDefinition | undefined {
    if (!value || depth > FURTHEST) return undefined;
    switch (value.kind) {
      case 'none':
        return 'none';
      case 'call':
        return this.#ofCall(value, depth);
      case 'identifier':
        return this.ofBindings(this.#doc.scopes.lookup(value.text, value), depth + 1);
      case 'attribute':
        return this.#ofAttribute(value, depth);
      case 'parenthesized_expression':
        return this.ofValue(value.named[0], depth);
      case 'conditional_expression':
        return common([value.named[0], value.named[2]].map((each) => this.ofValue(each, depth + 1)));
      case 'boolean_operator':
        return this.#ofAlternative(value, depth);
      default:
        return ['string', 'integer', 'float', 'true', 'false', 'list', 'dictionary', 'set', 'tuple', 'lambda'].includes(value.kind) ? 'other' : undefined;
    }
  }

  /** What an attribute of `self` is in a class: set in its methods or its body, or a property. */
  ofAttribute(owner: PyNode, name: string, depth = 0): LoggerDefinition | undefined {
    const values = [...selfAssignments(owner, name), ...classAssignments(owner, name)].map((assignment) => this.#ofAssignment(assignment, depth + 1));
    const property = propertyOf(owner, name);
    if (property && isOfGoogleCloud(property.field('return_type'), this.#doc)) return 'other';
    return common([...values, ...(property ? [this.#returned(property, depth + 1)] : [])]);
  }

  #ofBinding(binding: Binding, depth: number): LoggerDefinition | undefined {
    const { origin, node } = binding;
    if (origin !== undefined) return withoutMaker(this.#known(origin)) ?? libraryLogger(origin);
    if (binding.kind === 'parameter') return this.#ofParameter(node, depth);
    if (binding.kind === 'definition') return 'other';
    if (binding.kind !== 'assignment' || node.parent?.kind !== 'assignment') return undefined;
    return this.#ofAssignment(node.parent, depth + 1);
  }

  /** A value says more than the annotation beside it, but `Optional[Logger]` stays one. */
  #ofAssignment(assignment: PyNode, depth: number): LoggerDefinition | undefined {
    const type = assignment.field('type');
    const value = assignment.field('right');
    const declared = type && loggerType(type, this.#doc);
    if (!value) return declared && { ...declared, optional: true };
    const given = this.ofValue(value, depth);
    if (!declared) return given;
    return given === undefined ? declared : common([given, ...(given === 'none' ? [declared] : [])]);
  }

  #ofParameter(node: PyNode, depth: number): LoggerDefinition | undefined {
    const parameter = node.parent!;
    const type = parameter.field('type');
    const value = parameter.field('value');
    const declared = type && (loggerType(type, this.#doc) ?? this.#instanceOf(type.named[0], depth + 1));
    const given = this.ofValue(value, depth + 1);
    return given === 'none' ? common([declared, 'none']) : declared ?? (value ? given : undefined);
  }

  /** A parameter of a class of the project. */
  #instanceOf(type: PyNode | undefined, depth: number): LoggerDefinition | undefined {
    const made = this.#maker(type, depth);
    return made?.makes ? without(made) : undefined;
  }

  #ofCall(call: PyNode, depth: number): LoggerDefinition | undefined {
    const callee = call.field('function');
    const origin = this.#doc.scopes.qualifiedName(callee);
    const library = libraryFactory(origin ?? '');
    if (library) return library;
    const made = this.#maker(callee, depth + 1);
    if (made) return without(made);
    const method = this.#methodOfNew(callee);
    if (method) return this.#returned(method, depth + 1);
    const isOnLogger = callee?.kind === 'attribute' && /^(bind|opt|patch|getChild|new|unbind|try_unbind)$/.test(callee.field('attribute')!.text);
    if (isOnLogger) return this.ofValue(callee.field('object'), depth + 1);
    return SOUNDS_LIKE_FACTORY.test(origin ?? dottedText(callee) ?? '') ? { style: 'unknown' } : undefined;
  }

  /** The method in `Loggers(path).get_logger`, of a class of this file. */
  #methodOfNew(callee: PyNode | undefined): PyNode | undefined {
    const made = callee?.kind === 'attribute' ? callee.field('object')! : undefined;
    const name = made?.kind === 'call' && made.field('function')!.kind === 'identifier' ? made.field('function')! : undefined;
    const [binding] = name ? this.#doc.scopes.lookup(name.text, name) : [];
    const owner = binding?.kind === 'definition' && binding.node.parent!.kind === 'class_definition' ? binding.node.parent! : undefined;
    return owner?.field('body')!.named.find((node) => node.kind === 'function_definition' && node.field('name')!.text === callee!.field('attribute')!.text);
  }

  /** What a callee makes, read from its definition. */
  #maker(callee: PyNode | undefined, depth: number): (LoggerKind & { readonly makes?: boolean }) | undefined {
    const origin = this.#doc.scopes.qualifiedName(callee);
    const known = origin === undefined ? undefined : this.#known(origin);
    if (known !== undefined) return typeof known === 'object' && known.makes ? known : undefined;
    if (callee?.kind !== 'identifier' || depth > FURTHEST) return undefined;
    const [binding] = this.#doc.scopes.lookup(callee.text, callee);
    const made = binding?.kind === 'definition' ? this.#made(binding.node.parent!, depth + 1) : undefined;
    return typeof made === 'object' ? made : undefined;
  }

  /** What a function returns or a class is: by what it says, what it does, or what it is called. */
  #made(definition: PyNode, depth: number): LoggerDefinition | undefined {
    if (depth > FURTHEST) return undefined;
    if (definition.kind === 'class_definition') {
      const kind = this.#ofClass(definition, depth);
      return kind && { ...kind, makes: true };
    }
    const kind = this.#returned(definition, depth);
    if (typeof kind === 'object') return { ...kind, makes: true };
    return SOUNDS_LIKE_FACTORY.test(definition.field('name')!.text) && !isOther(kind) ? { style: 'unknown', makes: true } : undefined;
  }

  #returned(fn: PyNode, depth: number): LoggerDefinition | undefined {
    const type = fn.field('return_type');
    const declared = type && loggerType(type, this.#doc);
    const body = fn.field('body')!;
    const values = runsIn(body, 'return_statement').map(({ named: [value] }) => {
      const kind = value ? this.ofValue(value, depth + 1) : 'none';
      // Made on the first call: `if _logger is None: _logger = …`.
      const isMadeHere = runsIn(body, 'assignment').some((assignment) => assignment.field('left')!.text === value?.text);
      return isMadeHere || (declared && !declared.optional) ? present(kind) : kind;
    });
    const returned = values.length > 0 ? common(values) : undefined;
    return declared && (typeof returned !== 'object' || returned.style === 'unknown') ? declared : returned;
  }

  #ofClass(owner: PyNode, depth: number): LoggerKind | undefined {
    const bases = owner.field('superclasses')?.named ?? [];
    for (const base of bases) {
      const library = libraryFactory(this.#doc.scopes.qualifiedName(base) ?? '');
      if (library) return library;
      const made = this.#maker(base, depth + 1);
      if (made) return without(made);
    }
    const methods = owner.field('body')!.named.map((node) => ({ node: node.field('definition') ?? node, decorators: node.text.split(/\bdef\b/, 1)[0]! }))
      .filter(({ node }) => node.kind === 'function_definition');
    // What it does not have itself it asks of something else.
    if (methods.some(({ node }) => node.field('name')!.text === '__getattr__')) return { style: 'unknown' };
    return ownMethods(methods.map(({ node, decorators }): Callable => ({ node, isBound: !decorators.includes('@staticmethod') })));
  }

  #ofAttribute(value: PyNode, depth: number): LoggerDefinition | undefined {
    const object = value.field('object')!;
    const name = value.field('attribute')!.text;
    const owner = object.text === 'self' ? enclosingClass(value) : undefined;
    if (owner) return this.ofAttribute(owner, name, depth);
    if (name === 'logger' && this.#isFlaskApp(object)) return { style: 'stdlib' };
    const origin = this.#doc.scopes.qualifiedName(value);
    return origin === undefined ? undefined : withoutMaker(this.#known(origin)) ?? libraryLogger(origin);
  }

  #isFlaskApp(object: PyNode): boolean {
    if (this.#doc.scopes.qualifiedName(object) === 'flask.current_app') return true;
    if (object.kind !== 'identifier') return false;
    const bindings = this.#doc.scopes.lookup(object.text, object);
    const isMade = bindings.some(({ node }) => this.#doc.scopes.qualifiedName(node.parent?.field('right')?.field('function')) === 'flask.Flask');
    return isMade || (/^(app|current_app|application)$/.test(object.text) && /\bflask\b/i.test(this.#doc.text));
  }

  /** `given or made`: what is made where nothing is given; another that is given must be known to be alike. */
  #ofAlternative(value: PyNode, depth: number): LoggerDefinition | undefined {
    if (value.field('operator')?.text !== 'or') return undefined;
    const given = this.ofValue(value.field('left'), depth + 1);
    const made = this.ofValue(value.field('right'), depth + 1);
    if (typeof made !== 'object') return undefined;
    return typeof given === 'object' ? mergedKinds(present(given) as LoggerKind, made) : made;
  }
}

/** What several values have in common; `None` among them makes it one that may be absent. */
function common(kinds: readonly (LoggerDefinition | undefined)[]): LoggerDefinition | undefined {
  if (kinds.length === 0) return undefined;
  if (kinds.includes('other')) return 'other';
  const present = kinds.filter((kind) => kind !== 'none');
  if (present.length === 0) return 'none';
  const loggers = present.filter((kind) => typeof kind === 'object');
  if (loggers.length < present.length) return undefined;
  const merged = loggers.reduce((a, b) => mergedKinds(a, b));
  return present.length < kinds.length ? { ...merged, optional: true } : merged;
}

/** A logger that is there after all. */
function present(kind: LoggerDefinition | undefined): LoggerDefinition | undefined {
  if (typeof kind !== 'object') return kind;
  const { optional, ...rest } = kind;
  return rest;
}

function isOther(kind: LoggerDefinition | undefined): boolean {
  return kind === 'other';
}

/** A factory or a class is no logger itself. */
function withoutMaker(known: LoggerDefinition | undefined): LoggerDefinition | undefined {
  return typeof known === 'object' && known.makes ? 'other' : known;
}

function without({ makes, ...kind }: LoggerKind & { readonly makes?: boolean }): LoggerKind {
  return kind;
}

/** The assignments to an attribute of `self` in the methods of a class. */
export function selfAssignments(owner: PyNode, name: string): PyNode[] {
  return owner.descendants('assignment').filter((assignment) => {
    const target = assignment.field('left')!;
    return target.kind === 'attribute' && target.field('object')!.text === 'self' && target.field('attribute')!.text === name && enclosingClass(assignment) === owner;
  });
}

/** The assignments to a name in the body of a class. */
export function classAssignments(owner: PyNode, name: string): PyNode[] {
  return owner.field('body')!.named.map((statement) => statement.named[0]).filter((node): node is PyNode => node?.kind === 'assignment' && node.field('left')!.text === name);
}

/** A logger of Google Cloud's library writes entries: it has no `debug` or `warning`. */
function isOfGoogleCloud(type: PyNode | undefined, doc: PythonDoc): boolean {
  const head = /^[A-Za-z_]\w*/.exec(type?.text ?? '')?.[0];
  return head !== undefined && (doc.scopes.moduleNames.get(head) ?? []).some(({ origin }) => origin?.startsWith('google.cloud.'));
}

/** A property of a class. */
export function propertyOf(owner: PyNode, name: string): PyNode | undefined {
  const decorated = owner.field('body')!.named.find((node) => node.kind === 'decorated_definition' && node.field('definition')?.field('name')?.text === name);
  return decorated && /@(functools\.)?(cached_)?property\b/.test(decorated.text.split(/\bdef\b/, 1)[0]!) ? decorated.field('definition') : undefined;
}
