import { createHash, randomUUID, randomBytes } from 'node:crypto'

export const secret = `whsec_${randomBytes(16).toString('hex')}`
export const apiKey = 'rk_' + randomBytes(16).toString('hex')
export const clientSecret = randomBytes(16).toString('hex')
export const shortToken = randomBytes(4).toString('hex')
export const tailToken = randomBytes(6).toString('hex')
export const oddToken = randomBytes(5).toString('hex').slice(0, 9)
export const upperToken = randomBytes(16).toString('hex').toUpperCase()
export const cutToken = randomBytes(16).toString('hex').slice(0, 12)
export const tokenHash = createHash('sha256').update(randomUUID()).digest('hex')
