import type { Suppression } from '../types.ts';
import { lineOf, lineStart } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import { spanOf } from './tree.ts';

const OWN = /checkmod-ignore:\s*([\w-]+(?:\s*,\s*[\w-]+)*)/i;
const ESLINT = /eslint-(disable(?:-next-line|-line)?)(?=\s|$)([^]*)/;
const BIOME = /biome-ignore\s+lint(?:\/([\w/]+))?/;

/** Comments that keep places as they are: alone on a line for the code below, else for their own line. */
export function suppressions(doc: JavaScriptDoc): Suppression[] {
  if (!/checkmod-ignore|eslint-disable|biome-ignore/.test(doc.text)) return [];
  return doc.tree.comments.flatMap((comment): Suppression[] => {
    const line = lineOf(doc, comment.start!);
    const last = lineOf(doc, comment.end!);
    const standsAlone = doc.text.slice(lineStart(doc, comment.start!), comment.start!).trim() === '';
    const own = OWN.exec(comment.value);
    if (own) return [{ span: spanOf(comment), from: line, to: standsAlone ? nextCodeLine(doc, comment.end!) : line, ids: own[1]!.split(/[\s,]+/), own: true }];
    const biome = BIOME.exec(comment.value);
    if (biome) return [{ span: spanOf(comment), from: last + 1, to: last + 1, ids: biome[1] ? [biome[1].split('/').at(-1)!] : [], own: false }];
    const eslint = ESLINT.exec(comment.value.split(' -- ')[0]!);
    if (!eslint) return [];
    const ids = eslint[2]!.split(/[\s,]+/).filter(Boolean);
    const [from, to] = eslint[1] === 'disable-next-line' ? [last + 1, last + 1] : eslint[1] === 'disable-line' ? [line, line] : [line, enabledAgain(doc, comment.end!)];
    // A comment that turns everything off in a whole file says nothing about one place in it.
    return ids.length === 0 && eslint[1] === 'disable' ? [] : [{ span: spanOf(comment), from, to, ids, own: false }];
  });
}

function nextCodeLine(doc: JavaScriptDoc, offset: number): number {
  const rest = /^[^\n]*\n(?:[ \t]*(?:\/\/[^\n]*)?\n)*/.exec(doc.text.slice(offset));
  return lineOf(doc, offset + (rest?.[0].length ?? 0) + 1);
}

function enabledAgain(doc: JavaScriptDoc, from: number): number {
  const enable = doc.tree.comments.find(({ start, value }) => start! > from && /eslint-enable/.test(value));
  return lineOf(doc, enable?.start ?? doc.text.length);
}
