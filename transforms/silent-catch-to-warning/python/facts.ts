import { levelFacts } from '../../../src/languages/python/log-levels.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { Json } from '../../../src/types.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { logsServerErrors } from './answers.ts';
import { calleesIn } from './callees.ts';

/** `except Exception as e:` on one line; of two on it the latter, so that a long line is not read again for each of them. */
const HEAD = /\bexcept\b(?:[ \t]*(?:\([ \t]*)?(?:Base)?Exception\b(?:(?!\bexcept\b[ \t]*(?:\([ \t]*)?(?:Base)?Exception\b)[^\n:])*)?:/;
/** A broad handler with a log line in it, or a function that is given the errors of an app. */
const TELLS = new RegExp(`${HEAD.source.replaceAll('[ \\t]', '\\s')}(?![^\\n]*?${HEAD.source})[^\\n]*\\n(?:[^\\n]*\\n){0,3}?[^\\n]*\\blog\\w*\\.\\w+\\(|exception_handler|errorhandler`, 'i');

export const handlerFacts = {
  prefilter: new RegExp(`${levelFacts.prefilter.source}|${TELLS.source}`, 'i'),
  facts(doc: PythonDoc, project: ProjectView): Json | undefined {
    const levels = levelFacts.prefilter.test(doc.text) ? levelFacts.facts(doc, project) : undefined;
    const callees = TELLS.test(doc.text) ? calleesIn(doc, project) : { answers: [], raises: [] };
    const logsRaised = logsServerErrors(doc, project);
    if (levels === undefined && callees.answers.length + callees.raises.length === 0 && !logsRaised) return undefined;
    return { ...(levels !== undefined && { levels }), callees: { ...callees }, logsRaised };
  },
};
