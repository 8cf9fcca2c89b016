import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'structured-logging',
  title: 'Log in a structured form',
  why: 'One logger that writes JSON lines with time, level and source can be searched and counted; loose text cannot.',
  cues: [
    'structured … LOG|LOGS|LOGGING|LOGGER',
    'LOG|LOGS|LOGGING … structured',
    /\bjson\b.{0,15}\blog(s|ging|ger)?\b|\blog(s|ging)?\b.{0,20}\bjson\b/i,
    '{structured logging}',
    'winston|pino|structlog|loguru|bunyan',
    'centralized|centralised LOGGING system|configuration|module',
    'logging framework|library',
    'LOG format … JSON',
    /(?<!\b(and|with|or|error|[&+/]) )\b(production|comprehensive|application|proper|app) logging( (system|setup))?\W*(\(|$)/i,
    /\b(production|comprehensive|application|proper|app) logging (is )?(configured|enabled|implemented|in place|set ?up)\W*$/i,
    /\b(configure|set ?up|implement|add) ((proper|application|comprehensive|prod\w+) )?logging( system| framework)?\W*(\(|$)/i,
    /(?<!\b(and|with|or|error|query|audit|access|request|[&+/]) )\blogging (is )?((prop|corr)\w+ )?(configur\w+|set ?up)\b/i,
    /\b(configure|set ?up) logging in \S+\.\w+/i,
  ],
  subCues: [/\bjson\b/i],
  notCues: [/\b(replace|remove)\w*\b.{0,30}\b(console\.?|prints?\b)(?!.*\b(structured|json)\b)/i, /^(?!.*\b(structur|estrutur|estructur|json)).*\b(service|aggregat\w*|rotat\w*|retention|audit|alerts?|access|requests?|quer(y|ies)|transactions?|cloudwatch|action required)\b|\berror (reporting|logging)\b/i],
  check: {
    wants: 'presence',
    advice: 'Configure one logger for the app that writes JSON lines with time, level and source.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
