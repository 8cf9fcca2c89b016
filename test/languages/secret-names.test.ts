import { describe, expect, it } from 'vitest';
import { isProofName, isPublicCode, isSecretName, makesSecret, snakeCase } from '../../src/languages/secret-names.ts';

const NONE = { secretWords: [], notSecretWords: [] };

describe('snakeCase', () => {
  it.each([
    ['refreshToken', 'refresh_token'], ['SMSOtp', 'sms_otp'], ['generateSMSOTP', 'generate_sms_otp'], ['TOTP', 'totp'],
    ['APIKey', 'api_key'], ['OAuthState', 'oauth_state'], ['X-API-Key', 'x_api_key'], ['SECRET_KEY', 'secret_key'],
  ])('%s', (name, snake) => expect(snakeCase(name)).toBe(snake));
});

describe('isProofName', () => {
  it.each([
    // identifiers of secrets
    'token_id', 'api_key_id', 'accessTokenId', 'refreshTokenId', 'newRefreshTokenId', 'invite_id', 'new_key_id', 'session_id', 'token_uuid',
    // a word inside another word
    'refund', 'shares', 'txHash', 'messageHash', 'getTokenPrice', 'authorVerified', 'storageKey', 'objectKey', 'cacheKey',
    'eventKey', 'idempotencyKey', 'slug', 'keyInt', 'token_hash', 'latest',
    // made up
    'mock_access_token', 'fake_token', 'test_password', 'demo_api_key',
    // unique is enough
    'jti', 'nonce', 'idempotency_key', 'lock_token', 'lease_token', 'next_page_token', 'next_token', 'ClientRequestToken', 'trackingToken', 'mask_token',
    // meant to be seen
    'qrCode', 'referral_code', 'voucher_code', 'promoCode', 'zip_code', 'status_code', 'booking_code', 'plateNumber',
    // counts and texts
    'total_tokens', 'max_tokens', 'prompt_tokens', 'tokens', 'token_count', 'token_type', 'expires_in',
    // said by the value's use, not by the name
    'code', 'state', 'key', 'value',
  ])('%s is none', (name) => expect(isProofName(name, NONE)).toBe(false));

  it.each([
    'token', 'access_token', 'refreshToken', 'new_access_token', 'reset_token', 'csrf_token', 'stateToken', 'clientSecret', 'webhook_secret',
    'SECRET_KEY', 'api_key', 'apiKey', 'apikey', 'temp_password', 'otp', 'sms_otp', 'emailOTP', 'otp_code', 'reset_code', 'verification_code',
    'sms_verification_code', 'auth_code', 'mfa_code', '2fa_code', 'link_code', 'clear_key', 'backup_codes', 'passcode',
  ])('%s is one', (name) => expect(isProofName(name, NONE)).toBe(true));

  it('takes the project at its word', () => {
    expect(isProofName('ride_pin', { secretWords: ['pin'], notSecretWords: [] })).toBe(true);
    expect(isProofName('share_token', { secretWords: [], notSecretWords: ['share_token'] })).toBe(false);
  });
});

describe('isSecretName hides more than isProofName asks for', () => {
  it.each(['mock_access_token', 'test_password', 'lock_token', 'authorization', 'credentials', 'jwt', 'session_cookie', 'refresh_tokens', 'openAiKey', 'STRIPE_KEY', 'supabase_service_role_key'])(
    '%s is hidden', (name) => expect(isSecretName(name, NONE)).toBe(true));
  it.each(['total_tokens', 'max_tokens', 'prompt_tokens', 'token_id', 'cache_key', 'token_count', 'token_type', 'tokens', 'expires_in', 'password_hash'])(
    '%s is shown', (name) => expect(isSecretName(name, NONE)).toBe(false));
});

describe('makesSecret', () => {
  it.each(['generate_otp', 'generateSMSOTP', 'create_api_key', 'makeResetToken', '_generate_reset_code', 'new_access_token', 'otp_generator', 'otp_generation', '_get_token', 'random_password'])(
    '%s does', (name) => expect(makesSecret(name, NONE)).toBe(true));
  it.each(['generate_uuid', 'generate_id', 'new_key', 'generate_cache_key', 'create_storage_key', 'generate_ticket_number', 'create_user', 'verify_token', 'generate_token_id', 'create_mock_token'])(
    '%s does not', (name) => expect(makesSecret(name, NONE)).toBe(false));
});

describe('isPublicCode', () => {
  it.each(['referral_code', 'certificate_code', 'couponCode', 'zipcode'])('%s is', (name) => expect(isPublicCode(name)).toBe(true));
  it.each(['auth_code', 'final_code', 'code'])('%s is not', (name) => expect(isPublicCode(name)).toBe(false));
});
