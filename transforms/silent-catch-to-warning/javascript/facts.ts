import { levelFacts } from '../../../src/languages/javascript/log-levels.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Json } from '../../../src/types.ts';
import { logsThrownAnswers, TAKES_THROWN } from './answers.ts';
import { calleesIn } from './callees.ts';
import { MOUNTS, mountsIn } from './mounts.ts';

/** Functions that catch what fails in them, or throw by themselves. */
const ENDS = /\bcatch\b|\bthrow new\b/;

const NONE = { answers: [], raises: [], swallows: [], guards: [], misses: [] };

export const handlerFacts = {
  prefilter: new RegExp(`${levelFacts.prefilter.source}|${ENDS.source}|${TAKES_THROWN.source}|${MOUNTS.source}`),
  facts(doc: JavaScriptDoc, project: ProjectView): Json | undefined {
    const levels = levelFacts.prefilter.test(doc.text) ? levelFacts.facts(doc, project) : undefined;
    const callees = ENDS.test(doc.text) ? calleesIn(doc, project) : NONE;
    const logsThrown = logsThrownAnswers(doc, project);
    const mounts = MOUNTS.test(doc.text) ? mountsIn(doc, project) : {};
    if (levels === undefined && Object.values(callees).every(({ length }) => length === 0) && Object.keys(mounts).length === 0 && !logsThrown) return undefined;
    return { ...(levels !== undefined && { levels }), callees: { ...callees }, ...(Object.keys(mounts).length > 0 && { mounts }), logsThrown };
  },
};
