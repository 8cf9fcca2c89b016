import { levelFacts } from '../../../src/languages/javascript/log-levels.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Json } from '../../../src/types.ts';
import { logsThrownAnswers, TAKES_THROWN } from './answers.ts';
import { calleesIn } from './callees.ts';

/** A `catch` with a log line in it. */
const TELLS = /\bcatch\b\s*(\([^)]*\)\s*)?\{[^}]*?\b(log\w*|console|this\.\w*[lL]og\w*)\.\w+\(/;

export const handlerFacts = {
  prefilter: new RegExp(`${levelFacts.prefilter.source}|${TELLS.source}|${TAKES_THROWN.source}`),
  facts(doc: JavaScriptDoc, project: ProjectView): Json | undefined {
    const levels = levelFacts.prefilter.test(doc.text) ? levelFacts.facts(doc, project) : undefined;
    const callees = TELLS.test(doc.text) ? calleesIn(doc, project) : { answers: [], raises: [] };
    const logsThrown = logsThrownAnswers(doc, project);
    if (levels === undefined && callees.answers.length + callees.raises.length === 0 && !logsThrown) return undefined;
    return { ...(levels !== undefined && { levels }), callees: { ...callees }, logsThrown };
  },
};
