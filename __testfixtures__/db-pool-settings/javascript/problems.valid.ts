import mongoose from 'mongoose';
import mysql from 'mysql2';
import { Pool } from 'pg';
import { PrismaClient } from '@prisma/client';
import { config } from './config';

export const pool = new Pool({ connectionString: process.env.DATABASE_URL });
mongoose.connect(process.env.MONGO_URI!);
export const other = new Pool(config.database.options);
export const prisma = new PrismaClient();
export const single = mysql.createConnection({ host: 'db' });
