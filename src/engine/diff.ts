import { formatPatch, structuredPatch, type StructuredPatch } from 'diff';

const CONTEXT = 3;
const NOWHERE = '/dev/null';

/**
 * A patch that `git apply` takes, from one text to another, line ends and all. An absent text is an absent file, so
 * this also describes creating and deleting one. `''` when nothing changes.
 */
export function gitDiff(path: string, before: string | undefined, after: string | undefined): string {
  if (before === after) return '';
  const patch: StructuredPatch = {
    ...structuredPatch(`a/${path}`, `b/${path}`, before ?? '', after ?? '', undefined, undefined, { context: CONTEXT }),
    isGit: true,
    ...(before === undefined && { isCreate: true, oldFileName: NOWHERE }),
    ...(after === undefined && { isDelete: true, newFileName: NOWHERE }),
  };
  const text = formatPatch(patch);
  const header = text.slice(0, text.indexOf('\n@@') + 1);
  return (path.includes(' ') ? markNameEnds(header) : header) + text.slice(header.length);
}

/** Git ends a name that holds a space with a tab, without which `patch` reads only up to the space. */
function markNameEnds(header: string): string {
  return header.replace(/^(---|\+\+\+) (?!\/dev\/null$).*$/gm, '$&\t');
}
