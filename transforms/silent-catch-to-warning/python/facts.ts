import { levelFacts } from '../../../src/languages/python/log-levels.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { Json } from '../../../src/types.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { logsServerErrors } from './answers.ts';
import { calleesIn } from './callees.ts';
import { relationsIn } from './lookups.ts';

/** A handler that takes all there is, so that its function may let nothing out, or a function that is given the errors of an app. */
const TELLS = /\bexcept\b\s*(?::|(?:\(\s*)?(?:Base)?Exception\b)|exception_handler|errorhandler/i;

const NONE = { answers: [], raises: [], swallows: [] };

export const handlerFacts = {
  prefilter: new RegExp(`${levelFacts.prefilter.source}|${TELLS.source}|OneToOneField`, 'i'),
  facts(doc: PythonDoc, project: ProjectView): Json | undefined {
    const levels = levelFacts.prefilter.test(doc.text) ? levelFacts.facts(doc, project) : undefined;
    const callees = TELLS.test(doc.text) ? calleesIn(doc, project) : NONE;
    const relations = doc.text.includes('OneToOneField') ? relationsIn(doc) : [];
    const logsRaised = logsServerErrors(doc, project);
    if (levels === undefined && callees.swallows.length + callees.raises.length + relations.length === 0 && !logsRaised) return undefined;
    return { ...(levels !== undefined && { levels }), callees: { ...callees }, logsRaised, ...(relations.length > 0 && { relations }) };
  },
};
