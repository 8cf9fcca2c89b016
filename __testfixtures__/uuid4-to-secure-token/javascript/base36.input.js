import { hash } from './hash.js'

export async function invite(user) {
  const password = Math.random().toString(36).slice(-8)
  const token = Math.random().toString(36).substring(2, 15) + Math.random().toString(36).substring(2, 15)
  const openToken = Math.random().toString(36).slice(2)
  const twoToken = Math.random().toString(36).slice(2) + Math.random().toString(36).slice(2)
  const hexToken = Math.random().toString(16).slice(2, 10)
  const digitsOtp = Math.random().toString().slice(2, 8)
  const upperToken = Math.random().toString(36).substr(2, 9).toUpperCase()
  const timedToken = `tok_${Date.now()}_${Math.random().toString(36).substr(2, 9)}`
  return { hash: await hash(password), token, openToken, twoToken, hexToken, digitsOtp, upperToken, timedToken }
}
