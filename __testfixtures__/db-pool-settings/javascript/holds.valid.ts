import knexFactory from 'knex';
import mongoose from 'mongoose';
import mysql from 'mysql2/promise';
import { Pool } from 'pg';
import { Sequelize } from 'sequelize';

const settings = { host: 'db', max: 20, idleTimeoutMillis: 30_000 };
export const pool = new Pool(settings);
export const my = mysql.createPool({ uri: process.env.DATABASE_URL, connectionLimit: Number(process.env.DB_POOL_MAX ?? 10) });
mongoose.connect(process.env.MONGO_URI!, { maxPoolSize: 20 });
export const sequelize = new Sequelize(process.env.DATABASE_URL!, { pool: { max: 10 } });
export const knex = knexFactory({ client: 'pg', pool: { min: 2, max: 10 } });
export const workers = new Pool2({ size: 4 });
