import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'db-pool-settings',
  title: 'Set the size of the connection pool',
  why: 'The defaults of a pool are made for a laptop: too few connections and requests queue, stale ones and requests fail, too many workers and the database refuses.',
  cues: [
    '{connection pool}',
    'db|database|pg|postgres|postgresql|mongo|mongodb|mysql|sqlalchemy|prisma … pool',
    'pool|pooling size|config|configuration|settings|limit|timeout',
    'conn max age',
    'pool recycle',
    'pool pre ping',
    'maxpoolsize',
  ],
  notCues: [/\bhttp\b|\bwebsockets?\b|\bexternal\b|\bmonitor|\busage\b|\bdashboard|\butili[sz]ation|\boptimi[sz]e pool\b|\bwhen\b.{0,20}\bexhaust|\bpgbouncer\b|\bredis (connection )?pool|\bcontrols\b|\bdoesn['’]t need\b|\bDB_POOL\w*/i],
  check: {
    wants: 'presence',
    advice: 'Set pool size, overflow and recycling where the engine or client is made, from the environment.',
  },
  about: /\b(sqlalchemy|sqlmodel|psycopg\w*|asyncpg|aiomysql|aiopg|pymysql|MySQLdb|pyodbc|oracledb|pymongo|motor|tortoise|peewee|(?:from|import) databases|prisma|mongoose|mongodb|knex|sequelize|typeorm|drizzle-orm|mysql2?|mariadb|pg|mssql|ioredis|supabase)\b|DATABASES\s*=|django\.db/,
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
