import { createHash, randomUUID } from 'node:crypto'

export const secret = `whsec_${randomUUID().replace(/-/g, '')}`
export const apiKey = 'rk_' + randomUUID().replaceAll('-', '')
export const clientSecret = randomUUID().split('-').join('')
export const shortToken = randomUUID().slice(0, 8)
export const tailToken = randomUUID().split('-')[4]
export const oddToken = randomUUID().replace(/-/g, '').substring(0, 9)
export const upperToken = randomUUID().toUpperCase()
export const cutToken = randomUUID().slice(0, 12)
export const tokenHash = createHash('sha256').update(randomUUID()).digest('hex')
