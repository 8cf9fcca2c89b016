import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'sql-parameterize',
  title: 'Pass values to SQL as parameters',
  why: 'A value that becomes part of the text of a query can become part of its meaning.',
  cues: [/\bsql[- ]?injections?\b|\bparamet(e)?ri[sz]ed\b|\binjections? sql\b|\binyecci(ó|o)n(es)? sql\b|\binjeção (de )?sql\b|\bsql[- ]?инъекц|SQL ?注入|\bbind parameters\b|\bquery parameteri[sz]ation\b|\bprepared statements?\b|\braw sql\b.{0,20}\b(input|concat|interpol|string)\w*|\bstring(-| )?(concatenat|interpolat|built)\w*\b.{0,20}\b(sql|quer)/i],
  notCues: [/\battempts\b/i],
  check: {
    wants: 'absence',
    advice: 'Pass the values as parameters of the query.',
  },
  about: /\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM)\b|sqlalchemy|django\.db|psycopg|asyncpg|sqlite3|\b(prisma|knex|sequelize|typeorm|mysql2?|pg|better-sqlite3|drizzle-orm)\b/i,
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
