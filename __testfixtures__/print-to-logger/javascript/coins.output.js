import { swap } from './swap.js';
import logger from './logger.js';

// Nothing in this file lets anybody in: a token is a coin.
export async function trade(token, tokenAddress, amount) {
  logger.info(`Trading ${amount} USDC for ${token}`);
  logger.info({ token: tokenAddress, amount }, 'Approved');
  return await swap(token, amount);
}
