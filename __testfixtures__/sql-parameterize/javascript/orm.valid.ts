import { prisma } from './prisma';

export const users = () => prisma.user.findMany({ where: { active: true } });
