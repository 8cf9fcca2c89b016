import { pool } from './db';

export const byEmail = (email: string) => pool.query(`SELECT * FROM users WHERE email = '${email}'`);
export const byName = (name: string) => pool.query("SELECT * FROM users WHERE name = '" + name + "'");
export const rows = (table: string) => pool.query(`SELECT * FROM ${table}`);
export const raw = (sql: string) => prisma.$queryRawUnsafe(sql);
export async function search(q: any) {
  let sql = 'SELECT id FROM orders WHERE 1 = 1';
  if (q.status) sql += ` AND status = '${q.status}'`;
  const conditions: string[] = [];
  conditions.push(`age > ${q.age}`);
  return pool.query(sql + conditions.join(' AND ') + ` ORDER BY ${q.sort}`);
}
export const recent = (hours: string) => knex.whereRaw(`created_at > now() - interval '${hours} hours'`);
