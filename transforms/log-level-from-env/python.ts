import { appFacts } from '../../src/languages/python/app-facts.ts';
import { defaultsOf } from '../../src/languages/python/flags.ts';
import { argumentsOf, lastName, stringValue } from '../../src/languages/python/nodes.ts';
import { envReads, isDevelopmentCondition, isForDevelopment, isProductionCondition } from '../../src/languages/python/environment.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Place } from '../../src/transform.ts';

const LEVEL_NAME = /(^|[._])(log(ging)?_?level|loglevel)(_\w+)?$/i;

/** Functions of the project that are handed a level. */
const SETS_UP = /^(setup|set_up|configure|config|init|initiali[sz]e)_?log(ging|gers?|s)?$/i;

interface Judged extends Place { readonly isGood: boolean }

export const python = {
  collect: appFacts,
  ...checkRule<PythonDoc>({
    prefilter: /basicConfig|dictConfig|setLevel|LOGGING\b|loguru|make_filtering_bound_logger|loglevel|log_level|(setup|configure|init)_?logg/i,
    * evidence(doc, project) {
      for (const { isGood, ...found } of judged(doc, project)) if (isGood) yield found;
    },
    * problems(doc, project) {
      for (const { isGood, ...found } of judged(doc, project)) if (!isGood) yield found;
    },
  }),
};

function judge(node: PyNode, isGood: boolean, message: string): Judged {
  return { start: node.start, end: node.end, message, isGood };
}

