import { logger } from '../../lib/logger';
import { createShop } from '../../lib/shops';

export async function signUp(form: Form) {
  try {
    return await createShop(form);
  } catch (error) {
    const details = error as { code?: unknown; name?: unknown };
    console.error('shop_signup_failed', {
      code: typeof details.code === 'string' ? details.code : 'unknown',
      name: typeof details.name === 'string' ? details.name : 'unknown',
    });
    return { ok: false };
  }
}

export async function confirm(form: Form) {
  const { code } = form;
  try {
    await createShop(form);
  } catch (error) {
    const { code: reason } = error as ShopError;
    console.error('confirm failed', { reason });
  }
  try {
    await createShop(form);
  } catch (err) {
    console.error('confirm failed', { code: (err as ShopError).code });
  }
  try {
    await createShop(form);
  } catch (err) {
    console.error('confirm failed', { code, shop: form.shop });
  }
}
