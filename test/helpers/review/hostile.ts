import type { Generated } from './generate.ts';

/** Ends an element, a string and a comment, runs a script if it is ever HTML, moves a terminal's cursor, turns the text around. */
export const HOSTILE = `</script><script>window.owned = 1</script><img src=x onerror="window.owned = 2"><!-- \u001b[31m\u001b]0;owned\u0007 \u202Eevil\u202C "'\``;

/** A review in which every text of the repository is hostile. */
export function hostileReview(): Generated {
  const path = `app/${HOSTILE.replaceAll('/', '')}.py`;
  const before = `x = 1\n${HOSTILE}\nprint(2)\n`;
  const site = 'hostile-1';
  const fix = {
    site, transform: 'print-to-logger', path, line: 3, column: 1, endLine: 3, endColumn: 9, scope: HOSTILE, message: HOSTILE, safety: 'unsafe' as const, why: HOSTILE,
    before: 'print(2)', after: `log("${HOSTILE}")`, shape: 's', items: [{ line: 1, text: HOSTILE }], decision: 'rejected' as const, reason: HOSTILE, left: HOSTILE,
  };
  const other = { ...fix, site: 'hostile-2', line: 1, endLine: 1, endColumn: 6, before: 'x = 1', after: `y = "${HOSTILE}"`, decision: 'undecided' as const };
  return {
    texts: { [path]: before },
    state: {
      version: 1, root: `/tmp/${HOSTILE}`, titles: { 'print-to-logger': HOSTILE }, fixes: [other, fix],
      left: [{ site: 'l', transform: HOSTILE, path, line: 1, message: HOSTILE, reason: HOSTILE, status: 'left', before: HOSTILE }],
      skipped: [{ path, reason: HOSTILE }], errors: [{ path, message: HOSTILE }], notes: [HOSTILE], checklist: HOSTILE, canUndo: false,
      projectFiles: [{ path: HOSTILE, created: true, diff: HOSTILE, sites: [site, other.site] }, { path, created: false, diff: `--- a/x\n+++ b/x\n@@ -1,1 +1,2 @@\n x\n+${HOSTILE}\n`, sites: [other.site] }],
      actions: [{ kind: HOSTILE, name: HOSTILE, message: HOSTILE, sites: [site] }],
    },
  };
}
