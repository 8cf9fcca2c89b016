import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'db-pool-settings',
  title: 'Set the size of the connection pool',
  why: 'The defaults of a pool are made for a laptop: too few connections and requests queue, stale ones and requests fail, too many workers and the database refuses.',
  cues: [/\bconnection[- ]?pool|连接池|コネクションプール|커넥션 풀|\b(pool|grupo) de (conexiones|conexões|connexions)\b|\b(db|database|pg|postgres\w*|mongo\w*|mysql|sqlalchemy|prisma)\b.{0,15}\bpool(s|ing)?\b|\bpool(ing)? (size|config\w*|settings|limits?)\b|\bCONN_MAX_AGE\b|\bpool_(size|pre_ping|recycle)\b|\bmaxPoolSize\b/i],
  notCues: [/\bhttp\b|\bwebsockets?\b|\bexternal\b|\bmonitor|\busage\b|\bdashboard|\butili[sz]ation|\boptimi[sz]e pool\b|\bexhaust|\bpgbouncer\b|\bredis (connection )?pool|\bcontrols\b|\bdoesn['’]t need\b|\bDB_POOL\w*/i],
  check: {
    wants: 'presence',
    advice: 'Set pool size, overflow and recycling where the engine or client is made, from the environment.',
  },
  about: /\b(sqlalchemy|sqlmodel|psycopg\w*|asyncpg|aiomysql|aiopg|pymysql|MySQLdb|pyodbc|oracledb|pymongo|motor|tortoise|peewee|(?:from|import) databases|prisma|mongoose|mongodb|knex|sequelize|typeorm|drizzle-orm|mysql2?|mariadb|pg|mssql|ioredis|supabase)\b|DATABASES\s*=|django\.db/,
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
