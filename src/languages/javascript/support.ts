import type { Edit, Need } from '../../types.ts';
import type { AcceptedFix, Support } from '../types.ts';
import { anchorFor, functionAnchor, missingImports, type Anchor, type ModuleCode } from './imports.ts';
import { indentAt, indentStep } from './nodes.ts';
import { orphanEdits } from './orphans.ts';
import type { JavaScriptDoc } from './parse.ts';
import type { AnyClass } from './nodes.ts';

/** Kinds of needs that concern the file itself. */
const FILE_NEEDS = ['import', 'block', 'member', 'binding', 'handler-log'];

/**
 * Asks for module-level code below the imports, such as a helper function. `order`: lower first; `firstUse`: offset of the
 * first code that uses it while the module loads.
 */
export function blockNeed(key: string, name: string, text: string, needs: readonly Need[], options: { order?: number; firstUse?: number } = {}): Need {
  return { kind: 'block', key, name, text, needs, ...options };
}

/** Edits for what the accepted fixes need and for the names they stop using. */
export function supportEdits(doc: JavaScriptDoc, accepted: readonly AcceptedFix[]): Support {
  const provided = new Set(accepted.flatMap(({ fix }) => fix.provides ?? []));
  const asked = accepted.flatMap(({ id, fix }) => (fix.needs ?? []).map((need) => ({ need, id })));
  const logs = handlerLogs(asked.map(({ need }) => need).filter((need) => !provided.has(need.key)));
  const every = [...asked.map(({ need }) => need).filter(({ kind }) => kind !== 'handler-log'), ...logs].flatMap(withOwnNeeds);
  const needs = withEarliestUse(every);
  const edits = [
    ...logs.map(editOf),
    ...needs.filter(({ kind }) => kind === 'binding').map(editOf),
    ...needs.filter(({ kind }) => kind === 'member').map((need) => memberEdit(doc, need)),
    ...moduleEdits(doc, needs),
  ];
  const removals = orphanEdits(doc, accepted, [...accepted.flatMap(({ fix }) => fix.edits), ...edits]);
  return {
    edits: withRefilledImports(doc, edits.map((edit) => besideRemovals(doc, edit, removals)), removals),
    names: [...new Set(needs.filter(({ kind }) => kind === 'import' || kind === 'block').map((need) => String(need['name'])))],
    rest: asked.flatMap(({ need, id }) => withOwnNeeds(need).filter(({ kind }) => !FILE_NEEDS.includes(kind)).map((each) => ({ need: each, id }))),
  };
}

/** Code that goes below an import that itself goes is put where that import began. */
function besideRemovals(doc: JavaScriptDoc, edit: Edit, removals: readonly Edit[]): Edit {
  const around = edit.start === edit.end ? removals.find(({ start, end }) => start < edit.start && edit.start < end) : undefined;
  if (!around || doc.text[edit.start] !== '\n') return edit;
  // The line end in front of the code becomes one behind it.
  return { ...edit, start: around.start, end: around.start, text: `${edit.text.replace(/^\n/, '')}\n` };
}

/** An import that loses all its names and gets others keeps its place: its braces are filled anew. */
function withRefilledImports(doc: JavaScriptDoc, edits: readonly Edit[], removals: readonly Edit[]): Edit[] {
  const isInside = (edit: Edit, removal: Edit) => edit.text.startsWith(',') && removal.start < edit.start && edit.end < removal.end;
  const refilled = removals.map((removal) => {
    const names = edits.filter((edit) => isInside(edit, removal)).map(({ text }) => text.replace(/^,\s*/, '').replace(/,\s+/g, ', '));
    if (names.length === 0) return removal;
    return { ...removal, text: doc.text.slice(removal.start, removal.end).replace(/\{[^{}]*\}/, `{ ${names.join(', ')} }`) };
  });
  return [...edits.filter((edit) => !removals.some((removal) => isInside(edit, removal))), ...refilled];
}

function handlerLogs(needs: readonly Need[]): Need[] {
  const best = new Map<string, Need>();
  for (const need of needs.filter(({ kind }) => kind === 'handler-log')) {
    const other = best.get(need.key);
    if (!other || Number(need['rank']) < Number(other['rank'])) best.set(need.key, need);
  }
  return [...best.values()];
}

