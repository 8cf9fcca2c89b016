import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'request-logging',
  title: 'Log every request',
  why: 'Method, path, status and duration of each request answer most questions that come after a release.',
  cues: [/\b(request|http|access)s?( ?[/&] ?response| and response)? logg(ing|er)\b|\b(request|http|access)s? logs? (middleware|enabled|configured)|\blog (all )?(incoming )?(api |http )?(requests|calls)\b|\b(api )?(requests|calls) (are )?logged\b|\bhttp access logs?\b|\bmorgan\b|\brequest\/response log/i],
  notCues: [/\baudit\b|\bunauthori[sz]ed\b|\bnever\b|\bbod(y|ies)\b/i],
  notUnder: [/\bHTTP (calls|client)|\b(sync|api) ?client\b/i],
  check: {
    wants: 'presence',
    advice: 'Log method, path, status and duration of every request in one middleware.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
