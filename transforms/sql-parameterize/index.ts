import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'sql-parameterize',
  title: 'Pass values to SQL as parameters',
  why: 'A value that becomes part of the text of a query can become part of its meaning.',
  cues: [
    'SQL INJECTION|INJECTIONS',
    '{sql injection}',
    '{parameterized}',
    'sql … concatenation|interpolation',
    'raw sql … input|concatenation|interpolation|string',
    'string concatenation|concatenated|interpolation|interpolated|built … sql|query',
  ],
  notCues: [/\battempts\b/i],
  check: {
    wants: 'absence',
    advice: 'Pass the values as parameters of the query.',
  },
  about: /\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM)\b|sqlalchemy|django\.db|psycopg|asyncpg|sqlite3|\b(prisma|knex|sequelize|typeorm|mysql2?|pg|better-sqlite3|drizzle-orm)\b/i,
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
