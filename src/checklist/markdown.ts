import type { Nodes, PhrasingContent, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const PROCESSOR = unified().use(remarkParse).use(remarkGfm);

export const parseMarkdown = (text: string): Root => placed(PROCESSOR.parse(text));

export const startOf = (node: Nodes): number => node.position!.start.offset!;
export const endOf = (node: Nodes): number => node.position!.end.offset!;

/** Addresses that GFM finds in text have no position, nor has the text around them: they get one from what they say. */
function placed<T extends Nodes>(node: T): T {
  if (!('children' in node)) return node;
  let at = node.position!.start;
  node.children.forEach((child, i) => {
    if (!child.position) {
      const next = node.children.slice(i + 1).find(({ position }) => position)?.position!.start ?? (i === node.children.length - 1 ? node.position!.end : undefined);
      const offset = at.offset! + said([child as PhrasingContent], '').length;
      const end = i + 1 < node.children.length && !node.children[i + 1]!.position ? { ...at, offset } : next ?? { ...at, offset };
      child.position = { start: at, end };
    }
    at = child.position.end;
    placed(child);
  });
  return node;
}

/** What a reader sees, code in its backticks; lines stay lines. */
export function said(nodes: readonly PhrasingContent[], source: string): string {
  return nodes.map((node) => {
    switch (node.type) {
      case 'text': return node.value;
      case 'inlineCode': return source.slice(startOf(node), endOf(node));
      case 'break': return '\n';
      case 'html': return /^<br/i.test(node.value) ? '\n' : '';
      case 'image': return node.alt ?? '';
      case 'imageReference': return node.alt ?? '';
      case 'footnoteReference': return '';
      default: return said(node.children, source);
    }
  }).join('');
}

/** The source of nodes with code as letters and HTML as blanks, so that what is looked for in it is prose, at the same offsets. */
export function prose(nodes: readonly Nodes[], source: string): string {
  if (nodes.length === 0) return '';
  const start = startOf(nodes[0]!);
  let text = source.slice(start, endOf(nodes.at(-1)!));
  const blank = (node: Nodes): void => {
    const fill = node.type === 'inlineCode' || node.type === 'code' ? 'x' : node.type === 'html' ? ' ' : undefined;
    if (fill !== undefined) {
      const from = startOf(node) - start;
      const to = endOf(node) - start;
      text = text.slice(0, from) + text.slice(from, to).replace(/[^\r\n]/g, fill) + text.slice(to);
    } else if ('children' in node) for (const child of node.children) blank(child);
  };
  for (const node of nodes) blank(node);
  return text;
}

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
