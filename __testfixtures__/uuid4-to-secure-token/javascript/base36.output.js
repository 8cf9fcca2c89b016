import { hash } from './hash.js'
import { randomBytes, randomInt } from 'crypto'

export async function invite(user) {
  const password = randomBytes(8).toString('hex')
  const token = randomBytes(16).toString('hex')
  const openToken = randomBytes(16).toString('hex')
  const twoToken = randomBytes(16).toString('hex')
  const hexToken = randomBytes(4).toString('hex')
  const digitsOtp = Array.from({ length: 6 }, () => randomInt(10)).join('')
  const upperToken = Array.from({ length: 9 }, () => randomInt(36).toString(36))
    .join('')
    .toUpperCase()
  const timedToken = `tok_${Date.now()}_${randomBytes(16).toString('hex')}`
  return { hash: await hash(password), token, openToken, twoToken, hexToken, digitsOtp, upperToken, timedToken }
}
