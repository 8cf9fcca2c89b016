import * as admin from 'firebase-admin';
import { logger } from './logger';

try {
  admin.initializeApp();
} catch (error) {
  // Already initialized
  logger.debug('admin.initializeApp failed', error);
}

export async function decide(proposal: Proposal, user: User) {
  logger.info('decide');
  try {
    await proposalEmailService.sendProposalApprovedEmails(proposal.id);
  } catch (error) {
    // ignore
    logger.warn('decide: proposalEmailService.sendProposalApprovedEmails failed', error);
  }
  try {
    await chat.sendTypingNotification(user.id);
  } catch (error) {
    // ignore
    logger.debug('decide: chat.sendTypingNotification failed', error);
  }
  try {
    await shops.fetchAll();
  } catch (error) {
    // the table does not exist yet
    logger.debug('decide: shops.fetchAll failed', error);
  }
  await admin.firestore().collection('drafts').doc(proposal.id).delete().catch((error: unknown) => {
    logger.warn(`decide: collection().delete failed for proposalId ${proposal.id}`, error);
  });
  try {
    await withRetry(() => ledger.load(proposal.id));
  } catch (error) {
    logger.warn('decide: ledger.load failed', error);
  }
  try {
    await assertDepartmentAccess(user, proposal);
  } catch (error) {
    logger.debug('decide: assertDepartmentAccess failed', error);
  }
}

export async function upload(file: Upload, redisService: RedisService) {
  logger.info('upload');
  try {
    const client = redisService.getClient();
    await client.set('last-upload', file.name);
  } catch (error) {
    // Non-critical
    logger.debug('upload: client.set failed', error);
  }
  try {
    await pictures.convert(file);
  } catch (error) {
    try {
      await cloudinary.deleteByPublicId(file.publicId);
    } catch (err) {
      // ignore cleanup failure
      logger.debug('upload: cloudinary.deleteByPublicId (file.publicId) failed', err);
    }
    throw error;
  }
  try {
    await cloudinary.deleteByPublicId(file.oldId);
  } catch (error) {
    // ignore
    logger.warn('upload: cloudinary.deleteByPublicId (file.oldId) failed', error);
  }
}

export async function fulfil(items: Item[], runner: Runner, phones: string[]) {
  logger.info('fulfil');
  try {
    await Promise.all(items.map(async (item) => deliverItem(item, runner)));
    await runner.commitTransaction();
  } catch (error) {
    logger.warn('fulfil: deliverItem failed', error);
    await runner.rollbackTransaction();
  }
  for (const phone of phones) {
    try {
      await shop.fetchOrder(phone);
    } catch (error) {
      // try next format
      logger.debug('fulfil: shop.fetchOrder failed', error);
    }
  }
}
