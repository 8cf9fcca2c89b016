import bcrypt from 'bcrypt';

export const stored = (refreshToken: string) => bcrypt.hash(refreshToken, 10);
export const dbPassword = process.env.DB_PASSWORD;
