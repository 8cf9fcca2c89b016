// The client that Prisma generated into the repository.
import { PrismaClient } from './generated';

export const prisma = new PrismaClient();
export const other = new PrismaClient();