function withOwnNeeds(need: Need): Need[] {
  return [need, ...((need['needs'] ?? []) as unknown as readonly Need[]).flatMap(withOwnNeeds)];
}

/** Each need once; of several requests the one whose code runs first decides where it goes. */
function withEarliestUse(needs: readonly Need[]): Need[] {
  const merged = new Map<string, Need>();
  for (const need of needs) {
    const firstUse = Math.min(Number(need['firstUse'] ?? Infinity), Number(merged.get(need.key)?.['firstUse'] ?? Infinity));
    merged.set(need.key, { ...need, ...(firstUse < Infinity && { firstUse }) });
  }
  return [...merged.values()];
}

function editOf(need: Need): Edit {
  return { start: Number(need['start']), end: Number(need['end']), text: String(need['text']) };
}

/** A property in front of what a class has, parted from a method by a blank line. */
function memberEdit(doc: JavaScriptDoc, need: Need): Edit {
  const owner = doc.tree.all('ClassDeclaration', 'ClassExpression').find(({ start }) => start === need['class']) as AnyClass;
  const first = owner.body.body[0];
  const open = owner.body.start! + 1;
  const indent = first ? indentAt(doc, first.start!) : indentAt(doc, owner.start!) + indentStep(doc);
  const gap = first && first.type !== 'ClassProperty' ? '\n' : '';
  const isOneLine = !doc.text.slice(open, owner.body.end! - 1).includes('\n');
  return { start: open, end: open, text: `\n${indent}${String(need['text'])}${isOneLine ? `\n${first ? indent : indentAt(doc, owner.start!)}` : gap}` };
}

/** Imports, then loggers and other blocks, each once, above the first module-level code that uses them. */
function moduleEdits(doc: JavaScriptDoc, needs: readonly Need[]): Edit[] {
  const imports = missingImports(doc, needs.filter(({ kind }) => kind === 'import'));
  const blocks = needs.filter(({ kind }) => kind === 'block').sort((a, b) => Number(a['order'] ?? 0) - Number(b['order'] ?? 0))
    .map((need): ModuleCode => ({ text: String(need['text']), anchor: isFunctionText(need) && need['firstUse'] === undefined ? functionAnchor(doc) : anchorFor(doc, isHoisted(doc, need), Number(need['firstUse'] ?? Infinity)) }));
  const places = new Map<number, { anchor: Anchor; imports: string[]; blocks: string[] }>();
  const placeOf = (anchor: Anchor) => {
    const place = places.get(anchor.at) ?? { anchor, imports: [], blocks: [] };
    places.set(anchor.at, place);
    return place;
  };
  for (const { text, anchor } of imports.lines) placeOf(anchor).imports.push(text);
  for (const { text, anchor } of blocks) placeOf(anchor).blocks.push(text);
  return [...imports.edits, ...[...places.values()].map(({ anchor, ...code }) => insertion(doc, anchor, code))];
}

function isFunctionText(need: Need): boolean {
  return /^(?:\/\*\*[^\n]*\n)?(?:async )?function /.test(String(need['text']));
}

/** In a file with `import` statements code below them all still runs before anything else of the file. */
function isHoisted(doc: JavaScriptDoc, need: Need): boolean {
  return need['firstUse'] === undefined || doc.tree.program.body[0]?.type === 'ImportDeclaration';
}

function insertion(doc: JavaScriptDoc, { at, isTop }: Anchor, { imports, blocks }: { readonly imports: readonly string[]; readonly blocks: readonly string[] }): Edit {
  const parts = [...(imports.length > 0 ? [imports.join('\n')] : []), ...blocks];
  if (isTop) return { start: at, end: at, text: `${parts.join('\n\n')}\n${/^\s*$/.test(doc.text.slice(at)) ? '' : '\n'}` };
  const hasGap = /^\n[ \t]*(\n|$)/.test(doc.text.slice(at)) || doc.text.slice(at).trim() === '';
  const text = imports.length > 0 ? `\n${parts.join('\n\n')}` : `\n\n${parts.join('\n\n')}`;
  return { start: at, end: at, text: blocks.length > 0 && !hasGap ? `${text}\n` : text };
}
