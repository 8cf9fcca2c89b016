import { randomBytes } from 'crypto'
export const refreshToken=randomBytes(16).toString('hex')