function* judged(doc: PythonDoc, project: ProjectView): Generator<Judged> {
  for (const call of doc.root.descendants('call')) {
    const callee = call.field('function')!;
    const name = doc.scopes.qualifiedName(callee) ?? '';
    const { positional, keywords } = argumentsOf(call);
    if (name === 'logging.basicConfig') {
      const level = keywords.get('level');
      if (level) yield* ofLevel(doc, call, level, project);
      else if (!keywords.has('handlers')) yield judge(call, false, 'logging is set up without a level, so that only warnings are written');
    } else if (isRootSetLevel(doc, callee)) {
      if (positional[0]) yield* ofLevel(doc, call, positional[0], project);
    } else if (/make_filtering_bound_logger$/.test(name) && positional[0]) yield* ofLevel(doc, call, positional[0], project);
    else if (/^loguru\.logger\.add$/.test(name) && keywords.has('level')) yield* ofLevel(doc, call, keywords.get('level')!, project);
    else if (SETS_UP.test(lastName(callee) ?? '')) {
      // What the function does with it is in another file.
      const from = [...positional, ...keywords.values()].map((argument) => sourceOf(doc, argument)).find((each) => each !== undefined);
      if (from !== undefined) yield judge(call, true, from);
    } else if (/^logging\.config\.dictConfig$/.test(name) && positional[0]?.kind === 'dictionary') yield* ofConfig(doc, positional[0], project);
  }
  for (const assignment of doc.root.descendants('assignment')) {
    const target = assignment.field('left')!.text;
    const value = assignment.field('right');
    if (/^(\w*_)?LOGGING(_CONFIG)?$|^(log|logging)_config$/i.test(target) && value?.kind === 'dictionary' && /["']version["']/.test(value.text)) yield* ofConfig(doc, value, project);
    if (target === 'loglevel' && value && !assignment.closest('function_definition')) yield* ofLevel(doc, assignment, value, project);
  }
}

/** The level of everything: `logging.getLogger().setLevel`, `root.setLevel`, `app.logger.setLevel`, that of the module's own logger. */
function isRootSetLevel(doc: PythonDoc, callee: PyNode): boolean {
  if (callee.kind !== 'attribute' || lastName(callee) !== 'setLevel') return false;
  const object = callee.field('object')!;
  if (object.kind === 'call') return /^(logging\.)?getLogger$/.test(object.field('function')!.text) && argumentsOf(object).positional.length === 0;
  const text = object.text;
  if (/(^|\.)(root|root_logger|rootLogger|app\.logger)$/.test(text)) return true;
  if (object.kind !== 'identifier') return false;
  const value = doc.scopes.lookup(text, object).map(({ node }) => node.parent?.kind === 'assignment' ? node.parent.field('right') : undefined).find(Boolean);
  if (value?.kind !== 'call' || !/getLogger$/.test(value.field('function')!.text)) return false;
  const named = argumentsOf(value).positional[0];
  // One library that is made quiet is no level of the program.
  return !named || stringValue(named) === undefined || /^(app|api|main|backend|server)$/i.test(stringValue(named)!);
}

function* ofLevel(doc: PythonDoc, node: PyNode, level: PyNode, project: ProjectView): Generator<Judged> {
  const from = sourceOf(doc, level);
  if (from !== undefined) yield judge(node, true, `${from}${productionLevel(doc, project, level)}`);
  else if (isLiteral(doc, level) && !isForDevelopment(node, project.path)) yield judge(node, false, `the level is \`${level.text}\` wherever the program runs`);
}

/** The level that production has where nobody sets one, to be said behind where it comes from. */
function productionLevel(doc: PythonDoc, project: ProjectView, level: PyNode, steps = 0): string {
  const read = [...envReads(doc)].find(({ node }) => node === level || node.isWithin(level));
  if (read) return unlessSet(read.fallback && levelName(doc, read.fallback));
  if (level.kind === 'conditional_expression') {
    const [then, test, otherwise] = level.named;
    const name = levelName(doc, isDevelopmentCondition(test!.text) ? otherwise! : then!);
    return name === undefined ? '' : `: \`${name}\` in production`;
  }
  for (const part of [level, ...level.descendants('identifier', 'attribute')]) {
    const names = part.kind === 'attribute' ? [...defaultsOf(project, lastName(part)!)].filter((each) => typeof each === 'string') : [];
    if (names.length === 1) return unlessSet(names[0]);
    const value = part.kind === 'identifier' && steps < 3 ? doc.scopes.lookup(part.text, part).map(({ node }) => node.parent).find((each) => each?.kind === 'assignment')?.field('right') : undefined;
    const found = value && !level.isWithin(value) ? productionLevel(doc, project, value, steps + 1) : '';
    if (found !== '') return found;
  }
  return '';
}

function levelName(doc: PythonDoc, node: PyNode): string | undefined {
  return (stringValue(node) ?? /^logging\.(\w+)$/.exec(doc.scopes.qualifiedName(node) ?? '')?.[1])?.toUpperCase();
}

function unlessSet(name: string | undefined): string {
  return name === undefined ? '' : `, \`${name.toUpperCase()}\` unless it is set`;
}

/** Where a level comes from, if not from the code alone. */
function sourceOf(doc: PythonDoc, level: PyNode, steps = 0): string | undefined {
  const read = [...envReads(doc)].find(({ node }) => node === level || node.isWithin(level));
  if (read) return `the level comes from \`${read.name}\``;
  if (level.kind === 'conditional_expression') {
    const test = level.named[1]!.text;
    if (isDevelopmentCondition(test) || isProductionCondition(test)) return `the level depends on \`${test}\``;
  }
  const parts = [level, ...level.descendants('identifier', 'attribute')];
  for (const part of parts) {
    if (part.kind === 'attribute' && (LEVEL_NAME.test(part.text) || /^_?(settings|config|conf|cfg)\.\w*level\w*$/i.test(part.text))) return `the level comes from \`${part.text}\``;
    if (part.kind !== 'identifier' || part.parent?.field('name') === part || steps > 3) continue;
    for (const { node } of doc.scopes.lookup(part.text, part)) {
      const value = node.parent?.kind === 'assignment' && node.parent.field('left') === node ? node.parent.field('right') : undefined;
      const values = value ? [value] : node.parent?.kind === 'function_definition' ? node.parent.descendants('return_statement').flatMap(({ named }) => named) : [];
      for (const each of values) {
        const found = level.isWithin(each) ? undefined : sourceOf(doc, each, steps + 1);
        if (found !== undefined) return found;
      }
    }
  }
  const setting = parts.find((part) => part.kind === 'identifier' && /^LOG(GING)?_?LEVEL$/.test(part.text) && doc.scopes.lookup(part.text, part).some(({ kind }) => kind === 'import'));
  return setting && `the level comes from \`${setting.text}\``;
}

function isLiteral(doc: PythonDoc, level: PyNode): boolean {
  if (level.kind === 'integer' || stringValue(level) !== undefined) return true;
  return /^logging\.(DEBUG|INFO|WARN|WARNING|ERROR|CRITICAL|NOTSET)$/.test(doc.scopes.qualifiedName(level) ?? '');
}

/** A dictionary of `logging.config`: its levels of loggers and of the root. */
function* ofConfig(doc: PythonDoc, config: PyNode, project: ProjectView): Generator<Judged> {
  const levels = config.descendants('pair').filter((pair) => stringValue(pair.field('key')) === 'level').map((pair) => ({ pair, value: pair.field('value')! }));
  if (levels.length === 0 || isForDevelopment(config, project.path)) return;
  const good = levels.map(({ pair, value }) => ({ pair, value, from: sourceOf(doc, value) })).find(({ from }) => from !== undefined);
  if (good) yield judge(good.pair, true, `${good.from!}${productionLevel(doc, project, good.value)}`);
  else if (/(^|[/_])(prod|production|staging|live)\.py$/.test(project.path)) yield judge(levels[0]!.pair, true, 'this environment has levels of its own');
  else if (levels.every(({ value }) => isLiteral(doc, value))) yield judge(levels[0]!.pair, false, 'the levels are fixed wherever the program runs');
}
