import fc from 'fast-check';
import type { Nodes } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { expect, it } from 'vitest';
import type { Report } from '../../src/report.ts';
import { markdown } from '../../src/reporters/markdown.ts';
import { fileOf, HOSTILE, hostileReport, optionsOf, reportOf, siteOf } from './report.ts';

const render = (report: Report, options = {}) => markdown(report, optionsOf(options));

function nodesOf(text: string): Nodes[] {
  const all = (node: Nodes): Nodes[] => [node, ...('children' in node ? node.children.flatMap(all) : [])];
  return all(unified().use(remarkParse).use(remarkGfm).parse(text));
}

/** The only HTML is ours, and there is no link, image, heading or table that others wrote. */
function expectInert(text: string): void {
  const nodes = nodesOf(text);
  for (const node of nodes) {
    if (node.type === 'html') expect(node.value).toMatch(/^(?:<!-- checkmod -->(?:\n.*)?|<!-- -->|<details><summary><code>[^<>"']*<\/code> [\w ]+<\/summary>|<\/details>)$/);
    expect(node.type).not.toMatch(/^(?:link|image|table|blockquote|thematicBreak|footnote\w*|definition|emphasis|delete)$/);
  }
  expect(nodes.filter(({ type }) => type === 'heading')).toHaveLength(1);
  expect(text).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f]/);
}

it('is a summary, a line per fix, what is left to do, and the diffs folded away', () => {
  const report = reportOf({
    files: [fileOf('src/a.py', 'a\n', 'b\n', [siteOf(1, { message: '`print` bypasses the logger' }), siteOf(2, { safety: 'unsafe' }), siteOf(3, { status: 'left', reason: 'x', safety: 'manual' })])],
    actions: [{ kind: 'env', name: 'CORS', message: 'set it', sites: [] }], errors: [{ path: 'b.py', message: 'it failed' }],
  });
  expect(render(report, { linkTo: (path: string, line: number) => `https://git.example/${path}#L${line}` })).toBe(`<!-- checkmod -->
### checkmod

Would fix 2 places in 1 file. Nothing was written: add --write to apply.

**Failed, and left as it was**

- \`b.py\` it failed

- [\`src/a.py:1\`](https://git.example/src/a.py#L1) **print-to-logger** \`print\` bypasses the logger
- [\`src/a.py:2\`](https://git.example/src/a.py#L2) **print-to-logger** (unsafe) it prints

**To do by you**

- \`CORS\` set it


<details><summary><code>src/a.py</code> 2 fixes</summary>

\`\`\`diff
@@ -1,1 +1,1 @@
-a
+b
\`\`\`

</details>
`);
});

it('is cut from the end, below what GitHub takes', () => {
  const files = (n: number, sites: number, lines: number) => Array.from({ length: n }, (_, i) => {
    const before = 'line\n'.repeat(lines);
    return fileOf(`src/f${i}.py`, before, before.replaceAll('line', 'LINE'), Array.from({ length: sites }, (_, at) => siteOf(at + 1)));
  });
  const large = render(reportOf({ files: files(40, 1, 500) }));
  expect(large.length).toBeLessThanOrEqual(65_536);
  expect(large.length).toBeGreaterThan(55_000);
  expect(large.match(/^- `src/gm)).toHaveLength(40);
  expect(large).toMatch(/<\/details>\n\nand 30 more diffs\n$/);
  const long = render(reportOf({ files: files(100, 100, 1) }));
  expect(long.length).toBeLessThanOrEqual(65_536);
  expect(long).toMatch(/\n- and [\d,]+ more\n\n\nand 100 more diffs\n$/);
});

it('makes nothing of the texts of others', () => {
  expectInert(render(hostileReport()));
  const diffs = nodesOf(render(hostileReport())).filter((node) => node.type === 'code').map(({ value }) => value);
  expect(diffs).toHaveLength(2 * HOSTILE.length);
});

it('makes nothing of any text', () => {
  const part = fc.constantFrom('`', '``', '```', '~~~', '<b>', '</details>', '\n', '\r', '\n\n', ' ', '    ', '|', '\\', '*', '_', '[x](y)', '![', '<!--', '-->', '&lt;', '@a', '#1', 'http://x.y', 'a', '-', '# ', '$', '\u001B[', '<a@b.c>', '1. ');
  fc.assert(fc.property(fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')), (text) => {
    expectInert(render(reportOf({ files: [fileOf(`a${text}.py`, `${text}\n`, `${text}x\n`, [siteOf(1, { message: text, transform: `t${text}` })])], errors: [{ path: `e${text}`, message: text }] })));
  }), { numRuns: 500 });
});
