import logging

logger = logging.getLogger(__name__)


@receiver(post_save)
def create_profile(sender, instance, **kwargs):
    try:
        Profile.objects.create(owner=instance)
    except Exception as e:
        logger.exception(f"Failed to create a profile: {e}")


@receiver(post_save)
def send_welcome(sender, instance, **kwargs):
    logger.info("Welcome sent")


def last(instance):
    if instance.is_new:
        logger.info("new")
    return instance
