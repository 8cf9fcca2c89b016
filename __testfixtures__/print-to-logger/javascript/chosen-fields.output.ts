import { logger } from '../../lib/logger';
import { createShop } from '../../lib/shops';

export async function signUp(form: Form) {
  try {
    return await createShop(form);
  } catch (error) {
    const details = error as { code?: unknown; name?: unknown };
    logger.error({
      code: typeof details.code === 'string' ? details.code : 'unknown',
      name: typeof details.name === 'string' ? details.name : 'unknown',
    }, 'shop_signup_failed');
    return { ok: false };
  }
}

export async function confirm(form: Form) {
  const { code } = form;
  try {
    await createShop(form);
  } catch (error) {
    const { code: reason } = error as ShopError;
    logger.error({ reason }, 'confirm failed');
  }
  try {
    await createShop(form);
  } catch (err) {
    logger.error({ code: (err as ShopError).code }, 'confirm failed');
  }
  try {
    await createShop(form);
  } catch (err) {
    console.error('confirm failed', { code, shop: form.shop });
  }
}
