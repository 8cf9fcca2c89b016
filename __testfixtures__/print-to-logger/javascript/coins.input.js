import { swap } from './swap.js';

// Nothing in this file lets anybody in: a token is a coin.
export async function trade(token, tokenAddress, amount) {
  console.log(`Trading ${amount} USDC for ${token}`);
  console.log('Approved:', { token: tokenAddress, amount });
  return await swap(token, amount);
}
