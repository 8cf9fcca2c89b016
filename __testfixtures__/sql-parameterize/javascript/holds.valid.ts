import { sql } from 'drizzle-orm';
import { pool } from './db';

const TABLES = { users: 'users', orders: 'orders' };
const COLUMNS = 'id, name, email';

export const byEmail = (email: string) => pool.query('SELECT * FROM users WHERE email = $1', [email]);
export const all = () => pool.query(`SELECT ${COLUMNS} FROM ${TABLES.users}`);
export const byIds = (ids: string[]) => pool.query(`SELECT * FROM users WHERE id IN (${ids.map((_, i) => `$${i + 1}`).join(', ')})`, ids);
export const page = (offset: number) => pool.query(`SELECT * FROM users LIMIT ${Number(offset)} OFFSET ${parseInt('10', 10)}`);
export const tagged = (id: string) => db.execute(sql`SELECT * FROM users WHERE id = ${id}`);
export async function search(status?: string, order?: string) {
  const where: string[] = ['deleted_at IS NULL'];
  const values: unknown[] = [];
  if (status) { values.push(status); where.push(`status = $${values.length}`); }
  const direction = order === 'asc' ? 'ASC' : 'DESC';
  return pool.query(`SELECT * FROM users WHERE ${where.join(' AND ')} ORDER BY id ${direction}`, values);
}
export async function column(name: string) {
  if (!['id', 'name'].includes(name)) throw new Error(`Select a column from the list, not ${name}`);
  return pool.query(`SELECT ${name} FROM users`);
}
export const prompt = (text: string) => `Analyze this text and select words from it: ${text}`;
logger.info(`UPDATE users SET: ${COLUMNS}`);
const parts: string[] = [];
parts.push(`limit=${options.limit}`, `page=${options.page}`);
parts.push(`limit=${options.limit}`);
