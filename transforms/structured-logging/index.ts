import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'structured-logging',
  title: 'Log in a structured form',
  why: 'One logger that writes JSON lines with time, level and source can be searched and counted; loose text cannot.',
  cues: [
    /\bstructured\b.{0,20}\blog|\blog\w* (estructurad|estruturad|structur)\w*|\bjson\b.{0,15}\blog(s|ging|ger)?\b|\blog(s|ging)?\b.{0,20}\b(json|structured)\b|结构化日志|настро\p{L}* логирован|структурированн\p{L}* лог|\bstrukturierte[sr]? log/iu,
    /(?<!\b(and|with|or|error|[&+/]) )\b(production|comprehensive|application|proper|app) logging( (system|configuration|setup))?( (is |are )?(configured|enabled|implemented|in place|set up|setup))?\W*(\(|$)|\bcentrali[sz]ed logging (system|configuration|module|logger)\b/i,
    /\b(configure|set ?up|implement|add) (proper |application |comprehensive |production )?logging( (system|framework|configuration|levels))?\W*(\(|$)|(?<!\b(and|with|or|error|query|audit|access|request|[&+/]) )\blogging (is )?(properly |correctly )?(configured|configuration|set ?up)\b|\b(configure|set ?up) logging in \S+\.\w+|\blogging (framework|library)\b/i,
    /\b(winston|pino|structlog|loguru|bunyan)\b/i,
  ],
  subCues: [/\bjson\b/i],
  notCues: [/\b(replace|remove)\w*\b.{0,30}\b(console\.?|prints?\b)(?!.*\b(structured|json)\b)/i, /^(?!.*\b(structur|estrutur|estructur|json)).*\b(service|aggregat\w*|rotat\w*|retention|audit|alerts?|access|quer(y|ies)|transactions?|cloudwatch|action required)\b|\berror (reporting|logging)\b/i],
  check: {
    wants: 'presence',
    advice: 'Configure one logger for the app that writes JSON lines with time, level and source.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
