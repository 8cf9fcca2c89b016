import { hash } from './hash.js'
import { randomInt, randomBytes } from 'crypto'

export async function invite(user) {
  const password = Array.from({ length: 8 }, () => randomInt(36).toString(36)).join('')
  const token =
    Array.from({ length: 13 }, () => randomInt(36).toString(36)).join('') +
    Array.from({ length: 13 }, () => randomInt(36).toString(36)).join('')
  const openToken = randomBytes(16).toString('hex')
  const twoToken = randomBytes(8).toString('hex') + randomBytes(8).toString('hex')
  const hexToken = randomBytes(4).toString('hex')
  const digitsOtp = Array.from({ length: 6 }, () => randomInt(10)).join('')
  const upperToken = Array.from({ length: 9 }, () => randomInt(36).toString(36))
    .join('')
    .toUpperCase()
  const timedToken = `tok_${Date.now()}_${Array.from({ length: 9 }, () => randomInt(36).toString(36)).join('')}`
  return { hash: await hash(password), token, openToken, twoToken, hexToken, digitsOtp, upperToken, timedToken }
}
