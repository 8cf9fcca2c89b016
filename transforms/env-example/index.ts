import { defineTransform } from '../../src/transform.ts';
import { repository } from './repository.ts';

export default defineTransform({
  id: 'env-example',
  title: 'Document every environment variable',
  why: 'Whoever sets the program up has to know which variables it reads; code is a poor place to look them up.',
  cues: [/(^|[\s`(/])\.?env\.(example|sample|template|dist)\b|\benv(ironment)?[- ](example|template|sample)\b|\b(document|list)\w*\b.{0,30}\benv(ironment)?[ -]?var\w*|\benv(ironment)?[ -]?var\w*\b.{0,30}\bdocument\w*/i],
  notCues: [/\bcopy\b|\bcp \b|\b(created|copied|made) from\b/i],
  notUnder: [/\bbackups?\b/i],
  check: {
    wants: 'presence',
    advice: 'Name every variable that the code reads in .env.example, without values.',
  },
  rules: {},
  repository,
});
