import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'structured-logging',
  title: 'Log in a structured form',
  why: 'One logger that writes JSON lines with time, level and source can be searched and counted; loose text cannot.',
  cues: [
    /\bstructured\b.{0,20}\blog|\blog\w* (estructurad|estruturad|structur)\w*|\bjson\b.{0,15}\blog(s|ging|ger)?\b|\blog(s|ging)?\b.{0,20}\b(json|structured)\b/i,
    /\b(production|centrali[sz]ed|comprehensive|application|proper) logging( (system|configuration|setup))?( (is |are )?(configured|enabled|implemented|in place|set up|setup))?\W*(\(|$)/i,
    /\b(configure|set ?up|implement|add) (proper |application |centrali[sz]ed |comprehensive )?logging( (system|framework|configuration|levels))?\W*(\(|$)|\blogging (is )?(properly )?(configured|configuration|set ?up)\b|\blogging (framework|library)\b/i,
    /\b(winston|pino|structlog|loguru|bunyan)\b/i,
  ],
  subCues: [/\bjson\b/i],
  notCues: [/^(?!.*\b(structured|json)\b).*\b(service|aggregat\w*|rotat\w*|retention|audit|alerts?|access|quer(y|ies)|transactions?|cloudwatch|action required)\b|\berror (reporting|logging)\b/i],
  check: {
    wants: 'presence',
    advice: 'Configure one logger for the app that writes JSON lines with time, level and source.',
  },
  rules: { python, javascript },
});
